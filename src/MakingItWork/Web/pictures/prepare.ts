import type { Area, FoundCover } from "../read/reading";
import { burnt } from "./burn";
import { noHistory } from "./marks";
import { covers, drawnAreas, taken, uncovered, type Picture } from "./picture";

export interface PictureNotes {
  /** Point at the problem. Like all areas here in pixels of the prepared file. */
  outlines: Area[];
  /** The machine's covers that the reporter took off. */
  uncovered: FoundCover[];
  covers: number;
  readHere: boolean;
}

export interface PreparedPicture {
  file: File;
  notes: PictureNotes;
}

/** Says in plain English why nothing can be sent as it stands. */
export class PictureTrouble extends Error {}

const made = new WeakMap<Picture, { version: number; number: number; prepared: PreparedPicture }>();

/**
 * What may leave this computer of a picture. The same as last time if nothing has changed, so that a send that is tried
 * again is the same report.
 * @param number Its place, from 1. Its own file name may hold a patient's name, and is forgotten.
 */
export async function prepared(picture: Picture, number: number, bytes: number): Promise<PreparedPicture> {
  const before = made.get(picture);
  if (before?.version === picture.version && before.number === number) return before.prepared;
  const { version } = picture;
  const notes = notesOf(picture);
  const after = { file: await fileOf(picture, number, bytes), notes };
  made.set(picture, { version, number, prepared: after });
  return after;
}

/** A picture of the draft, as it was; null if it cannot be one any more. */
export async function restored(draft: PreparedPicture, number: number, bytes: number): Promise<Picture | null> {
  const { file, notes } = draft;
  const result = await taken(file, bytes);
  if ("refused" in result) return null;
  const { picture } = result;
  picture.burntBefore = notes.covers;
  picture.found = notes.uncovered;
  const drawn = notes.outlines.map((area, index) => ({ id: -1 - index, kind: "outline" as const, area }));
  picture.marks = noHistory({ drawn, uncovered: notes.uncovered });
  if (notes.readHere) picture.reading = { state: "read" };
  made.set(picture, { version: picture.version, number, prepared: draft });
  return picture;
}

async function fileOf(picture: Picture, number: number, bytes: number): Promise<File> {
  const { asItIs, pixels } = picture;
  if (asItIs) return new File([asItIs.file], `picture-${number}`, { type: asItIs.file.type, lastModified: 0 });
  try {
    const blob = await burnt(pixels!, covers(picture), bytes);
    const ending = blob.type === "image/png" ? "png" : "jpg";
    return new File([blob], `picture-${number}.${ending}`, { type: blob.type, lastModified: 0 });
  } catch {
    throw new PictureTrouble(
      `Picture ${number} could not be covered on this computer, so nothing was sent. Remove the picture and send again, or use another browser.`,
    );
  }
}

function notesOf(picture: Picture): PictureNotes {
  if (picture.asItIs) return { outlines: [], uncovered: [], covers: 0, readHere: false };
  return {
    outlines: drawnAreas(picture, "outline").map((area) => ({ ...area })),
    uncovered: uncovered(picture).map((found) => ({ ...found })),
    covers: covers(picture).length + picture.burntBefore,
    readHere: picture.reading.state === "read",
  };
}
