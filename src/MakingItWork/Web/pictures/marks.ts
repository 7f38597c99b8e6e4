import type { Area, FoundCover } from "../read/reading";
import { contains, grown } from "./areas";

/** A cover hides; an outline points at the problem and hides nothing. */
export type MarkKind = "cover" | "outline";

/** What the person drew. */
export interface Mark {
  readonly id: number;
  readonly kind: MarkKind;
  readonly area: Area;
}

/** What the person decided about one picture. What the machine found is kept apart: it cannot be undone, only uncovered. */
export interface Marks {
  readonly drawn: readonly Mark[];
  readonly uncovered: readonly FoundCover[];
}

export interface History {
  readonly past: readonly Marks[];
  readonly now: Marks;
  readonly future: readonly Marks[];
  /** The gesture that made the present state; the next change of the same gesture is undone together with it. */
  readonly gesture: string | null;
}

const steps = 200;

/** How far a later, more exact box of the machine may reach beyond the one that was uncovered. */
const slack = 2;

export function noHistory(now: Marks = { drawn: [], uncovered: [] }): History {
  return { past: [], now, future: [], gesture: null };
}

function become(history: History, now: Marks, gesture: string | null = null): History {
  const same = gesture !== null && gesture === history.gesture;
  const past = same ? history.past : [...history.past, history.now].slice(-steps);
  return { past, now, future: [], gesture };
}

export function add(history: History, mark: Mark): History {
  return become(history, { ...history.now, drawn: [...history.now.drawn, mark] });
}

export function remove(history: History, id: number): History {
  return become(history, { ...history.now, drawn: history.now.drawn.filter((mark) => mark.id !== id) });
}

/** @param gesture The same word for all the small changes that one undo shall take back. */
export function change(history: History, id: number, area: Area, gesture: string | null = null): History {
  const drawn = history.now.drawn.map((mark) => (mark.id === id ? { ...mark, area } : mark));
  return become(history, { ...history.now, drawn }, gesture);
}

/** The next change is a step of its own, even if it is of the same gesture. */
export function settle(history: History): History {
  return history.gesture === null ? history : { ...history, gesture: null };
}

/** Takes the machine's cover off, or puts it back. */
export function toggle(history: History, found: FoundCover): History {
  const kept = history.now.uncovered.filter((other) => !allows(other, found));
  const uncovered = kept.length < history.now.uncovered.length ? kept : [...kept, found];
  return become(history, { ...history.now, uncovered });
}

export function isUncovered(marks: Marks, found: FoundCover): boolean {
  return marks.uncovered.some((other) => allows(other, found));
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], gesture: null };
}

export function redo(history: History): History {
  const [after, ...future] = history.future;
  if (!after) return history;
  return { past: [...history.past, history.now], now: after, future, gesture: null };
}

// While it reads, the machine names the same word again, often a pixel larger or smaller. A box that holds more than the
// one that was uncovered is new, and stays covered: the person has not seen what else is in it.
function allows(uncovered: FoundCover, found: FoundCover): boolean {
  return contains(grown(uncovered, slack), found);
}
