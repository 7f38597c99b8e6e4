/** A rectangle of whole pixels; right and bottom lie just outside it. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const widthOf = (box: Box) => box.right - box.left;
export const heightOf = (box: Box) => box.bottom - box.top;
export const keyOf = (box: Box) => `${box.left},${box.top},${box.right},${box.bottom}`;

export function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Do both lie on one line of text and touch? Neighbouring lines share less than half their height. */
export function sameLine(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.6 * Math.min(heightOf(a), heightOf(b));
}

export function touch(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

/** To the nearest whole number, halves to the even one, as the server rounds. */
export function round(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
