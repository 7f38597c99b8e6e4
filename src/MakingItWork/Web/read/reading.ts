import { Helper } from "./helper";
import type { ReadNews } from "./messages";

/** Whole pixels of the picture as it was given. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface FoundCover extends Area {
  /** The name of an IdentifierKind. */
  kind: string;
  /** Plain English; never the words themselves. */
  reason: string;
}

export interface Progress {
  phase: "loading" | "finding" | "reading" | "done";
  read: number;
  lines: number;
}

export interface ReadResult {
  covers: FoundCover[];
  words: number;
  engine: string;
  rules: string;
  milliseconds: number;
}

/** Offsets count UTF-16 units; the token is what would stand there after masking. */
export interface TextFinding {
  start: number;
  length: number;
  kind: string;
  reason: string;
  token: string;
}

/** This browser cannot read pictures (no WebAssembly, files blocked…): the server will cover. */
export class ReadingUnavailable extends Error {}

type Listener = { covers(found: FoundCover[]): void; progress(progress: Progress): void };

// How long nothing may be heard, in milliseconds. Over a slow network the files take minutes, a line never does.
const loadingPatience = 240_000;
const workingPatience = 60_000;

const reader = new Helper("reader.js", 60_000);
const judge = new Helper("judge.js", 300_000);
let turn: Promise<unknown> = Promise.resolve();

/** Reads on this device only. `covers` is called several times, each time with ALL covers known so far. */
export async function readPicture(picture: ImageBitmap, on: Listener, signal?: AbortSignal): Promise<ReadResult> {
  signal?.throwIfAborted();
  // A copy goes to the worker: the page still shows the picture.
  const copy = await createImageBitmap(picture).catch(unavailable);
  // One at a time: two readings would take each other's processor and memory.
  const mine = turn.catch(() => undefined).then(() => (signal?.aborted ? Promise.reject(signal.reason) : read(copy, on, signal)));
  turn = mine;
  return untilAborted(mine, signal).finally(() => copy.close());
}

/** Identifiers in typed words, by the same rules as the server's. Loads the rules only, on first use. */
export function checkText(text: string): Promise<TextFinding[]> {
  return askJudge<TextFinding[]>({ find: text });
}

export function maskText(text: string): Promise<string> {
  return askJudge<string>({ mask: text });
}

async function read(copy: ImageBitmap, on: Listener, signal?: AbortSignal): Promise<ReadResult> {
  const stop = () => void reader.ask({ stop: true }, [], () => workingPatience).catch(() => undefined);
  signal?.addEventListener("abort", stop);
  const line = new MessageChannel();
  try {
    let loaded = false;
    // What the rules cannot say, nobody may wait for.
    const rules = askJudge({ listen: line.port1 }, [line.port1]).then(() => askJudge<string>({ version: true }));
    const reading = reader.ask<ReadResult>({ picture: copy, judge: line.port2 }, [copy, line.port2], () => (loaded ? workingPatience : loadingPatience), (news) => {
      const said = news as ReadNews;
      if (signal?.aborted) return;
      if ("covers" in said) on.covers(said.covers);
      else {
        loaded = said.progress.phase !== "loading";
        on.progress(said.progress);
      }
    });
    const [result] = await Promise.all([reading, rules]);
    return result;
  } catch (error) {
    signal?.throwIfAborted();
    // Whatever it was, the next picture begins with new workers.
    reader.end(new Error("A reading failed."));
    return unavailable(error);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function askJudge<T>(what: unknown, transfer: Transferable[] = []): Promise<T> {
  return start(() => judge.ask<T>(what, transfer, () => loadingPatience));
}

async function start<T>(ask: () => Promise<T>): Promise<T> {
  try {
    if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") throw new Error("This browser has no WebAssembly.");
    return await ask();
  } catch (error) {
    return unavailable(error);
  }
}

function unavailable(error: unknown): never {
  if (error instanceof ReadingUnavailable) throw error;
  throw new ReadingUnavailable(`Pictures and words cannot be checked in this browser. ${error instanceof Error ? error.message : String(error)}`, { cause: error });
}

function untilAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise<T>((done, failed) => {
    signal.addEventListener("abort", () => failed(signal.reason), { once: true });
    work.then(done, failed);
  });
}
