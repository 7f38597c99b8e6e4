import type { Size } from "./areas";

/** The server gives this width to every reader; more would only be a longer upload. */
const widest = 2560;

/** Some phones draw nothing at all on a larger canvas. */
const mostPixels = 16_000_000;
const longest = 16_000;

/** How large a picture is kept: as it is, or smaller in proportion. */
export function keptSize({ width, height }: Size): Size {
  const scale = Math.min(1, widest / width, longest / height, Math.sqrt(mostPixels / (width * height)));
  return scale === 1 ? { width, height } : { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

export function canvasOf({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

export function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives no canvas.");
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  return context;
}

/** Frees the memory at once: a canvas without size holds no pixels, whenever it is collected. */
export function free(canvas: HTMLCanvasElement | null | undefined): void {
  if (canvas) canvas.width = canvas.height = 0;
}

/**
 * Draws the whole source on the canvas, on white. A browser looks at few neighbours of a pixel when it shrinks a picture
 * by much, and small letters then break up: it is halved until one step is left.
 */
export function drawWhole(source: CanvasImageSource & Size, target: HTMLCanvasElement): void {
  let from: CanvasImageSource & Size = source;
  const steps: HTMLCanvasElement[] = [];
  while (from.width >= 2 * target.width && from.height >= 2 * target.height) {
    const half = canvasOf({ width: Math.ceil(from.width / 2), height: Math.ceil(from.height / 2) });
    pen(half).drawImage(from, 0, 0, half.width, half.height);
    steps.push(half);
    from = half;
  }
  const context = pen(target);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, target.width, target.height);
  context.drawImage(from, 0, 0, target.width, target.height);
  steps.forEach(free);
}
