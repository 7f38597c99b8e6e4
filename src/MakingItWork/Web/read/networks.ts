import { Calls } from "./calls";
import { Pool } from "./pool";

let pool: Promise<Pool> | undefined;

/** The workers that run the networks; there once the first of them is loaded. */
export function networks(): Promise<Pool> {
  return (pool ??= start());
}

async function start(): Promise<Pool> {
  const made = new Pool();
  const all = Array.from({ length: howMany() }, () => startOne(made));
  try {
    await Promise.any(all);
    return made;
  } catch (error) {
    pool = undefined;
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}

async function startOne(into: Pool): Promise<void> {
  const worker = new Worker(new URL("./network.js", import.meta.url), { type: "module" });
  const network = new Calls(worker);
  const lost = (reason: string) => {
    worker.terminate();
    into.lose(network, new Error(reason));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    lost(event.message || "A file of the text reader could not be loaded.");
  };
  try {
    await network.ask({ load: true });
    into.add(network);
  } catch (error) {
    lost(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** One for each core up to two, three where there are many: each holds about 150 MB. */
function howMany(): number {
  const cores = navigator.hardwareConcurrency || 2;
  return Math.min(cores, cores >= 6 ? 3 : 2);
}
