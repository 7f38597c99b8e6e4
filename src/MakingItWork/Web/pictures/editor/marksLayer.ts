import type { Area, FoundCover } from "../../read/reading";
import { isUncovered, type Mark } from "../marks";
import type { Picture } from "../picture";
import { nameOfDrawn, nameOfFound, reasonOf } from "../words";
import { div, type Stage } from "./stage";

/** One thing that lies on the picture: found by the machine, or drawn by the person. */
export type Item = { readonly found: FoundCover; readonly off: boolean } | { readonly mark: Mark };

interface Entry {
  readonly element: HTMLButtonElement;
  item: Item;
}

const handles = ["-1 -1", "1 -1", "-1 1", "1 1"];
const edges = ["top", "right", "bottom", "left"];

/**
 * The covers and outlines as elements over the picture. Only one of them is a stop of the Tab key when it comes from
 * outside; from there Tab goes on through all of them (keys.ts), so that a full screen is no wall before the form below.
 */
export function marksLayer(stage: Stage, noticed: (element: HTMLElement | null, how: "focus" | "hover") => void) {
  const list = document.createElement("ul");
  list.className = "miw-marks";
  // Arrow keys must come to the marks; without this role screen readers keep them for themselves.
  const layer = div("miw-marks-layer");
  layer.setAttribute("role", "application");
  layer.append(list);
  stage.surface.append(layer);

  let entries = new Map<string, Entry>();
  let current: string | null = null;

  const inOrder = (): Entry[] =>
    [...entries.values()].sort((a, b) => areaOf(a.item).y - areaOf(b.item).y || areaOf(a.item).x - areaOf(b.item).x);
  const entryOf = (element: Element | null): Entry | undefined => [...entries.values()].find((entry) => entry.element === element);

  function made(key: string, item: Item): Entry {
    const element = document.createElement("button");
    element.type = "button";
    element.dataset["key"] = key;
    if ("mark" in item) {
      if (item.mark.kind === "outline") element.append(...edges.map((edge) => part(`miw-mark__edge miw-mark__edge--${edge}`)));
      element.append(...handles.map((handle) => part("miw-mark__handle", handle)));
    }
    const line = document.createElement("li");
    line.append(element);
    const after = inOrder().find((other) => isBefore(areaOf(item), areaOf(other.item)));
    list.insertBefore(line, after?.element.parentElement ?? null);
    const entry = { element, item };
    element.addEventListener("focus", () => {
      current = key;
      stops();
      noticed(element, "focus");
    });
    element.addEventListener("pointerenter", () => noticed(element, "hover"));
    element.addEventListener("pointerleave", () => noticed(null, "hover"));
    return entry;
  }

  function dress({ element, item }: Entry): void {
    const found = "found" in item;
    const kind = found ? (item.off ? "off" : "cover") : item.mark.kind;
    element.className = `miw-mark miw-mark--${kind} miw-mark--${found ? "found" : "drawn"}`;
    element.setAttribute("aria-label", found ? nameOfFound(item.found, item.off) : nameOfDrawn(item.mark));
    if (found) element.title = reasonOf(item.found, item.off);
    stage.place(element, areaOf(item));
  }

  function stops(): void {
    const stop = (current === null ? undefined : entries.get(current)) ?? inOrder()[0];
    for (const entry of entries.values()) entry.element.tabIndex = entry === stop ? 0 : -1;
  }

  function render(picture: Picture, name: string): void {
    const items = new Map<string, Item>();
    for (const found of picture.found) items.set(keyOf(found), { found, off: isUncovered(picture.marks.now, found) });
    for (const mark of picture.marks.now.drawn) items.set(`${picture.id} drawn ${mark.id}`, { mark });

    const before = inOrder();
    const focused = before.findIndex((entry) => entry.element === document.activeElement);
    const kept = new Map<string, Entry>();
    for (const [key, entry] of entries) {
      if (items.has(key)) kept.set(key, entry);
      else entry.element.parentElement?.remove();
    }
    entries = kept;
    for (const [key, item] of items) {
      const entry = entries.get(key) ?? made(key, item);
      entry.item = item;
      entries.set(key, entry);
      dress(entry);
    }
    layer.hidden = entries.size === 0;
    layer.setAttribute("aria-label", `Covers and outlines on ${name}`);
    stops();
    // What had the focus is gone: the next one takes it, so that the keyboard does not start again at the top.
    if (focused >= 0 && !entries.has(before[focused]!.element.dataset["key"]!)) {
      const rest = inOrder();
      if (rest.length > 0) rest[Math.min(focused, rest.length - 1)]!.element.focus({ preventScroll: true });
      else noticed(null, "focus");
    }
  }

  return {
    layer,
    render,
    get size(): number {
      return entries.size;
    },
    itemOf: (element: Element | null): Item | undefined => entryOf(element)?.item,
    next(element: Element, by: 1 | -1): HTMLButtonElement | undefined {
      const order = inOrder();
      const at = order.findIndex((entry) => entry.element === element);
      return at < 0 ? undefined : order[at + by]?.element;
    },
    drawn(id: number): HTMLButtonElement | undefined {
      return [...entries.values()].find(({ item }) => "mark" in item && item.mark.id === id)?.element;
    },
  };
}

export type MarksLayer = ReturnType<typeof marksLayer>;

export function areaOf(item: Item): Area {
  return "found" in item ? item.found : item.mark.area;
}

function isBefore(a: Area, b: Area): boolean {
  return a.y < b.y || (a.y === b.y && a.x < b.x);
}

function keyOf({ kind, x, y, width, height }: FoundCover): string {
  return `${kind} ${x} ${y} ${width} ${height}`;
}

function part(className: string, handle?: string): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = className;
  if (handle) span.dataset["handle"] = handle;
  return span;
}
