import { Calls } from "./calls";
import { Pool } from "./pool";

let pool: Promise<Pool> | undefined;

/**
 * The workers that run the networks; there once the first of them is loaded. Where cores are few the others wait until the
 * rules are ready: the first covers need one network and the rules, and both need a core each.
 */
export function networks(rules: Promise<unknown>): Promise<Pool> {
  return (pool ??= start(rules));
}

async function start(rules: Promise<unknown>): Promise<Pool> {
  const made = new Pool();
  try {
    const others = Array.from({ length: howMany() - 1 });
    const when = cores() > 2 ? Promise.resolve() : rules.catch(() => undefined);
    // One that cannot be started is not missed, as long as there is the first.
    void when.then(() => others.forEach(() => startOne(made).catch(() => undefined)));
    await startOne(made);
    return made;
  } catch (error) {
    pool = undefined;
    throw error;
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

function cores(): number {
  return navigator.hardwareConcurrency || 2;
}

/** One for each core up to two, three where there are many: each holds about 150 MB. */
function howMany(): number {
  return Math.min(cores(), cores() >= 6 ? 3 : 2);
}
