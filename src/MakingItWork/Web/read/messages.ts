import type { FoundCover, Progress, ReadResult, TextFinding } from "./reading";
import type { Box } from "./box";

/** To the reader: read this, asking the judge at the other end of the port. Its news on the way, and its result. */
export interface ReadRequest {
  picture: ImageBitmap;
  judge: MessagePort;
}
export type ReadNews = { covers: FoundCover[] } | { progress: Progress };
export type { ReadResult };

/** To a network: tensors in, lines or characters out. */
export type NetworkRequest =
  | { load: true }
  | { detect: Float32Array; width: number; height: number }
  | { recognise: Float32Array; width: number; height: number };

export type Detected = Box[];

/** One entry for each character: its class, the time step where it stands, and how sure the network is. */
export interface Recognised {
  classes: number[];
  steps: number[];
  confidences: number[];
  length: number;
  characters: number;
}

/** To the judge. */
export type JudgeRequest =
  | { version: true }
  | { texts: string[]; places: number[]; confidences: number[] }
  | { find: string }
  | { mask: string }
  | { listen: MessagePort };

export interface Judged {
  index: number;
  kind: string;
  reason: string;
}
export type { TextFinding };
