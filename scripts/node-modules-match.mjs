// Exits with 0 when node_modules holds what package-lock.json asks for. Compares contents, not times:
// changing a branch touches the lock file without changing what it says.
import { existsSync, readFileSync } from "node:fs";

const installedLock = "node_modules/.package-lock.json"; // npm writes it last, so an interrupted install has none
if (!existsSync(installedLock)) process.exit(1);

const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const installed = JSON.parse(readFileSync(installedLock, "utf8")).packages;
delete wanted[""];

const missing = Object.entries(wanted).some(([path, { version, optional }]) =>
  installed[path] ? installed[path].version !== version : !optional); // optional: built for another platform
const left = Object.keys(installed).some((path) => !(path in wanted));
process.exit(missing || left ? 1 : 0);
