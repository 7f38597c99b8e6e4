/** One end of a line between two threads: a worker, a worker's own scope, or a message port. */
export interface End {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  /** Only ports wait to be started. */
  start?(): void;
}

interface Reply {
  call: number;
  result?: unknown;
  error?: string;
  news?: unknown;
}

interface Waiting {
  done(result: unknown): void;
  failed(error: Error): void;
  news(news: unknown): void;
}

/** Asks the other end and waits for its answers. */
export class Calls {
  #end: End;
  #asked = 0;
  #waiting = new Map<number, Waiting>();

  constructor(end: End) {
    this.#end = end;
    listen(end, (reply: Reply) => this.#hear(reply));
  }

  ask<T>(what: unknown, transfer: Transferable[] = [], news: (news: unknown) => void = () => undefined): Promise<T> {
    const call = ++this.#asked;
    return new Promise<T>((done, failed) => {
      this.#waiting.set(call, { done: (result) => done(result as T), failed, news });
      this.#end.postMessage({ call, what }, transfer);
    });
  }

  /** The other end is gone: nobody may wait for it. */
  fail(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    waiting.forEach((one) => one.failed(error));
  }

  #hear(reply: Reply): void {
    const waiting = this.#waiting.get(reply.call);
    if (!waiting) return;
    if ("news" in reply) {
      waiting.news(reply.news);
      return;
    }
    this.#waiting.delete(reply.call);
    if (reply.error === undefined) waiting.done(reply.result);
    else waiting.failed(new Error(reply.error));
  }
}

/** Answers what the other end asks. */
export function answer(end: End, how: (what: never, news: (news: unknown) => void) => Promise<unknown>): void {
  listen(end, async ({ call, what }: { call: number; what: never }) => {
    try {
      const result = await how(what, (news) => end.postMessage({ call, news }, []));
      end.postMessage({ call, result }, []);
    } catch (error) {
      end.postMessage({ call, error: error instanceof Error ? error.message : String(error) }, []);
    }
  });
}

// Not by onmessage: from a worker's own onmessage the .NET runtime concludes that it is not the master there, and waits for ever.
function listen<T>(end: End, hear: (message: T) => void): void {
  end.addEventListener("message", ({ data }) => hear(data as T));
  end.start?.();
}
