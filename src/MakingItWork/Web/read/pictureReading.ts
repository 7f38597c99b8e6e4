import { type Box, heightOf, keyOf, round, widthOf } from "./box";
import type { Calls } from "./calls";
import { Judging } from "./judging";
import { findLines } from "./lineFinder";
import type { Detected, ReadNews, Recognised } from "./messages";
import type { Pixels } from "./pixels";
import type { Pool } from "./pool";
import type { FoundCover } from "./reading";
import { type Scale, planesOf } from "./sampler";
import { type Word, wordsOf } from "./words";
import { characters } from "./characters";

const detectorScale: Scale = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
const recogniserScale: Scale = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };
const multiple = 32;
const lineHeight = 48;
const leastWidth = 48;
const mostWidth = 8000;

// The network was trained on lines with empty room after them and reads the last letters better for it.
const room = 32;

// Banners that name the patient are at the top; labels and the cells of lists are short; prose comes last.
const priority = { banner: 0, finding: 1, short: 2, long: 3 };
const shortLine = 14; // times its height

/** One picture on its way from pixels to covers. */
export class PictureReading {
  #picture: Pixels;
  #pool: Pool;
  #news: (news: ReadNews) => void;
  #signal: AbortSignal;
  #judging: Judging;
  #read = new Map<string, Promise<Word[]>>();
  #done = 0;
  #phase: "finding" | "reading" = "finding";

  constructor(picture: Pixels, pool: Pool, rules: Calls, news: (news: ReadNews) => void, signal: AbortSignal) {
    this.#picture = picture;
    this.#pool = pool;
    this.#news = news;
    this.#signal = signal;
    this.#judging = new Judging(rules, (covers) => news({ covers }));
  }

  get lines(): number {
    return this.#read.size;
  }

  async run(): Promise<{ covers: FoundCover[]; words: number }> {
    this.#tell();
    const lines = await findLines(this.#picture, this.#detect, {
      settled: (some) => this.#take(some),
      likely: (some) => this.#take(some.filter((line) => this.#urgency(line) === priority.banner)),
    }, this.#signal);
    this.#phase = "reading";
    this.#take(lines);
    this.#tell();
    const words = await Promise.all(lines.map((line) => this.#read.get(keyOf(line))!));
    return { covers: await this.#judging.last(lines, words), words: words.flat().length };
  }

  #take(lines: Box[]): void {
    for (const line of lines.filter((one) => !this.#read.has(keyOf(one))).sort((a, b) => this.#urgency(a) - this.#urgency(b))) {
      const words = this.#pool.run({ priority: this.#urgency(line), run: (network) => this.#readLine(network, line), signal: this.#signal });
      this.#read.set(keyOf(line), words);
      words.then((found) => {
        this.#done++;
        this.#judging.add(line, found);
        this.#tell();
      }, () => undefined);
    }
  }

  #urgency(line: Box): number {
    if (line.top < Math.max(120, 0.15 * this.#picture.height)) return priority.banner;
    return widthOf(line) < shortLine * heightOf(line) ? priority.short : priority.long;
  }

  #detect = (part: Box, scale: number, signal: AbortSignal): Promise<Box[]> => this.#pool.run({
    priority: priority.finding,
    signal,
    run: async (network) => {
      const [width, height] = [sideOf(widthOf(part) * scale), sideOf(heightOf(part) * scale)];
      const planes = planesOf(this.#picture, part, width, height, width, detectorScale);
      const found = await network.ask<Detected>({ detect: planes, width, height }, [planes.buffer]);
      const [across, down] = [widthOf(part) / width, heightOf(part) / height];
      return found.map((box) => ({
        left: part.left + Math.floor(box.left * across),
        top: part.top + Math.floor(box.top * down),
        right: part.left + Math.min(widthOf(part), Math.ceil(box.right * across)),
        bottom: part.top + Math.min(heightOf(part), Math.ceil(box.bottom * down)),
      }));
    },
  });

  async #readLine(network: Calls, line: Box): Promise<Word[]> {
    const exact = Math.trunc((Math.trunc((widthOf(line) * lineHeight) / heightOf(line)) + 7) / 8) * 8;
    const width = Math.min(Math.max(exact, leastWidth), mostWidth);
    const planes = planesOf(this.#picture, line, width, lineHeight, width + room, recogniserScale);
    const read = await network.ask<Recognised>({ recognise: planes, width: width + room, height: lineHeight }, [planes.buffer]);
    const share = width / (width + room);
    const texts = await characters(read.characters);
    return wordsOf(this.#picture, line, read.classes.map((found, i) => ({
      text: texts[found]!,
      at: Math.min(1, (read.steps[i]! + 0.5) / read.length / share),
      confidence: read.confidences[i]!,
    })));
  }

  #tell(): void {
    this.#news({ progress: { phase: this.#phase, read: this.#done, lines: this.#read.size } });
  }
}

function sideOf(length: number): number {
  return Math.max(multiple, round(length / multiple) * multiple);
}
