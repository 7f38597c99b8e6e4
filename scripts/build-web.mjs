// Builds src/MakingItWork/wwwroot/assets from the design system, from src/MakingItWork/Web, and from the rules and networks
// that find identifiers in the browser.
// Does nothing when the outputs are newer than everything they are made of; --force builds anyway.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packAll } from "./web/pack.mjs";
import { browserTargets, buildReading, readingSources } from "./web/reading.mjs";

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(top, "src/MakingItWork/Web");
const assets = join(top, "src/MakingItWork/wwwroot/assets");
const nhsuk = join(top, "node_modules/nhsuk-frontend");
const stamp = join(assets, ".built");

if (!process.argv.includes("--force") && isFresh()) process.exit(0);

checkTypes();
rmSync(assets, { recursive: true, force: true });
mkdirSync(join(assets, "images"), { recursive: true });
const readingFolder = await buildReading(top, assets);
designSystemStyles();
designSystemScript();
await ownFiles(readingFolder);
packAll(top, assets);
writeFileSync(stamp, "");

function isFresh() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  // Folders too: a deleted file leaves no trace but the time of its folder.
  const folders = [web, join(top, "scripts"), ...readingSources(top)];
  return [join(top, "package-lock.json"), ...folders.flatMap(withContents)].every((path) => statSync(path).mtimeMs < built);
}

function withContents(folder) {
  return [folder, ...readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => !/[/\\](bin|obj)([/\\]|$)/.test(path))];
}

function checkTypes() {
  const tsc = spawnSync(process.execPath, [join(top, "node_modules/typescript/bin/tsc"), "-p", web], { stdio: "inherit" });
  if (tsc.status !== 0) process.exit(1);
}

function designSystemStyles() {
  const css = withoutMap(readFileSync(join(nhsuk, "dist/nhsuk/nhsuk-frontend.min.css"), "utf8"))
    .replace(/@font-face\{[^}]*\}/g, "")
    .replace(/Frutiger W01,\s*arial/gi, "Arial")
    // Relative, so that the program can be mounted under a path.
    .replace(/url\(\/assets\/images\//g, "url(images/");

  if (/url\(\s*["']?(?:https?:)?\/\/|@import|Frutiger/i.test(css)) {
    throw new Error("The design system's styles ask another host for something, or name the NHS typeface. No page may do that.");
  }

  writeFileSync(join(assets, "nhsuk-frontend.min.css"), css);
  for (const [, image] of css.matchAll(/url\(images\/([\w.-]+)\)/g)) {
    copyFileSync(join(nhsuk, "dist/nhsuk/assets/images", image), join(assets, "images", image));
  }
}

function designSystemScript() {
  const js = withoutMap(readFileSync(join(nhsuk, "dist/nhsuk/nhsuk-frontend.min.js"), "utf8"));
  writeFileSync(join(assets, "nhsuk-frontend.min.js"), js);
}

async function ownFiles(readingFolder) {
  const entries = readdirSync(web).filter((name) => (name.endsWith(".ts") && !name.endsWith(".d.ts")) || name.endsWith(".css"));
  await build({
    entryPoints: [...entries.map((name) => join(web, name)), { in: join(web, "read/reading.ts"), out: "reading" }],
    outdir: assets,
    bundle: true,
    // What two pages share is one module, with one set of workers behind it; what is imported only when needed is a file of its own.
    splitting: true,
    minify: true,
    format: "esm",
    target: browserTargets,
    external: ["./nhsuk-frontend.min.js"],
    define: { READING_FOLDER: JSON.stringify(readingFolder) },
    logLevel: "warning",
  });
  console.log(`Built ${entries.map((name) => basename(name).replace(/\.ts$/, ".js")).join(", ")} and the design system's files.`);
}

function withoutMap(text) {
  return text.replace(/\/\*# sourceMappingURL=.*?\*\/|\/\/# sourceMappingURL=.*$/gm, "");
}
