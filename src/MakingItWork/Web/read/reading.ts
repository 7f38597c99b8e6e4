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

/** Reads on this device only. `covers` is called several times, each time with ALL covers known so far. */
export function readPicture(
  picture: ImageBitmap,
  on: { covers(found: FoundCover[]): void; progress(progress: Progress): void },
  signal?: AbortSignal,
): Promise<ReadResult> {
  void picture, void on, void signal;
  return Promise.reject(new ReadingUnavailable("Pictures are not read in the browser yet."));
}

/** Identifiers in typed words, by the same rules as the server's. Loads the rules only, on first use. */
export function checkText(text: string): Promise<TextFinding[]> {
  void text;
  return Promise.reject(new ReadingUnavailable("Words are not checked in the browser yet."));
}

export function maskText(text: string): Promise<string> {
  void text;
  return Promise.reject(new ReadingUnavailable("Words are not checked in the browser yet."));
}
