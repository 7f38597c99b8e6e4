import type { Area, FoundCover } from "../read/reading";
import { chosenPictures } from "../report/chosenPictures";
import { listenForDrop, listenForPaste } from "../report/pictureSources";

export interface PictureNotes {
  /** What the reporter points at. */
  outlines: Area[];
  /** Covers of the machine that the reporter took off. */
  uncovered: FoundCover[];
  covers: number;
  readHere: boolean;
}

/** Covers are burnt into the pixels. */
export interface PreparedPicture {
  file: File;
  notes: PictureNotes;
}

export interface PictureBook {
  readonly count: number;
  /** A picture is still being read. */
  readonly busy: boolean;
  prepare(): Promise<PreparedPicture[]>;
  restore(pictures: PreparedPicture[]): Promise<void>;
  clear(): void;
  onChange(listener: () => void): void;
}

/** The pictures of this report: chosen, pasted and dropped; sent as they are. */
export function pictureBook(input: HTMLInputElement, host: HTMLElement, status: HTMLElement): PictureBook {
  const listeners: (() => void)[] = [];
  const pictures = chosenPictures(input, status, host, () => listeners.forEach((listener) => listener()));
  listenForPaste(pictures.add);
  listenForDrop(host, pictures.add);
  return {
    get count() {
      return pictures.files().length;
    },
    busy: false,
    prepare: () =>
      Promise.resolve(pictures.files().map((file) => ({ file, notes: { outlines: [], uncovered: [], covers: 0, readHere: false } }))),
    restore: (prepared) => {
      pictures.clear();
      pictures.add(prepared.map(({ file }) => file));
      return Promise.resolve();
    },
    clear: () => pictures.clear(),
    onChange: (listener) => listeners.push(listener),
  };
}
