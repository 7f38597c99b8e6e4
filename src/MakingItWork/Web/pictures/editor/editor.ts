import type { MarkKind } from "../marks";
import type { Picture } from "../picture";
import { findings } from "../words";
import { acts as actsOn } from "./acts";
import { drawing } from "./drawing";
import { hints as hintsFor } from "./hints";
import { keys } from "./keys";
import { marksLayer } from "./marksLayer";
import { div, stage as stageFor } from "./stage";
import { toolbar } from "./toolbar";

/** The picture, large, with everything that covers it or points at something on it. Nothing here is modal. */
export function editor(changed: (picture: Picture) => void) {
  let picture: Picture | null = null;
  let name = "";

  const root = document.createElement("section");
  root.className = "miw-editor";
  root.hidden = true;

  const said = div("nhsuk-u-visually-hidden");
  said.setAttribute("role", "status");
  const acts = actsOn(() => picture, changed, say);
  const tools = toolbar(acts, () => stage, () => hints.show());
  const stage = stageFor(tools.zoom);
  const layer = marksLayer(stage, (element, how) => hints.noticed(element, how));
  const hints = hintsFor(acts, layer.itemOf, () => tools.tool);
  const pen = drawing({
    stage,
    acts,
    picture: () => picture,
    tool: () => tools.tool,
    itemOf: layer.itemOf,
    toggle(item, element) {
      // Not every browser gives the focus to a button that is pressed.
      element.focus({ preventScroll: true });
      if ("found" in item) acts.toggle(item.found);
    },
    drawn: (id) => layer.drawn(id)?.focus({ preventScroll: true }),
    hint: hints.instead,
  });
  keys({ editor: root, layer, stage, acts, stopDrawing: pen.stop, leave: () => hints.words.focus() });

  const state = div("miw-findings");
  const stateWords = document.createElement("p");
  const progress = document.createElement("progress");
  progress.setAttribute("aria-label", "Lines looked at");
  state.append(stateWords, progress);

  const adders = div("miw-adders");
  adders.append(adder("cover", "Add a cover"), adder("outline", "Add an outline"));
  root.append(state, tools.bar, adders, stage.frame, hints.bar, said);

  // What was chosen on the picture stays chosen for the button under it, and for nothing else.
  root.addEventListener("focusin", ({ target }) => {
    const element = target as Element;
    if (!layer.layer.contains(element) && !hints.bar.contains(element)) hints.noticed(null, "focus");
  });

  /** Shown when it has the focus: with the keyboard, a cover begins in the middle of what is seen. */
  function adder(kind: MarkKind, words: string): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "miw-tool";
    button.textContent = words;
    button.addEventListener("click", () => {
      const seen = stage.visible();
      const width = Math.max(24, seen.width / 4);
      const height = kind === "cover" ? Math.max(16, width / 6) : Math.max(16, width / 2);
      const id = acts.add(kind, { x: seen.x + (seen.width - width) / 2, y: seen.y + (seen.height - height) / 2, width, height });
      layer.drawn(id)?.focus();
    });
    return button;
  }

  function say(words: string): void {
    said.textContent = "";
    setTimeout(() => (said.textContent = words), 50);
  }

  function showState(shown: Picture): void {
    const { reading } = shown;
    state.dataset["state"] = reading.state;
    stateWords.textContent = findings(shown);
    const lines = reading.state === "reading" ? reading.progress.lines : 0;
    progress.hidden = lines === 0;
    if (reading.state !== "reading") return;
    progress.max = Math.max(1, lines);
    progress.value = reading.progress.read;
  }

  return {
    root,
    /** @param called For people: "picture 1 of 2". */
    show(next: Picture | null, called: string): void {
      if (next !== picture) pen.stop();
      picture = next;
      name = called;
      root.hidden = next === null;
      if (!next) return stage.show(null, "");
      root.setAttribute("aria-label", name.charAt(0).toUpperCase() + name.slice(1));
      const { pixels, asItIs } = next;
      stage.frame.setAttribute("aria-label", `Scrolls ${name}`);
      stage.frame.hidden = tools.bar.hidden = pixels === null;
      adders.hidden = hints.bar.hidden = pixels === null || asItIs !== null;
      tools.editable(asItIs === null);
      if (pixels) stage.show(pixels, `${name}, ${pixels.width} by ${pixels.height} pixels`);
      this.refresh();
    },
    /** Shows what has changed in the picture. */
    refresh(): void {
      if (!picture) return;
      layer.render(picture, name);
      tools.history(picture.marks.past.length > 0, picture.marks.future.length > 0);
      stage.surface.dataset["tool"] = tools.tool ?? "";
      hints.show();
      showState(picture);
    },
    showState: () => picture && showState(picture),
    say,
  };
}
