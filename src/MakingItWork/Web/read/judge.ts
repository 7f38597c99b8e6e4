import { type End, answer } from "./calls";
import type { JudgeRequest, Judged, TextFinding } from "./messages";

// A worker that runs the rules: the same C# as on the server, compiled for the browser. Nothing is judged here.

interface Rules {
  Version(): string;
  Judge(texts: string[], places: number[], confidences: number[]): string[];
  FindInText(text: string): string[];
  MaskText(text: string): string;
}

let loading: Promise<Rules> | undefined;

answer(globalThis as unknown as End, how);

async function how(what: JudgeRequest): Promise<unknown> {
  if ("listen" in what) {
    answer(what.listen, how);
    return undefined;
  }
  const rules = await (loading ??= load());
  if ("texts" in what) return judged(rules.Judge(what.texts, what.places, what.confidences));
  if ("find" in what) return findings(rules.FindInText(what.find));
  if ("mask" in what) return rules.MaskText(what.mask);
  return rules.Version();
}

async function load(): Promise<Rules> {
  const { dotnet } = await import(new URL("./rules/dotnet.js", import.meta.url).href);
  const runtime = await dotnet.create();
  const library = await runtime.getAssemblyExports("MakingItWork.Rules.Browser.dll");
  const rules: Rules = library.MakingItWork.Rules.Browser.Program;
  // Their patterns are built at the first use, which takes longer than everything after it.
  rules.Judge([], [], []);
  return rules;
}

function judged(flat: string[]): Judged[] {
  return inGroups(flat, 3).map(([index, kind, reason]) => ({ index: Number(index), kind: kind!, reason: reason! }));
}

function findings(flat: string[]): TextFinding[] {
  return inGroups(flat, 5).map(([start, length, kind, reason, token]) => (
    { start: Number(start), length: Number(length), kind: kind!, reason: reason!, token: token! }));
}

function inGroups(flat: string[], size: number): string[][] {
  return Array.from({ length: flat.length / size }, (_, i) => flat.slice(i * size, (i + 1) * size));
}
