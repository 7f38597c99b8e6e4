import { type Box, heightOf, widthOf } from "./box";
import type { Pixels } from "./pixels";

/** How a network wants its input: average and spread for each of blue, green and red. */
export interface Scale {
  mean: readonly [number, number, number];
  deviation: readonly [number, number, number];
}

/**
 * Cuts a box out of a picture, scales it to width × height and lays it out as the networks want it: three planes that are
 * planeWidth wide, blue first, since the networks were trained on pictures read as blue, green, red.
 */
export function planesOf(picture: Pixels, box: Box, width: number, height: number, planeWidth: number, { mean, deviation }: Scale): Float32Array {
  const planes = new Float32Array(3 * planeWidth * height);
  const columns = tapsOf(box.left, widthOf(box), width, picture.width);
  const rows = tapsOf(box.top, heightOf(box), height, picture.height);
  const { rgba } = picture;
  for (let channel = 0; channel < 3; channel++) {
    const scale = 1 / (255 * deviation[channel]!);
    const shift = -mean[channel]! / deviation[channel]!;
    for (let y = 0; y < height; y++) {
      const upper = 4 * rows.first[y]! * picture.width + 2 - channel;
      const lower = 4 * rows.second[y]! * picture.width + 2 - channel;
      const down = rows.weight[y]!;
      const target = (channel * height + y) * planeWidth;
      for (let x = 0; x < width; x++) {
        const a = 4 * columns.first[x]!;
        const b = 4 * columns.second[x]!;
        const across = columns.weight[x]!;
        const top = rgba[upper + a]! + across * (rgba[upper + b]! - rgba[upper + a]!);
        const bottom = rgba[lower + a]! + across * (rgba[lower + b]! - rgba[lower + a]!);
        planes[target + x] = (top + down * (bottom - top)) * scale + shift;
      }
    }
  }
  return planes;
}

/** Between which two pixels each sample lies, and how far towards the second. */
function tapsOf(start: number, length: number, count: number, limit: number) {
  const taps = { first: new Int32Array(count), second: new Int32Array(count), weight: new Float32Array(count) };
  const step = length / count;
  for (let i = 0; i < count; i++) {
    const at = Math.min(Math.max(start + (i + 0.5) * step - 0.5, 0), limit - 1);
    taps.first[i] = Math.floor(at);
    taps.second[i] = Math.min(Math.floor(at) + 1, limit - 1);
    taps.weight[i] = at - Math.floor(at);
  }
  return taps;
}
