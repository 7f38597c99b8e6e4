import { Calls, type End, answer } from "./calls";
import type { ReadNews, ReadRequest, ReadResult } from "./messages";
import { networks } from "./networks";
import { PictureReading } from "./pictureReading";
import { checkCanvas, pixelsOf } from "./pixels";

// The worker that leads a reading: it cuts lines out of the picture, has them read by the networks' workers and judged by
// the rules' worker, and tells the page what is to be covered.

declare const READING_ENGINE: string;

let stop = new AbortController();

answer(globalThis as unknown as End, (what: ReadRequest | { stop: true }, news): Promise<unknown> => {
  if (!("stop" in what)) return read(what, news as (news: ReadNews) => void);
  stop.abort(new Error("Stopped."));
  return Promise.resolve();
});

async function read({ picture, judge }: ReadRequest, news: (news: ReadNews) => void): Promise<ReadResult> {
  const started = performance.now();
  stop = new AbortController();
  const { signal } = stop;
  const rules = new Calls(judge);
  const version = rules.ask<string>({ version: true });
  try {
    news({ progress: { phase: "loading", read: 0, lines: 0 } });
    checkCanvas();
    const pixels = pixelsOf(picture);
    picture.close();
    const pool = await networks(version);
    signal.throwIfAborted();
    const reading = new PictureReading(pixels, pool, rules, news, signal);
    const { covers, words } = await reading.run();
    news({ progress: { phase: "done", read: reading.lines, lines: reading.lines } });
    return { covers, words, engine: READING_ENGINE, rules: await version, milliseconds: Math.round(performance.now() - started) };
  } finally {
    // What was still queued must not be done for nobody.
    stop.abort(new Error("Stopped."));
    version.catch(() => undefined);
    judge.close();
  }
}

