import * as ort from "onnxruntime-web/wasm";
import { type End, answer } from "./calls";
import type { Detected, NetworkRequest, Recognised } from "./messages";
import { regionsOf } from "./regions";

// A worker that runs the two networks, on one thread.

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm: new URL("./ort-wasm-simd-threaded.wasm", import.meta.url) };
ort.env.logLevel = "error";

let detector: Promise<ort.InferenceSession> | undefined;
let recogniser: Promise<ort.InferenceSession> | undefined;

answer(globalThis as unknown as End, (what: NetworkRequest): Promise<unknown> => {
  if ("detect" in what) return detect(what.detect, what.width, what.height);
  if ("recognise" in what) return recognise(what.recognise, what.width, what.height);
  return load();
});

async function load(): Promise<void> {
  detector ??= session("ocr-detect.onnx");
  recogniser ??= session("ocr-recognise.onnx");
  await Promise.all([detector, recogniser]);
}

async function session(file: string): Promise<ort.InferenceSession> {
  const answered = await fetch(new URL(`./${file}`, import.meta.url));
  if (!answered.ok) throw new Error(`${file} was answered with ${answered.status}.`);
  // No arena and no memory pattern: they would keep the largest line's memory, and lines differ in width.
  return ort.InferenceSession.create(await answered.arrayBuffer(), {
    executionProviders: ["wasm"],
    enableCpuMemArena: false,
    enableMemPattern: false,
  });
}

async function detect(planes: Float32Array, width: number, height: number): Promise<Detected> {
  const map = await run(await detector!, planes, [1, 3, height, width]);
  return regionsOf(map.data as Float32Array, width, height);
}

async function recognise(planes: Float32Array, width: number, height: number): Promise<Recognised> {
  const { data, dims } = await run(await recogniser!, planes, [1, 3, height, width]);
  return decode(data as Float32Array, dims[1]!, dims[2]!);
}

async function run(network: ort.InferenceSession, planes: Float32Array, dims: number[]): Promise<ort.Tensor> {
  const outputs = await network.run({ [network.inputNames[0]!]: new ort.Tensor("float32", planes, dims) });
  return outputs[network.outputNames[0]!]!;
}

/** Connectionist temporal classification: class 0 is the blank, and a class that goes on is one character. */
function decode(scores: Float32Array, length: number, characters: number): Recognised {
  const read: Recognised = { classes: [], steps: [], confidences: [], length, characters };
  let last = 0;
  for (let step = 0; step < length; step++) {
    let best = step * characters;
    for (let i = best + 1; i < (step + 1) * characters; i++) {
      if (scores[i]! > scores[best]!) best = i;
    }
    const found = best - step * characters;
    if (found !== 0 && found !== last) {
      read.classes.push(found);
      read.steps.push(step);
      read.confidences.push(scores[best]!);
    }
    last = found;
  }
  return read;
}
