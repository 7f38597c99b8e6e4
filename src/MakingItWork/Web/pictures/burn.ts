import type { Area } from "../read/reading";
import { outward, type Size } from "./areas";
import { decoded } from "./decode";
import { tolerance } from "./readBack";
import { canvasOf, free, pen } from "./scale";

const colour = "#212b32";

/** A photo as PNG is a long upload on a ward's network. */
const longestPng = 4_000_000;
const qualities = [0.9, 0.75, 0.6];

/** JPG keeps squares of this side: one that is covered in part would show traces of what stands beside the cover. */
const square = 8;

/** The covers did not hold in the file that was made; nothing of it may be sent. */
export class NotCovered extends Error {}

/**
 * A new file of nothing but pixels, with the covers painted in, and looked at again before anyone gets it.
 * @param bytes The file will have fewer.
 */
export async function burnt(picture: HTMLCanvasElement, covers: readonly Area[], bytes: number): Promise<Blob> {
  const whole = covers.map((cover) => outward(cover, picture));
  const png = await encoded(picture, whole, "image/png");
  if (png.size < Math.min(longestPng, bytes)) return png;
  const wider = whole.map((cover) => toSquares(cover, picture));
  for (const quality of qualities) {
    const jpeg = await encoded(picture, wider, "image/jpeg", quality);
    // A screen full of letters can be larger as JPG, and is always worse.
    if (jpeg.size >= png.size && png.size < bytes) return png;
    if (jpeg.size < bytes) return jpeg;
  }
  throw new NotCovered("The picture stays too large.");
}

async function encoded(picture: HTMLCanvasElement, covers: readonly Area[], type: string, quality?: number): Promise<Blob> {
  const painted = canvasOf(picture);
  try {
    const context = pen(painted);
    context.drawImage(picture, 0, 0);
    context.fillStyle = colour;
    for (const { x, y, width, height } of covers) context.fillRect(x, y, width, height);
    const blob = await new Promise<Blob | null>((resolve) => painted.toBlob(resolve, type, quality));
    if (blob?.type !== type) throw new NotCovered("The picture could not be written.");
    await check(blob, painted, covers);
    return blob;
  } finally {
    free(painted);
  }
}

// A cover that was painted and did not arrive is how others have leaked: the file is read as its receiver will read it.
async function check(blob: Blob, painted: HTMLCanvasElement, covers: readonly Area[]): Promise<void> {
  const bitmap = await decoded(blob);
  const copy = canvasOf(painted);
  try {
    if (bitmap?.width !== painted.width || bitmap.height !== painted.height) throw new NotCovered("The file has another size.");
    const context = pen(copy);
    context.drawImage(bitmap, 0, 0);
    if (!covers.every((cover) => isFlat(context, cover))) throw new NotCovered("A cover did not arrive.");
    if (!isLike(copy, painted)) throw new NotCovered("The file shows something else.");
  } finally {
    bitmap?.close();
    free(copy);
  }
}

// By brightness: JPG lets the colours of neighbours run into a cover, but no letter.
function isFlat(context: CanvasRenderingContext2D, { x, y, width, height }: Area): boolean {
  const { data } = context.getImageData(x, y, width, height);
  const wanted = brightness(0x21, 0x2b, 0x32);
  for (let i = 0; i < data.length; i += 4) {
    if (Math.abs(brightness(data[i]!, data[i + 1]!, data[i + 2]!) - wanted) > tolerance) return false;
  }
  return true;
}

function brightness(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

function isLike(one: HTMLCanvasElement, other: HTMLCanvasElement): boolean {
  const [a, b] = [small(one), small(other)];
  return a.reduce((sum, part, i) => sum + Math.abs(part - b[i]!), 0) / a.length <= tolerance;
}

function small(picture: HTMLCanvasElement): Uint8ClampedArray {
  const side = 64;
  const canvas = canvasOf({ width: side, height: side });
  const context = pen(canvas);
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  free(canvas);
  return data;
}

function toSquares(area: Area, within: Size): Area {
  const [x, y] = [Math.floor(area.x / square) * square, Math.floor(area.y / square) * square];
  const right = Math.ceil((area.x + area.width) / square) * square;
  const bottom = Math.ceil((area.y + area.height) / square) * square;
  return outward({ x, y, width: right - x, height: bottom - y }, within);
}
