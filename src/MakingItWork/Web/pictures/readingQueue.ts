import type { FoundCover, Progress } from "../read/reading";
import type { Picture } from "./picture";

interface Waiting {
  readonly picture: Picture;
  readonly stop: AbortController;
}

/**
 * Reads one picture after the other: two at once would both be slower.
 * @param changed Something about the picture is known that was not; `covers` if there may be other covers.
 */
export function readingQueue(changed: (picture: Picture, what: "covers" | "progress") => void) {
  let queue: Waiting[] = [];
  let idle: () => void = () => {};
  let finished: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    for (let next = queue[0]; next; next = queue[0]) {
      await read(next);
      queue = queue.filter((other) => other !== next);
      if (!next.stop.signal.aborted) changed(next.picture, "covers");
    }
    idle();
  }

  async function read({ picture, stop }: Waiting): Promise<void> {
    const { signal } = stop;
    if (signal.aborted || !picture.pixels) return;
    // Whoever reads may not notice the signal: nothing here waits for it longer.
    const left = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("Not wanted any more."))));
    left.catch(() => {});
    let given: ImageBitmap | undefined;
    try {
      given = await createImageBitmap(picture.pixels);
      picture.reading = { state: "reading", progress: { phase: "loading", read: 0, lines: 0 } };
      changed(picture, "progress");
      // Loaded with the first picture, not with the page.
      const { readPicture } = await import("../read/reading");
      const on = {
        covers(found: FoundCover[]) {
          if (signal.aborted) return;
          picture.found = found;
          changed(picture, "covers");
        },
        progress(progress: Progress) {
          if (signal.aborted) return;
          picture.reading = { state: "reading", progress };
          changed(picture, "progress");
        },
      };
      const { covers } = await Promise.race([readPicture(given, on, signal), left]);
      picture.found = covers;
      picture.reading = { state: "read" };
    } catch {
      // No WebAssembly, a file blocked, memory short: whatever it is, the server reads each picture in any case.
      if (!signal.aborted) picture.reading = { state: "unavailable" };
    } finally {
      given?.close();
    }
  }

  return {
    get busy(): boolean {
      return queue.length > 0;
    },
    add(picture: Picture): void {
      const start = queue.length === 0;
      queue = [...queue, { picture, stop: new AbortController() }];
      if (!start) return;
      finished = new Promise((resolve) => (idle = resolve));
      void work();
    },
    drop(picture: Picture): void {
      queue.find((waiting) => waiting.picture === picture)?.stop.abort();
    },
    /** Settles when everything is read, or after the time. */
    async done(milliseconds: number): Promise<void> {
      await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
    },
  };
}
