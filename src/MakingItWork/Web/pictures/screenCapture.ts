import { canvasOf, free, pen } from "./scale";

/** The person changed their mind. */
export class NothingTaken extends Error {}

/** The browser's own question fades out over what is to be seen. */
const fading = 400;

export function canTakeScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === "function" && !matchMedia("(pointer: coarse)").matches;
}

/** One picture of what the person picks; nothing is recorded any longer when this settles. */
export async function takenScreen(): Promise<File> {
  const stream = await asked();
  const video = document.createElement("video");
  try {
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    await new Promise((resolve) => setTimeout(resolve, fading));
    const canvas = canvasOf({ width: video.videoWidth, height: video.videoHeight });
    pen(canvas).drawImage(video, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    free(canvas);
    if (!blob) throw new Error("No frame came.");
    return new File([blob], "screen.png", { type: "image/png" });
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }
}

async function asked(): Promise<MediaStream> {
  try {
    // The question must not offer this page itself, which shows no unsafe screen.
    return await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false, selfBrowserSurface: "exclude" } as DisplayMediaStreamOptions);
  } catch (refused) {
    if (refused instanceof DOMException && refused.name === "NotAllowedError") throw new NothingTaken();
    throw refused;
  }
}
