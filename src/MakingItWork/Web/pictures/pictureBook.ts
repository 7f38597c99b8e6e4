import { buttonSources } from "./buttonSources";
import { editor } from "./editor/editor";
import { limitsOf, takeIn } from "./intake";
import { listenForDrop, listenForPaste } from "./pageSources";
import { forget, type Picture } from "./picture";
import { prepared, restored, type PreparedPicture } from "./prepare";
import { readingQueue } from "./readingQueue";
import { strip as stripOf } from "./strip";
import { findings } from "./words";

export { PictureTrouble, type PictureNotes, type PreparedPicture } from "./prepare";

export interface PictureBook {
  /** Those still being taken in count as well. */
  readonly count: number;
  /** A picture is still being taken in or read. */
  readonly busy: boolean;
  /** Waits for reading (or its failure), burns the covers in. Rejects with a PictureTrouble to show; then nothing may be sent. */
  prepare(): Promise<PreparedPicture[]>;
  /** From a draft: what was covered then is burnt in already. */
  restore(pictures: PreparedPicture[]): Promise<void>;
  clear(): void;
  onChange(listener: () => void): void;
}

/** The longest that sending waits for reading; the server reads each picture in any case. */
const patience = 15_000;
/** The small pictures need not follow each step of a hand. */
const soon = 250;

/**
 * The pictures of one report.
 * @param input Files are taken out of it as soon as they are chosen: it never holds a picture with nothing covered.
 * @param host Where the pictures are shown.
 * @param status A live region for what became of files.
 */
export function pictureBook(input: HTMLInputElement, host: HTMLElement, status: HTMLElement): PictureBook {
  const limits = limitsOf(input);
  const listeners: (() => void)[] = [];
  let pictures: readonly Picture[] = [];
  let active: Picture | null = null;
  let arriving: Promise<void> = Promise.resolve();
  let awaited = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const desk = editor(alter);
  const strip = stripOf({ choose, move, remove });
  const queue = readingQueue((picture, what) => {
    if (what === "progress") return void (picture === active && desk.showState());
    alter(picture);
    const { state } = picture.reading;
    if (state === "read" || state === "unavailable") desk.say(`${pictures.length > 1 ? `Picture ${numberOf(picture)}. ` : ""}${findings(picture)}`);
  });
  host.classList.add("miw-book");
  host.append(desk.root, strip.list);
  listenForPaste(add);
  listenForDrop(input.closest<HTMLElement>(".miw-drop"), add);
  buttonSources(input, add, say);
  input.addEventListener("change", takeFromInput);
  // Picked before this script ran, or kept by the browser when coming back to the page.
  takeFromInput();

  function takeFromInput(): void {
    const files = Array.from(input.files ?? []);
    input.value = "";
    add(files);
  }

  function say(words: string): void {
    status.textContent = words;
  }

  function numberOf(picture: Picture): number {
    return pictures.indexOf(picture) + 1;
  }

  function alter(picture: Picture): void {
    picture.version += 1;
    if (picture === active) desk.refresh();
    tell();
  }

  function tell(): void {
    clearTimeout(timer);
    timer = setTimeout(() => strip.show(pictures, active), soon);
    listeners.forEach((listener) => listener());
  }

  function show(): void {
    const number = active ? numberOf(active) : 0;
    desk.show(active, pictures.length > 1 ? `picture ${number} of ${pictures.length}` : `picture ${number}`);
    strip.show(pictures, active);
    tell();
  }

  /** One after the other: the order of arriving is the order of the report. */
  function add(files: readonly File[]): void {
    if (files.length === 0) return;
    awaited += files.length;
    arriving = arriving.then(() => take(files)).finally(() => (awaited -= files.length));
  }

  async function take(files: readonly File[]): Promise<void> {
    const { fresh, said } = await takeIn(files, pictures, limits);
    pictures = [...pictures, ...fresh];
    active = fresh[0] ?? active;
    show();
    fresh.filter((picture) => !picture.asItIs).forEach(queue.add);
    say(said);
    if (fresh.length > 0) bringIntoView();
  }

  /** Unless somebody is typing: what they type must not move away. */
  function bringIntoView(): void {
    const at = document.activeElement;
    if (at && at !== document.body && !at.closest(".miw-drop, .miw-book")) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    desk.root.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  }

  function choose(picture: Picture): void {
    active = picture;
    show();
    say(`Picture ${numberOf(picture)} is shown.`);
  }

  function move(picture: Picture, by: -1 | 1): void {
    const to = pictures.indexOf(picture) + by;
    const others = pictures.filter((other) => other !== picture);
    pictures = [...others.slice(0, to), picture, ...others.slice(to)];
    show();
    strip.focus(picture, by < 0 ? "earlier" : "later");
    say(`Moved. It is picture ${numberOf(picture)} of ${pictures.length} now.`);
  }

  function remove(picture: Picture): void {
    const index = pictures.indexOf(picture);
    queue.drop(picture);
    pictures = pictures.filter((other) => other !== picture);
    const near = pictures[Math.min(index, pictures.length - 1)];
    if (active === picture) active = near ?? null;
    show();
    forget(picture);
    say(`Picture ${index + 1} removed. ${pictures.length} of ${limits.most} chosen.`);
    if (!strip.focus(near, "remove")) input.focus();
  }

  return {
    get count() {
      return Math.min(limits.most, pictures.length + awaited);
    },
    get busy() {
      return awaited > 0 || queue.busy;
    },
    async prepare() {
      await arriving;
      if (queue.busy) {
        say("Waiting until your pictures have been looked at…");
        await queue.done(patience);
        say("");
      }
      const ready: PreparedPicture[] = [];
      for (const [index, picture] of pictures.entries()) ready.push(await prepared(picture, index + 1, limits.bytes));
      return ready;
    },
    async restore(drafts) {
      await arriving;
      for (const draft of drafts.slice(0, limits.most - pictures.length)) {
        const picture = await restored(draft, pictures.length + 1, limits.bytes);
        if (!picture) continue;
        pictures = [...pictures, picture];
        if (picture.reading.state === "waiting") queue.add(picture);
      }
      active ??= pictures[0] ?? null;
      show();
    },
    clear() {
      const gone = pictures;
      pictures = [];
      active = null;
      input.value = "";
      show();
      gone.forEach(queue.drop);
      gone.forEach(forget);
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
