import type { Area } from "../../read/reading";
import { between, moved, outward, pulled, type Handle, type Point } from "../areas";
import type { Mark, MarkKind } from "../marks";
import { sizeOf, type Picture } from "../picture";
import type { Acts } from "./acts";
import type { Item } from "./marksLayer";
import { div, type Stage } from "./stage";

/** A hand that presses moves a little: only beyond this it draws. In pixels of the page. */
const still = 4;

interface Gesture {
  readonly pointer: number;
  readonly from: { readonly x: number; readonly y: number };
  readonly start: Point;
  readonly own: { readonly mark: Mark; readonly handle: Handle | null } | null;
  going: boolean;
}

interface Given {
  readonly stage: Stage;
  readonly acts: Acts;
  picture(): Picture | null;
  /** The tool in hand, if any. */
  tool(): MarkKind | null;
  itemOf(element: Element | null): Item | undefined;
  toggle(item: Item, element: HTMLElement): void;
  drawn(id: number): void;
  hint(words: string | null): void;
}

/**
 * Drawing, moving and resizing with mouse, pen or finger. A corner can also be pressed and then the opposite one, for
 * hands that cannot drag. A finger draws only while a tool is in hand (touch-action in pictures.css); else it scrolls.
 */
export function drawing(given: Given) {
  const { stage, acts } = given;
  const draft = div("miw-draft");
  draft.hidden = true;
  stage.surface.append(draft);
  let gesture: Gesture | null = null;
  let corner: Point | null = null;
  /** The click that follows belongs to what was drawn, not to the cover that happens to lie there. */
  let spent = false;

  function show(area: Area | null): void {
    draft.hidden = area === null;
    draft.classList.toggle("miw-draft--outline", given.tool() === "outline");
    if (area) stage.place(draft, area);
  }

  function stop(): boolean {
    const stopped = gesture?.going === true || corner !== null;
    gesture = null;
    corner = null;
    show(null);
    given.hint(null);
    return stopped;
  }

  function finish(a: Point, b: Point): void {
    const shown = given.picture();
    const tool = given.tool();
    const area = between(a, b);
    stop();
    // Thinner than a hair on the screen: a slip, no mark.
    if (!shown || !tool || area.width * stage.scale() < still || area.height * stage.scale() < still) return;
    given.drawn(acts.add(tool, outward(area, sizeOf(shown))));
  }

  stage.surface.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    const target = event.target as Element;
    const item = given.itemOf(target.closest("button"));
    const own = item && "mark" in item ? { mark: item.mark, handle: handleOf(target) } : null;
    if (!own && !given.tool()) return;
    gesture = { pointer: event.pointerId, from: { x: event.clientX, y: event.clientY }, start: stage.at(event), own, going: false };
    // Not on a found cover: there it may become a press, which the browser makes into a click.
    if (!item) event.preventDefault();
  });

  stage.surface.addEventListener("pointermove", (event) => {
    if (corner && !gesture) return show(between(corner, stage.at(event)));
    if (gesture?.pointer !== event.pointerId) return;
    if (!gesture.going) {
      if (Math.hypot(event.clientX - gesture.from.x, event.clientY - gesture.from.y) < still) return;
      gesture.going = true;
      stage.surface.setPointerCapture(event.pointerId);
    }
    drag(gesture, stage.at(event));
  });

  function drag({ start, own }: Gesture, to: Point): void {
    const shown = given.picture();
    if (!shown) return;
    if (!own) return show(between(corner ?? start, to));
    const by = { x: to.x - start.x, y: to.y - start.y };
    acts.drag(own.mark.id, own.handle ? pulled(own.mark.area, own.handle, to, sizeOf(shown)) : moved(own.mark.area, by, sizeOf(shown)));
  }

  stage.surface.addEventListener("pointerup", (event) => {
    if (gesture?.pointer !== event.pointerId) return;
    const { going, own, start } = gesture;
    gesture = null;
    spent = going || corner !== null;
    setTimeout(() => (spent = false));
    if (own) {
      if (going) acts.dropped(own.mark.id);
      given.drawn(own.mark.id);
    } else if (going) {
      finish(corner ?? start, stage.at(event));
    } else if (!given.itemOf((event.target as Element).closest("button")) || corner) {
      press(stage.at(event));
    }
  });

  function press(at: Point): void {
    if (corner) return finish(corner, at);
    corner = at;
    show({ ...at, width: 0, height: 0 });
    given.hint("Now press the opposite corner, or Escape to stop.");
  }

  stage.surface.addEventListener("pointercancel", () => stop());
  // A click is also what Enter, Space and assistive technology send; after a drag the browser sends it to the surface.
  stage.surface.addEventListener("click", (event) => {
    const element = (event.target as Element).closest("button");
    const item = given.itemOf(element);
    if (item && element && !spent) given.toggle(item, element);
  });

  return { stop };
}

function handleOf(target: Element): Handle | null {
  const [x, y] = (target instanceof HTMLElement ? (target.dataset["handle"] ?? "") : "").split(" ").map(Number);
  return x && y !== undefined ? { x: x < 0 ? -1 : 1, y: y < 0 ? -1 : 1 } : null;
}
