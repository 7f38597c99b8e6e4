// Zooms pictures on a report's page. Moving about in a zoomed picture is scrolling, so the arrow keys, the wheel and a finger
// do it by themselves; a mouse may drag. What is drawn over the picture grows with it.

const STEPS = [1, 1.5, 2, 3, 4, 6];

export function zooms(): void {
  document.querySelectorAll<HTMLElement>("[data-zoom]").forEach(start);
}

function start(zoom: HTMLElement): void {
  const tools = zoom.querySelector<HTMLElement>(".miw-zoom__tools");
  const view = zoom.querySelector<HTMLElement>("[data-zoom-view]");
  const link = view?.querySelector<HTMLAnchorElement>("a");
  const picture = view?.querySelector("img");
  const size = zoom.querySelector<HTMLElement>("[data-zoom-size]");
  const [more, less, fit] = ["in", "out", "fit"].map((name) => zoom.querySelector<HTMLButtonElement>(`[data-zoom-${name}]`));
  if (!tools || !view || !link || !picture || !size || !more || !less || !fit) return;
  let step = 0;

  const show = (next: number, at?: { x: number; y: number }): void => {
    step = Math.min(Math.max(next, 0), STEPS.length - 1);
    const box = view.getBoundingClientRect();
    const middle = at ?? { x: box.width / 2, y: box.height / 2 };
    const share = { x: (view.scrollLeft + middle.x) / view.scrollWidth, y: (view.scrollTop + middle.y) / view.scrollHeight };
    const zoomed = step > 0;
    view.classList.toggle("miw-zoom__view--zoomed", zoomed);
    link.style.width = zoomed ? `${Math.min(picture.naturalWidth || picture.width, zoom.clientWidth) * STEPS[step]!}px` : "";
    view.scrollTo({ left: share.x * view.scrollWidth - middle.x, top: share.y * view.scrollHeight - middle.y, behavior: "instant" });
    size.textContent = zoomed ? `${STEPS[step]! * 100}%. Arrow keys move the picture.` : "";
    less.setAttribute("aria-disabled", String(!zoomed));
    more.setAttribute("aria-disabled", String(step === STEPS.length - 1));
    if (zoomed) {
      view.tabIndex = 0;
      view.setAttribute("role", "region");
      view.setAttribute("aria-label", `Zoomed picture: ${more.textContent?.replace("Zoom in on ", "") ?? ""}`);
    } else {
      ["tabindex", "role", "aria-label"].forEach((name) => view.removeAttribute(name));
    }
  };

  more.addEventListener("click", () => {
    // pressed by its key from elsewhere on the page: round and round, and the arrow keys move the picture at once
    const byKey = document.activeElement !== more;
    show(byKey && step === STEPS.length - 1 ? 0 : step + 1);
    if (byKey && step > 0) view.focus({ preventScroll: true });
    if (byKey) zoom.scrollIntoView({ block: "nearest" });
  });
  less.addEventListener("click", () => show(step - 1));
  fit.addEventListener("click", () => show(0));
  view.addEventListener(
    "wheel",
    (event) => {
      // the wheel alone scrolls; with Ctrl, and with two fingers on a pad, it zooms
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = view.getBoundingClientRect();
      show(step + (event.deltaY < 0 ? 1 : -1), { x: event.clientX - box.left, y: event.clientY - box.top });
    },
    { passive: false },
  );
  drag(view, link);
  tools.hidden = false;
  show(0);
}

/** A drag moves the picture; a click that did not move opens it as before. */
function drag(view: HTMLElement, link: HTMLAnchorElement): void {
  let from: { x: number; y: number; left: number; top: number } | null = null;
  let moved = false;
  link.draggable = false;
  view.addEventListener("dragstart", (event) => event.preventDefault());
  view.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.button !== 0 || event.pointerType !== "mouse" || !view.classList.contains("miw-zoom__view--zoomed")) return;
    from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    view.scrollTo({ left: from.left + from.x - event.clientX, top: from.top + from.y - event.clientY, behavior: "instant" });
  });
  addEventListener("pointerup", () => (from = null));
  link.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
  });
}
