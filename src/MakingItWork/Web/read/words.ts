import { type Box, heightOf, widthOf } from "./box";
import { InkColumns } from "./ink";
import type { Pixels } from "./pixels";

/** A character of a line and where its middle lies, from 0 (left edge of the line's box) to 1. */
export interface ReadCharacter {
  text: string;
  at: number;
  confidence: number;
}

/** A word as read, with a box that hides the whole of it when painted over. */
export interface Word extends Box {
  text: string;
  confidence: number;
}

// The recogniser leaves out about one space in five. On real screens 95 of 100 spaces are wider than a fifth of the
// line's box and all but a few gaps between letters are narrower; beside a 1 or a stop letters leave more room.
const wideGap = 0.15;
const moreBesideNarrow = 0.08;
const narrow = "1.,:;'’!|/-()×";
const leastConfidence = 0.3;

/** Cuts a line that was read into its words. */
export function wordsOf(picture: Pixels, line: Box, characters: readonly ReadCharacter[]): Word[] {
  const ink = new InkColumns(picture, line);
  const words = split(characters, line, ink);
  const margin = Math.max(1, Math.trunc(heightOf(line) / 12));
  let left = 0;
  return words.map((word, i) => {
    const after = words[i + 1];
    let [right, next] = after ? between(ink, line, word.at(-1)!, after[0]!) : [widthOf(line), widthOf(line)];
    if (after) {
      const give = Math.min(margin, Math.trunc((next - right) / 2));
      [right, next] = [right + give, next - give];
    }
    const found: Word = {
      text: word.map((c) => c.text).join(""),
      confidence: word.reduce((sum, c) => sum + c.confidence, 0) / word.length,
      left: Math.max(0, line.left + left - (i === 0 ? margin : 0)),
      top: Math.max(0, line.top - margin),
      right: Math.min(picture.width, line.left + Math.max(left + 1, right) + (after ? 0 : margin)),
      bottom: Math.min(picture.height, line.bottom + margin),
    };
    left = next;
    return found;
  }).filter((word) => word.confidence >= leastConfidence);
}

function split(characters: readonly ReadCharacter[], line: Box, ink: InkColumns): ReadCharacter[][] {
  const gaps = characters.slice(1).map((character, i) => {
    const [start, end] = between(ink, line, characters[i]!, character);
    return end - start;
  });
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const words: ReadCharacter[][] = [];
  let inWord = false;
  characters.forEach((character, i) => {
    if (character.text.trim() === "") {
      inWord = false;
      return;
    }
    if (!inWord || gaps[i - 1]! > usual + heightOf(line) * allowance(characters[i - 1]!, character)) {
      words.push([]);
      inWord = true;
    }
    words.at(-1)!.push(character);
  });
  return words;
}

function allowance(before: ReadCharacter, after: ReadCharacter): number {
  return narrow.includes(before.text) || narrow.includes(after.text) ? wideGap + moreBesideNarrow : wideGap;
}

/** The gap in the ink between two characters; where there is none, the point halfway. */
function between(ink: InkColumns, line: Box, before: ReadCharacter, after: ReadCharacter): [number, number] {
  const start = Math.trunc(before.at * widthOf(line));
  const end = Math.ceil(after.at * widthOf(line));
  const middle = Math.trunc((start + end) / 2);
  return ink.widestGap(start, end) ?? [middle, middle];
}
