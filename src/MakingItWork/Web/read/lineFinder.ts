import { type Box, touch } from "./box";
import { enlarged, hasSmallText, inOrder, merge, tilesOf } from "./tiles";

/** Finds the lines in a part of the picture, looked at in that scale. */
export type Detect = (part: Box, scale: number, signal: AbortSignal) => Promise<Box[]>;

export interface Heard {
  /** Lines that no later look can change. */
  settled(lines: Box[]): void;
  /** Lines that are settled if the text is as small as it looks to be. */
  likely(lines: Box[]): void;
}

/**
 * Finds the lines of the whole picture: looks at each tile at the scale that suits the text in it, as the server does.
 * Most screens hold small text, so the upper enlarged parts, where the banner is, are looked at before that is known.
 */
export async function findLines(size: { width: number; height: number }, detect: Detect, heard: Heard, signal: AbortSignal): Promise<Box[]> {
  const lines: Box[] = [];
  const tiles = tilesOf(size.width, size.height);
  let small = true;
  for (const [i, tile] of tiles.entries()) {
    const later = tiles.slice(i + 1);
    const looks = new Looks(tile, detect, signal);
    if (small) {
      for (const part of looks.upper) {
        looks.at(part).then(() => heard.likely(unchanging(lines, looks, later)), () => undefined);
      }
    }
    let found = await detect(tile, 1, signal);
    small = hasSmallText(found);
    if (small) {
      // Row by row: once the upper lines are on their way to be read, the rest of the tile is looked at.
      for (const row of looks.rows) {
        row.forEach((part) => looks.at(part));
        for (const part of row) {
          await looks.at(part);
          heard.settled(unchanging(lines, looks, later));
        }
      }
      found = looks.found();
    } else {
      looks.stop();
    }
    merge(lines, found);
    heard.settled(lines.filter((line) => !later.some((other) => touch(line, other))));
  }
  return inOrder(lines);
}

function unchanging(lines: Box[], looks: Looks, later: Box[]): Box[] {
  const known = [...lines];
  merge(known, looks.found());
  return known.filter((line) => ![...looks.pending(), ...later].some((part) => touch(line, part)));
}

/** The enlarged parts of a tile and what was found in them. */
class Looks {
  readonly #parts: Box[];
  readonly #asked = new Map<Box, Promise<Box[]>>();
  readonly #seen = new Map<Box, Box[]>();
  readonly #detect: Detect;
  readonly #unwanted = new AbortController();

  constructor(tile: Box, detect: Detect, signal: AbortSignal) {
    this.#parts = tilesOf(tile.right - tile.left, tile.bottom - tile.top, enlarged).map((part) => ({
      left: tile.left + part.left,
      top: tile.top + part.top,
      right: tile.left + part.right,
      bottom: tile.top + part.bottom,
    }));
    this.#detect = detect;
    signal.addEventListener("abort", () => this.#unwanted.abort(signal.reason));
  }

  get rows(): Box[][] {
    return [...new Set(this.#parts.map((part) => part.top))].map((top) => this.#parts.filter((part) => part.top === top));
  }

  get upper(): Box[] {
    return this.rows[0]!;
  }

  at(part: Box): Promise<Box[]> {
    const asked = this.#asked.get(part);
    if (asked) return asked;
    const look = this.#detect(part, enlarged, this.#unwanted.signal).then((found) => {
      this.#seen.set(part, found);
      return found;
    });
    // Awaited later or never: it must not count as unhandled.
    look.catch(() => undefined);
    this.#asked.set(part, look);
    return look;
  }

  /** In the parts' own order, whichever came first: it decides what a line cut in two becomes. */
  found(): Box[] {
    const found: Box[] = [];
    this.#parts.forEach((part) => merge(found, this.#seen.get(part) ?? []));
    return found;
  }

  pending(): Box[] {
    return this.#parts.filter((part) => !this.#seen.has(part));
  }

  stop(): void {
    this.#unwanted.abort(new Error("The whole tile is enough."));
  }
}
