import { type Box, heightOf, sameLine, union } from "./box";

const tileWidth = 1600;
const tilePixels = 1_100_000;

// Higher than a line of text, so that a line cut by one tile's edge stands whole in the next.
const overlap = 80;

// A detected line this low holds letters of about 14 px or less, which are found better when enlarged.
const smallLine = 24;
export const enlarged = 1.5;

/** The tiles of a picture; together they cover it, so that memory stays the same for any size of picture. */
export function tilesOf(width: number, height: number, scale = 1): Box[] {
  return spans(width, Math.trunc(tileWidth / scale)).flatMap(([left, right]) =>
    spans(height, Math.max(4 * overlap, Math.floor(Math.trunc(tilePixels / (scale * scale)) / (right - left))))
      .map(([top, bottom]) => ({ left, top, right, bottom })));
}

function spans(length: number, longest: number): [number, number][] {
  const count = length <= longest ? 1 : Math.ceil((length - overlap) / (longest - overlap));
  const size = Math.ceil((length + (count - 1) * overlap) / count);
  return Array.from({ length: count }, (_, i) => [i * (size - overlap), Math.min(length, i * (size - overlap) + size)]);
}

export function hasSmallText(lines: readonly Box[]): boolean {
  if (lines.length === 0) return true;
  const heights = lines.map(heightOf).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 4)]! < smallLine;
}

/** Adds the lines of another tile; what the tiles' edge cut in two becomes one line. */
export function merge(lines: Box[], more: readonly Box[]): void {
  let old = lines.length;
  for (let line of more) {
    for (let i = old - 1; i >= 0; i--) {
      if (sameLine(lines[i]!, line)) {
        line = union(line, lines[i]!);
        lines.splice(i, 1);
        old--;
      }
    }
    lines.push(line);
  }
}

/** Lines from the top; those on one height from the left. */
export function inOrder(lines: readonly Box[]): Box[] {
  return [...lines].sort((a, b) => a.top + a.bottom - b.top - b.bottom || a.left - b.left);
}
