// Builds src/MakingItWork/wwwroot/assets from the design system and from src/MakingItWork/Web.
// Does nothing when the outputs are newer than everything they are made of; --force builds anyway.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const top = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(top, "src/MakingItWork/Web");
const assets = join(top, "src/MakingItWork/wwwroot/assets");
const nhsuk = join(top, "node_modules/nhsuk-frontend");
const stamp = join(assets, ".built");

if (!process.argv.includes("--force") && isFresh()) process.exit(0);

checkTypes();
rmSync(assets, { recursive: true, force: true });
mkdirSync(join(assets, "images"), { recursive: true });
designSystemStyles();
designSystemScript();
await ownFiles();
writeFileSync(stamp, "");

function isFresh() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  // Folders too: a deleted file leaves no trace but the time of its folder.
  const sources = [web, ...readdirSync(web, { recursive: true }).map((name) => join(web, name))];
  return [fileURLToPath(import.meta.url), join(top, "package-lock.json"), ...sources].every((path) => statSync(path).mtimeMs < built);
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

async function ownFiles() {
  const entries = readdirSync(web).filter((name) => (name.endsWith(".ts") && !name.endsWith(".d.ts")) || name.endsWith(".css"));
  await build({
    entryPoints: entries.map((name) => join(web, name)),
    outdir: assets,
    bundle: true,
    // What a page imports only when it is needed becomes a file of its own.
    splitting: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome109", "firefox115", "safari16"],
    external: ["./nhsuk-frontend.min.js"],
    logLevel: "warning",
  });
  console.log(`Built ${entries.map((name) => basename(name).replace(/\.ts$/, ".js")).join(", ")} and the design system's files.`);
}

function withoutMap(text) {
  return text.replace(/\/\*# sourceMappingURL=.*?\*\/|\/\/# sourceMappingURL=.*$/gm, "");
}
