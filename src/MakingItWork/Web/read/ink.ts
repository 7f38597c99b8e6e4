import { type Box, heightOf, widthOf } from "./box";
import type { Pixels } from "./pixels";

/** Which columns of a line's box hold ink: the gaps say exactly where a word ends, the recogniser only nearly. */
export class InkColumns {
  #ink: boolean[];

  constructor(picture: Pixels, line: Box) {
    const [width, height] = [widthOf(line), heightOf(line)];
    const luma = lumaOf(picture, line);
    const histogram = new Uint32Array(16);
    luma.forEach((grey) => histogram[grey >> 4]!++);
    const paper = 16 * histogram.indexOf(Math.max(...histogram)) + 8;
    const contrast = luma.reduce((most, grey) => Math.max(most, Math.abs(grey - paper)), 0);
    const threshold = Math.max(20, Math.trunc(contrast / 3));

    this.#ink = new Array<boolean>(width).fill(false);
    for (let y = 0; y < height; y++) {
      const row = Array.from(luma.subarray(y * width, (y + 1) * width), (grey) => Math.abs(grey - paper) > threshold);
      // An underline or a table's rule runs below the words and the spaces between them alike.
      if (row.filter(Boolean).length > 0.75 * width) continue;
      row.forEach((inked, x) => (this.#ink[x] ||= inked));
    }
  }

  /** The widest run without ink in the columns from start to end, or null. */
  widestGap(start: number, end: number): [number, number] | null {
    let widest: [number, number] | null = null;
    const stop = Math.min(this.#ink.length, end);
    for (let x = Math.max(0, start); x < stop; x++) {
      const from = x;
      while (x < stop && !this.#ink[x]) x++;
      if (x > from && x - from > (widest ? widest[1] - widest[0] : 0)) widest = [from, x];
    }
    return widest;
  }
}

function lumaOf({ width, rgba }: Pixels, line: Box): Uint8Array {
  const luma = new Uint8Array(widthOf(line) * heightOf(line));
  let i = 0;
  for (let y = line.top; y < line.bottom; y++) {
    for (let x = line.left; x < line.right; x++) {
      const at = 4 * (y * width + x);
      luma[i++] = (2 * rgba[at]! + 5 * rgba[at + 1]! + rgba[at + 2]!) >> 3;
    }
  }
  return luma;
}
