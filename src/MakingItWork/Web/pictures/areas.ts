import type { Area } from "../read/reading";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Which sides of an area follow a handle: -1 left or top, 1 right or bottom, 0 neither. */
export interface Handle {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** Smaller than this, in pixels of the picture, nobody could see or take hold of a mark. */
export const smallest = 4;

export function between(a: Point, b: Point): Area {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** Whole pixels that hold all of the area: half a covered pixel is not covered. Never beyond the picture, never empty. */
export function outward(area: Area, within: Size): Area {
  const left = clamp(Math.floor(area.x), 0, within.width - 1);
  const top = clamp(Math.floor(area.y), 0, within.height - 1);
  const right = clamp(Math.ceil(area.x + area.width), left + 1, within.width);
  const bottom = clamp(Math.ceil(area.y + area.height), top + 1, within.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function grown(area: Area, by: number): Area {
  return { x: area.x - by, y: area.y - by, width: area.width + 2 * by, height: area.height + 2 * by };
}

export function contains(outer: Area, inner: Area): boolean {
  return (
    inner.x >= outer.x && inner.y >= outer.y
    && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
  );
}

/** At the edge of the picture an area stops; it keeps its size. */
export function moved(area: Area, by: Point, within: Size): Area {
  return {
    ...area,
    x: clamp(Math.round(area.x + by.x), 0, Math.max(0, within.width - area.width)),
    y: clamp(Math.round(area.y + by.y), 0, Math.max(0, within.height - area.height)),
  };
}

/** The left and upper edges stay. */
export function resized(area: Area, by: Point, within: Size): Area {
  return {
    ...area,
    width: clamp(Math.round(area.width + by.x), Math.min(smallest, area.width), within.width - area.x),
    height: clamp(Math.round(area.height + by.y), Math.min(smallest, area.height), within.height - area.y),
  };
}

/** The sides of the handle go to the point; the opposite sides stay. */
export function pulled(area: Area, handle: Handle, to: Point, within: Size): Area {
  const [left, right] = side(area.x, area.x + area.width, handle.x, to.x, within.width);
  const [top, bottom] = side(area.y, area.y + area.height, handle.y, to.y, within.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function side(start: number, end: number, handle: -1 | 0 | 1, to: number, most: number): readonly [number, number] {
  if (handle < 0) return [clamp(Math.round(to), 0, end - smallest), end];
  if (handle > 0) return [start, clamp(Math.round(to), start + smallest, most)];
  return [start, end];
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
