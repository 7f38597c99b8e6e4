// Makes the networks of the text reader smaller, for the server and the browser alike: node scripts/shrink-models.mjs MODELS FOLDER
// The same files always make the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { classesInUse, cutRecogniser } from "./models/cut-recogniser.mjs";
import { halveWeights } from "./models/halve-weights.mjs";

// The cut names layers by hand, so it must not be tried on other weights.
const sources = {
  detector: ["ch_PP-OCRv4_det_infer.onnx", "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff"],
  recogniser: ["ch_PP-OCRv4_rec_infer.onnx", "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"],
  characters: ["ppocr_keys_v1.txt", "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"],
};

/** Writes ocr-detect.onnx, ocr-recognise.onnx and ocr-characters.txt: a line for each class between the blank and the space. */
export function shrinkModels(models, folder) {
  const used = classesInUse(source(models, "characters").toString("utf8"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "ocr-detect.onnx"), halveWeights(source(models, "detector")));
  writeFileSync(join(folder, "ocr-recognise.onnx"), halveWeights(cutRecogniser(source(models, "recogniser"), used)));
  writeFileSync(join(folder, "ocr-characters.txt"), used.characters.join("\n"));
}

function source(models, which) {
  const [name, sum] = sources[which];
  const bytes = readFileSync(join(models, name));
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sum) throw new Error(`${join(models, name)} is not the file that this script was written for (SHA-256 ${found}).`);
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) shrinkModels(process.argv[2], process.argv[3]);
