import { type Box, heightOf, keyOf, widthOf } from "./box";
import type { Calls } from "./calls";
import type { Judged } from "./messages";
import type { FoundCover } from "./reading";
import { inOrder } from "./tiles";
import type { Word } from "./words";

const firstLines = 4;
const moreLines = 8;

/**
 * Has the words judged as they come. What was found once stays covered until the end, since a cover that comes and goes
 * would show a name in between. Only the last judgement, over all words, takes a cover back: a line that was not read yet
 * can show, for one, that a list is one of products and not of people.
 */
export class Judging {
  #rules: Calls;
  #covers: (covers: FoundCover[]) => void;
  #words = new Map<string, Word[]>();
  #boxes = new Map<string, Box>();
  #found = new Map<string, FoundCover>();
  #judgedLines = 0;
  #rest = Promise.resolve();
  #busy = false;

  constructor(rules: Calls, covers: (covers: FoundCover[]) => void) {
    this.#rules = rules;
    this.#covers = covers;
  }

  add(line: Box, words: Word[]): void {
    this.#boxes.set(keyOf(line), line);
    this.#words.set(keyOf(line), words);
    const more = this.#words.size - this.#judgedLines;
    if (!this.#busy && more >= (this.#judgedLines === 0 ? firstLines : moreLines)) this.#rest = this.#onTheWay();
  }

  /** The judgement that counts. */
  async last(lines: Box[], words: Word[][]): Promise<FoundCover[]> {
    this.#busy = true;
    await this.#rest;
    const found = await this.#judge(lines, words);
    this.#covers(found);
    return found;
  }

  async #onTheWay(): Promise<void> {
    this.#busy = true;
    this.#judgedLines = this.#words.size;
    const lines = inOrder([...this.#boxes.values()]);
    const started = performance.now();
    try {
      const found = await this.#judge(lines, lines.map((line) => this.#words.get(keyOf(line))!));
      const before = this.#found.size;
      found.forEach((cover) => this.#found.set(`${cover.x},${cover.y},${cover.width},${cover.height}`, cover));
      if (this.#found.size > before) this.#covers([...this.#found.values()]);
      // Reading needs the processor more than judging the same words again.
      setTimeout(() => (this.#busy = false), performance.now() - started);
    } catch {
      // The last judgement meets the same trouble and says so.
    }
  }

  async #judge(lines: Box[], words: Word[][]): Promise<FoundCover[]> {
    const all = lines.flatMap((_, line) => words[line]!.map((word) => ({ word, line })));
    const judged = await this.#rules.ask<Judged[]>({
      texts: all.map(({ word }) => word.text),
      places: all.flatMap(({ word, line }) => [word.left, word.top, widthOf(word), heightOf(word), line]),
      confidences: all.map(({ word }) => word.confidence),
    });
    return judged.map(({ index, kind, reason }) => {
      const { word } = all[index]!;
      return { x: word.left, y: word.top, width: widthOf(word), height: heightOf(word), kind, reason };
    });
  }
}
