// Puts a Brotli and a gzip copy beside every file that shrinks by it: networks on wards are slow.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const shrinks = /\.(css|js|onnx|svg|txt|wasm)$/;
const packers = {
  ".br": (bytes) => brotliCompressSync(bytes, { params: {
    [constants.BROTLI_PARAM_QUALITY]: 9, // 11 takes seven times as long for a tenth less
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  } }),
  ".gz": (bytes) => gzipSync(bytes, { level: 9 }),
};

export function packAll(top, assets) {
  // What was packed before need not be packed again when only some other file has changed.
  const store = join(top, "src/MakingItWork/obj/packed");
  mkdirSync(store, { recursive: true });
  for (const name of readdirSync(assets, { recursive: true }).filter((file) => shrinks.test(file))) {
    const bytes = readFileSync(join(assets, name));
    for (const [ending, pack] of Object.entries(packers)) {
      if (existsSync(join(assets, name + ending))) continue;
      const kept = join(store, createHash("sha256").update(bytes).digest("hex") + ending);
      if (!existsSync(kept)) writeFileSync(kept, pack(bytes));
      writeFileSync(join(assets, name + ending), readFileSync(kept));
    }
  }
}
