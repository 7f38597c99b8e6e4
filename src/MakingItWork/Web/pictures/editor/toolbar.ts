import { iconButton, type Icon } from "../icons";
import type { MarkKind } from "../marks";
import type { Acts } from "./acts";
import { div, type Stage } from "./stage";

/** Large buttons with words, above the picture. */
export function toolbar(acts: Acts, stage: () => Stage, picked: () => void) {
  // With a mouse one draws at once. A finger must be able to scroll past the picture first.
  let editable = true;
  let tool: MarkKind | null = matchMedia("(pointer: coarse)").matches ? null : "cover";

  const bar = div("miw-tools");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Tools for this picture");

  const button = (shape: Icon, words: string, act: () => void, name?: string): HTMLButtonElement => {
    const made = iconButton(shape, words, "miw-tool", name);
    made.addEventListener("click", () => {
      if (made.getAttribute("aria-disabled") !== "true") act();
    });
    return made;
  };
  const pick = (kind: MarkKind) => () => {
    tool = tool === kind ? null : kind;
    show();
    picked();
  };

  const cover = button("cover", "Cover", pick("cover"), "Cover: draw on the picture");
  const outline = button("outline", "Point out the problem", pick("outline"), "Point out the problem: draw on the picture");
  const undo = button("undo", "Undo", () => acts.undo());
  const redo = button("redo", "Redo", () => acts.redo());
  const out = button("minus", "", () => stage().zoomOut(), "Zoom out");
  const fit = button("fit", "Fit", () => stage().fit(), "Fit the whole width");
  const into = button("plus", "", () => stage().zoomIn(), "Zoom in");
  const drawTools = group("miw-tools__draw", cover, outline);
  const historyTools = group("miw-tools__history", undo, redo);
  bar.append(drawTools, historyTools, group("miw-tools__zoom", out, fit, into));

  function show(): void {
    cover.setAttribute("aria-pressed", String(tool === "cover"));
    outline.setAttribute("aria-pressed", String(tool === "outline"));
  }
  show();

  return {
    bar,
    get tool(): MarkKind | null {
      return editable ? tool : null;
    },
    editable(on: boolean): void {
      editable = on;
      drawTools.hidden = historyTools.hidden = !on;
    },
    history(canUndo: boolean, canRedo: boolean): void {
      able(undo, canUndo);
      able(redo, canRedo);
    },
    zoom(percent: number, fits: boolean): void {
      able(out, !fits);
      able(fit, !fits);
      able(into, percent < 400);
    },
  };
}

// Not the disabled attribute: a button that disables itself would drop the focus.
function able(button: HTMLButtonElement, on: boolean): void {
  button.setAttribute("aria-disabled", String(!on));
}

function group(className: string, ...buttons: HTMLButtonElement[]): HTMLDivElement {
  const element = div(className);
  element.append(...buttons);
  return element;
}
