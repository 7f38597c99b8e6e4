// Drawing a cover on the picture fills the same four fields that can be typed. The page works without this.

type Box = { left: number; top: number; width: number; height: number };

const picture = document.querySelector<HTMLElement>("[data-cover-picture]");
const draft = document.querySelector<SVGRectElement>("[data-cover-new]");
const fields = ["Left", "Top", "Width", "Height"].map((id) => document.querySelector<HTMLInputElement>(`#${id}`));

if (picture && draft && fields.every((field) => field !== null)) {
  drawOn(picture, draft, fields);
}

function drawOn(area: HTMLElement, rect: SVGRectElement, inputs: HTMLInputElement[]): void {
  const size = { width: Number(area.dataset["width"]), height: Number(area.dataset["height"]) };
  let from: { x: number; y: number } | null = null;

  document.querySelector<HTMLElement>("[data-cover-hint]")?.removeAttribute("hidden");
  area.classList.add("miw-cover--drawable");
  show(typed());

  area.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    from = at(event);
    area.setPointerCapture(event.pointerId);
  });
  area.addEventListener("pointermove", (event) => {
    if (from) show(between(from, at(event)));
  });
  area.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = between(from, at(event));
    from = null;
    // A click that did not move is no cover.
    if (box.width < 3 || box.height < 3) return show(typed());
    [box.left, box.top, box.width, box.height].forEach((value, index) => (inputs[index]!.value = String(value)));
    show(box);
    document.querySelector<HTMLElement>("#add")?.focus({ preventScroll: true });
  });
  area.addEventListener("pointercancel", () => {
    from = null;
    show(typed());
  });
  inputs.forEach((input) => input.addEventListener("input", () => show(typed())));

  function at(event: PointerEvent): { x: number; y: number } {
    const shown = area.getBoundingClientRect();
    return {
      x: Math.round(clamp(((event.clientX - shown.left) / shown.width) * size.width, size.width)),
      y: Math.round(clamp(((event.clientY - shown.top) / shown.height) * size.height, size.height)),
    };
  }

  function typed(): Box {
    const [left, top, width, height] = inputs.map((input) => Number(input.value) || 0) as [number, number, number, number];
    return { left, top, width, height };
  }

  function show(box: Box): void {
    for (const [name, value] of Object.entries({ x: box.left, y: box.top, width: box.width, height: box.height })) {
      rect.setAttribute(name, String(Math.max(0, value)));
    }
  }
}

function between(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
