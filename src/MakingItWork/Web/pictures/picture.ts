import type { Area, FoundCover, Progress } from "../read/reading";
import type { Size } from "./areas";
import { decoded, fingerprint, formatOf, named, type Format } from "./decode";
import { isUncovered, noHistory, type History } from "./marks";
import { canReadBack } from "./readBack";
import { canvasOf, drawWhole, free, keptSize, pen } from "./scale";

export type Reading =
  | { readonly state: "waiting" }
  | { readonly state: "reading"; readonly progress: Progress }
  | { readonly state: "read" }
  | { readonly state: "unavailable" };

/** Why a picture is sent as it came: this browser cannot show it, or gives the page other pixels than it has drawn. */
export type AsItIs = { readonly file: File; readonly format: string; readonly because: "unknown here" | "no reading back" };

export interface Picture {
  readonly id: number;
  /** Upright and scaled; null if this browser cannot show it. */
  readonly pixels: HTMLCanvasElement | null;
  readonly asItIs: AsItIs | null;
  readonly fingerprint: string;
  found: readonly FoundCover[];
  /** Covers that were burnt in before it came from the draft. */
  burntBefore: number;
  marks: History;
  reading: Reading;
  /** Grows with every change of what would be sent. */
  version: number;
}

/** What may become a picture; or the reason why not. */
export type Taken = { readonly picture: Picture } | { readonly refused: "no picture" | "too large" };

let last = 0;

/** @param bytes The most that may be sent of a file that cannot be made smaller here. */
export async function taken(file: File, bytes: number): Promise<Taken> {
  const format = await formatOf(file);
  if (!format && !file.type.startsWith("image/")) return { refused: "no picture" };
  const bitmap = file.type === "image/svg+xml" ? null : await decoded(file);
  if (!bitmap) return format ? unseen(file, format, bytes) : { refused: "no picture" };
  try {
    const readable = canReadBack();
    if (!readable && !format) return { refused: "no picture" };
    if (!readable && file.size >= bytes) return { refused: "too large" };
    const pixels = canvasOf(keptSize(bitmap));
    drawWhole(bitmap, pixels);
    await new Promise((resolve) => setTimeout(resolve)); // the page answers in between
    const asItIs = readable || !format ? null : { file, format: named(format), because: "no reading back" as const };
    return { picture: fresh(pixels, asItIs, printOf(pixels)) };
  } finally {
    bitmap.close();
  }
}

async function unseen(file: File, format: Format, bytes: number): Promise<Taken> {
  if (file.size >= bytes) return { refused: "too large" };
  const print = fingerprint(await file.arrayBuffer());
  return { picture: fresh(null, { file, format: named(format), because: "unknown here" }, print) };
}

function printOf(pixels: HTMLCanvasElement): string {
  return `${pixels.width}-${fingerprint(pen(pixels).getImageData(0, 0, pixels.width, pixels.height).data)}`;
}

function fresh(pixels: HTMLCanvasElement | null, asItIs: AsItIs | null, print: string): Picture {
  last += 1;
  return {
    id: last,
    pixels,
    asItIs,
    fingerprint: print,
    found: [],
    burntBefore: 0,
    marks: noHistory(),
    reading: { state: asItIs ? "unavailable" : "waiting" },
    version: 0,
  };
}

export function sizeOf(picture: Picture): Size {
  return picture.pixels ?? { width: 0, height: 0 };
}

/** The machine's covers that the person has left on. */
export function standing(picture: Picture): readonly FoundCover[] {
  return picture.found.filter((found) => !isUncovered(picture.marks.now, found));
}

export function uncovered(picture: Picture): readonly FoundCover[] {
  return picture.found.filter((found) => isUncovered(picture.marks.now, found));
}

export function drawnAreas(picture: Picture, kind: "cover" | "outline"): readonly Area[] {
  return picture.marks.now.drawn.filter((mark) => mark.kind === kind).map((mark) => mark.area);
}

export function covers(picture: Picture): readonly Area[] {
  return [...standing(picture), ...drawnAreas(picture, "cover")];
}

export function forget(picture: Picture): void {
  free(picture.pixels);
  picture.found = [];
  picture.marks = noHistory();
}
