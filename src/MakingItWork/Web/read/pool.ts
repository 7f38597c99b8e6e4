import type { Calls } from "./calls";

export interface Job<T> {
  /** Lower comes first. */
  priority: number;
  run(network: Calls): Promise<T>;
  signal: AbortSignal;
}

interface Queued extends Job<unknown> {
  done(result: unknown): void;
  failed(error: unknown): void;
}

/** Gives jobs to whichever worker is free. Several workers with one thread each need no shared memory, and do not wait for each other. */
export class Pool {
  #free: Calls[] = [];
  #alive = new Set<Calls>();
  #queue: Queued[] = [];

  get size(): number {
    return this.#alive.size;
  }

  add(network: Calls): void {
    this.#alive.add(network);
    this.#free.push(network);
    this.#next();
  }

  /** What the worker was doing is done by another; with none left, waiting would be for ever. */
  lose(network: Calls, error: Error): void {
    this.#alive.delete(network);
    this.#free = this.#free.filter((one) => one !== network);
    network.fail(error);
    if (this.#alive.size === 0) this.#queue.splice(0).forEach((job) => job.failed(error));
  }

  run<T>(job: Job<T>): Promise<T> {
    return new Promise<T>((done, failed) => {
      // After those of the same priority: first come, first served.
      const place = this.#queue.findIndex((other) => other.priority > job.priority);
      const queued: Queued = { ...job, done: (result) => done(result as T), failed };
      this.#queue.splice(place < 0 ? this.#queue.length : place, 0, queued);
      this.#next();
    });
  }

  #next(): void {
    while (this.#free.length > 0) {
      const job = this.#queue.shift();
      if (!job) return;
      if (job.signal.aborted) job.failed(job.signal.reason);
      else void this.#work(this.#free.shift()!, job);
    }
  }

  async #work(network: Calls, job: Queued): Promise<void> {
    try {
      job.done(await job.run(network));
    } catch (error) {
      const lost = !this.#alive.has(network);
      if (lost && this.#alive.size > 0) this.#queue.unshift(job);
      else job.failed(error);
    }
    if (this.#alive.has(network)) this.#free.push(network);
    this.#next();
  }
}
