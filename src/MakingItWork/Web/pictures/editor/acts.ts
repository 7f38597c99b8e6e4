import type { Area, FoundCover } from "../../read/reading";
import { moved, outward, resized, type Point } from "../areas";
import * as marks from "../marks";
import { sizeOf, type Picture } from "../picture";
import { kindInWords, place } from "../words";

let last = 0;

/** Everything that a person can do to the picture that is shown; each is one step for undo. */
export function acts(picture: () => Picture | null, changed: (picture: Picture) => void, say: (words: string) => void) {
  function become(next: (now: marks.History, picture: Picture) => marks.History, words: string): void {
    const shown = picture();
    if (!shown) return;
    const after = next(shown.marks, shown);
    if (after === shown.marks) return;
    shown.marks = after;
    changed(shown);
    if (words) say(words);
  }

  const markOf = (id: number): marks.Mark | undefined => picture()?.marks.now.drawn.find((mark) => mark.id === id);

  function change(id: number, gesture: string, next: (area: Area, picture: Picture) => Area): void {
    const mark = markOf(id);
    const shown = picture();
    if (!mark || !shown) return;
    const area = next(mark.area, shown);
    become((now) => marks.change(now, id, area, `${gesture} ${id}`), place(area));
  }

  return {
    /** @returns The number by which the mark is known. */
    add(kind: marks.MarkKind, area: Area): number {
      last += 1;
      const id = last;
      become(
        (now, shown) => marks.add(now, { id, kind, area: outward(area, sizeOf(shown)) }),
        `${kind === "cover" ? "Cover" : "Outline"} added.`,
      );
      return id;
    },
    remove(id: number): void {
      const kind = markOf(id)?.kind;
      if (kind) become((now) => marks.remove(now, id), `${kind === "cover" ? "Cover" : "Outline"} removed.`);
    },
    toggle(found: FoundCover): void {
      const shown = picture();
      if (!shown) return;
      const off = marks.isUncovered(shown.marks.now, found);
      const kind = kindInWords(found.kind);
      become((now) => marks.toggle(now, found), off ? `Covered again: ${kind}.` : `Uncovered: ${kind}. Press again to cover it.`);
    },
    move(id: number, by: Point): void {
      change(id, "move", (area, shown) => moved(area, by, sizeOf(shown)));
    },
    resize(id: number, by: Point): void {
      change(id, "resize", (area, shown) => resized(area, by, sizeOf(shown)));
    },
    /** While a pointer drags: nothing is said until it lets go. */
    drag(id: number, area: Area): void {
      become((now) => marks.change(now, id, area, `drag ${id}`), "");
    },
    dropped(id: number): void {
      const mark = markOf(id);
      if (mark) say(place(mark.area));
      this.settle();
    },
    settle(): void {
      const shown = picture();
      if (shown) shown.marks = marks.settle(shown.marks);
    },
    undo(): void {
      if (picture()?.marks.past.length === 0) return say("There is nothing to undo.");
      become(marks.undo, "Undone.");
    },
    redo(): void {
      if (picture()?.marks.future.length === 0) return say("There is nothing to redo.");
      become(marks.redo, "Redone.");
    },
  };
}

export type Acts = ReturnType<typeof acts>;
