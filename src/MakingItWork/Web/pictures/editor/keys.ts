import type { Point } from "../areas";
import type { Acts } from "./acts";
import type { Item, MarksLayer } from "./marksLayer";
import type { Stage } from "./stage";

const directions: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** How far one press goes, in pixels of the page; with Ctrl it is one pixel of the picture. */
const stride = 8;

interface Given {
  readonly editor: HTMLElement;
  readonly layer: MarksLayer;
  readonly stage: Stage;
  readonly acts: Acts;
  /** Gives up what is being drawn; false if nothing was. */
  stopDrawing(): boolean;
  leave(): void;
}

export function keys({ editor, layer, stage, acts, stopDrawing, leave }: Given): void {
  editor.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const done = (event.ctrlKey || event.metaKey) && history(event) || event.key === "Escape" && escape();
    if (done) event.preventDefault();
  });

  layer.layer.addEventListener("keydown", (event) => {
    const element = event.target as HTMLElement;
    const item = layer.itemOf(element);
    if (!item || event.altKey || event.metaKey) return;
    if (onMark(event, item, element)) event.preventDefault();
  });

  layer.layer.addEventListener("focusout", () => acts.settle());

  function history(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase();
    if (key === "y" || (key === "z" && event.shiftKey)) acts.redo();
    else if (key === "z") acts.undo();
    else return false;
    return true;
  }

  function escape(): boolean {
    if (stopDrawing()) return true;
    if (!layer.layer.contains(document.activeElement)) return false;
    leave();
    return true;
  }

  /** @returns True if the key was for the mark. */
  function onMark(event: KeyboardEvent, item: Item, element: HTMLElement): boolean {
    if (event.key === "Tab") {
      const next = layer.next(element, event.shiftKey ? -1 : 1);
      next?.focus();
      return next !== undefined;
    }
    if (event.key === "Delete" || event.key === "Backspace") {
      if ("mark" in item) acts.remove(item.mark.id);
      else if (!item.off) acts.toggle(item.found);
      return true;
    }
    const direction = directions[event.key];
    if (!direction || !("mark" in item)) return false;
    const step = event.ctrlKey ? 1 : Math.max(1, Math.round(stride / stage.scale()));
    const by = { x: direction.x * step, y: direction.y * step };
    if (event.shiftKey) acts.resize(item.mark.id, by);
    else acts.move(item.mark.id, by);
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }
}
