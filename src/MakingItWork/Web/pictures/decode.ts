const readable = { png: "PNG", jpeg: "JPG", webp: "WebP", gif: "GIF", bmp: "BMP", tiff: "TIFF" } as const;

export type Format = keyof typeof readable;

export const named = (format: Format): string => readable[format];

/** By its first bytes: ward computers often know no type for a file, and a name says nothing. Null if the server would refuse it. */
export async function formatOf(file: Blob): Promise<Format | null> {
  const bytes = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...bytes);
  if (text.startsWith("\x89PNG")) return "png";
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("GIF8")) return "gif";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.startsWith("BM")) return "bmp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  return null;
}

/** The picture as it is meant to be seen: turned as the camera was held; of a moving picture, its beginning. Null if it cannot be. */
export async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Older browsers do not know the option; what they decode as an image element is upright as well.
    return asElement(file);
  }
}

async function asElement(file: Blob): Promise<ImageBitmap | null> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return await createImageBitmap(image);
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Two numbers that differ for different bytes; only to notice that the same picture came twice. */
export function fingerprint(bytes: ArrayBuffer | Uint8ClampedArray<ArrayBuffer>): string {
  const buffer = bytes instanceof ArrayBuffer ? bytes : bytes.buffer;
  const whole = new Uint32Array(buffer, 0, buffer.byteLength >> 2);
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (const word of whole) {
    a = Math.imul(a ^ word, 0x01000193);
    b = (Math.imul(b, 0x85ebca6b) + word + (b >>> 15)) | 0;
  }
  for (const byte of new Uint8Array(buffer, whole.byteLength)) a = Math.imul(a ^ byte, 0x01000193);
  return `${buffer.byteLength}-${a >>> 0}-${b >>> 0}`;
}
