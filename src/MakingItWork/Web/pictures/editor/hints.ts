import type { MarkKind } from "../marks";
import { howToChange, reasonOf } from "../words";
import type { Acts } from "./acts";
import type { Item } from "./marksLayer";
import { div } from "./stage";

const drawWith: Record<MarkKind, string> = {
  cover: "Drag over anything that shows who the patient is. Or press one corner, then the opposite one.",
  outline: "Drag around the problem. Or press one corner, then the opposite one. An outline hides nothing.",
};

/** The line under the picture: what can be done now, or why a cover is there, with a large button for a small cover. */
export function hints(acts: Acts, itemOf: (element: Element | null) => Item | undefined, tool: () => MarkKind | null) {
  const words = document.createElement("p");
  words.className = "miw-hint__words";
  words.tabIndex = -1;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "miw-tool miw-hint__act";
  const bar = div("miw-hint");
  bar.append(words, button);

  let selected: HTMLElement | null = null;
  let hovered: HTMLElement | null = null;
  let instead: string | null = null;

  function show(): void {
    const item = itemOf(hovered ?? selected);
    words.textContent = instead ?? (item ? about(item) : standard());
    bar.classList.toggle("miw-hint--about", item !== undefined || instead !== null);
    const chosen = itemOf(selected);
    // While the pointer is over another one, the words are not about the one that the button would change.
    button.hidden = !chosen || instead !== null || (hovered !== null && itemOf(hovered) !== undefined && hovered !== selected);
    if (chosen) button.textContent = "mark" in chosen ? "Remove" : chosen.off ? "Cover again" : "Uncover";
  }

  function standard(): string {
    const kind = tool();
    return kind ? drawWith[kind] : "To draw on the picture, press Cover or Point out the problem first.";
  }

  button.addEventListener("click", () => {
    const item = itemOf(selected);
    const back = selected;
    if (!item) return;
    if ("mark" in item) acts.remove(item.mark.id);
    else acts.toggle(item.found);
    if (back?.isConnected) back.focus({ preventScroll: true });
    else words.focus({ preventScroll: true });
  });

  return {
    bar,
    words,
    show,
    noticed(element: HTMLElement | null, how: "focus" | "hover"): void {
      if (how === "hover") hovered = element;
      else selected = element;
      show();
    },
    /** Other words for as long as something goes on. */
    instead(other: string | null): void {
      instead = other;
      show();
    },
  };
}

function about(item: Item): string {
  return "found" in item ? reasonOf(item.found, item.off) : howToChange(item.mark);
}
