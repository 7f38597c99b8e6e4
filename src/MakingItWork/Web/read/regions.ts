import { type Box, round } from "./box";

const textPixel = 0.3;
const textLine = 0.5;

// The network is trained to mark a shrunken core of every line; this is how far to grow it back.
const unclip = 1.6;

/** The lines in the detector's map of how likely each pixel lies within a line of text. */
export function regionsOf(map: Float32Array, width: number, height: number): Box[] {
  const boxes: Box[] = [];
  const seen = new Uint8Array(map.length);
  const stack: number[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || map[start]! <= textPixel) continue;
    const box = { left: width, top: height, right: 0, bottom: 0 };
    let sum = 0;
    let count = 0;
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
      sum += map[at]!;
      count++;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (!seen[next] && map[next]! > textPixel) {
            seen[next] = 1;
            stack.push(next);
          }
        }
      }
    }
    if (sum / count >= textLine) boxes.push(...grown(box, width, height));
  }
  return boxes;
}

function grown(box: Box, width: number, height: number): Box[] {
  const w = box.right - box.left;
  const h = box.bottom - box.top;
  if (Math.min(w, h) < 3) return [];
  const grow = round((w * h * unclip) / (2 * (w + h)));
  return [{
    left: Math.max(0, box.left - grow),
    top: Math.max(0, box.top - grow),
    right: Math.min(width, box.right + grow),
    bottom: Math.min(height, box.bottom + grow),
  }];
}
