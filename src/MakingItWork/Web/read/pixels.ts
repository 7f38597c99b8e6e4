/** A picture as it lies in memory: red, green, blue and a fourth byte of no meaning for each pixel. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

// The smallest canvas that browsers in use allow.
const mostPixels = 16_000_000;

/** What is transparent shows white, as on the server. */
export function pixelsOf(picture: ImageBitmap): Pixels {
  const { width, height } = picture;
  if (width * height > mostPixels) throw new Error("The picture is too large to be read in the browser.");
  const canvas = canvasOf(width, height);
  canvas.fillStyle = "#ffffff";
  canvas.fillRect(0, 0, width, height);
  canvas.drawImage(picture, 0, 0);
  return { width, height, rgba: canvas.getImageData(0, 0, width, height).data };
}

/**
 * Some browsers answer scripts with other pixels than were drawn, so that nobody is recognised by their screen.
 * Read from such a canvas, a page of names would seem empty.
 */
export function checkCanvas(): void {
  const canvas = canvasOf(16, 16);
  const grey = (i: number) => (i * 37) % 256;
  for (let i = 0; i < 256; i++) {
    canvas.fillStyle = `rgb(${grey(i)}, ${255 - grey(i)}, ${grey(i + 1)})`;
    canvas.fillRect(i % 16, i >> 4, 1, 1);
  }
  const { data } = canvas.getImageData(0, 0, 16, 16);
  for (let i = 0; i < 256; i++) {
    const drawn = [grey(i), 255 - grey(i), grey(i + 1)];
    if (drawn.some((value, channel) => Math.abs(value - data[4 * i + channel]!) > 3)) {
      throw new Error("This browser's privacy settings keep pages from reading pictures.");
    }
  }
}

function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = typeof OffscreenCanvas === "undefined" ? null : new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!canvas) throw new Error("This browser cannot look into pictures.");
  return canvas;
}
