import { Calls } from "./calls";

declare const READING_FOLDER: string;

/** A worker that is started when it is first needed and let go when it has been idle for a while, with all its memory. */
export class Helper {
  #file: string;
  #idleAfter: number;
  #calls: Calls | undefined;
  #worker: Worker | undefined;
  #asked = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(file: string, idleAfter: number) {
    this.#file = file;
    this.#idleAfter = idleAfter;
  }

  /** Rejects, and ends the worker, when nothing at all is heard from it for as long as patience says. */
  async ask<T>(what: unknown, transfer: Transferable[], patience: () => number, news: (news: unknown) => void = () => undefined): Promise<T> {
    const calls = this.#start();
    clearTimeout(this.#idle);
    this.#asked++;
    let watch: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(watch);
      watch = setTimeout(() => this.end(new Error("It took too long.")), patience());
    };
    heard();
    try {
      return await calls.ask<T>(what, transfer, (said) => {
        heard();
        news(said);
      });
    } finally {
      clearTimeout(watch);
      if (--this.#asked === 0) this.#idle = setTimeout(() => this.end(new Error("It was let go.")), this.#idleAfter);
    }
  }

  end(why: Error): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = undefined;
    const calls = this.#calls;
    this.#calls = undefined;
    calls?.fail(why);
  }

  #start(): Calls {
    if (this.#calls) return this.#calls;
    const worker = new Worker(new URL(`./${READING_FOLDER}/${this.#file}`, import.meta.url), { type: "module" });
    worker.onerror = (event) => {
      event.preventDefault();
      this.end(new Error(event.message || "Its files could not be loaded."));
    };
    this.#worker = worker;
    return (this.#calls = new Calls(worker));
  }
}
