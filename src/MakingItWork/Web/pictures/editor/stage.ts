import type { Area } from "../../read/reading";
import { clamp, type Point } from "../areas";
import { drawWhole, free } from "../scale";

const zoomStep = 1.5;
const most = 4;

/** The picture, as large as wanted, in a frame that scrolls; and the places on it, in pixels of the picture. */
export function stage(zoomed: (percent: number, fits: boolean) => void) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  const surface = div("miw-stage");
  surface.append(canvas);
  const frame = div("miw-editor__scroller");
  frame.setAttribute("role", "group");
  frame.append(surface);

  let picture: HTMLCanvasElement | null = null;
  let drawn: HTMLCanvasElement | null = null;
  /** Pixels of the page for one of the picture; null as long as the picture fits the frame. */
  let wanted: number | null = null;

  const fitting = (): number => Math.min(1, frame.clientWidth / Math.max(1, picture?.width ?? 1)) || 1;
  const scale = (): number => wanted ?? fitting();

  function draw(): void {
    if (!picture || frame.clientWidth === 0) return;
    const dense = Math.min(1, scale() * devicePixelRatio);
    const size = { width: Math.max(1, Math.round(picture.width * dense)), height: Math.max(1, Math.round(picture.height * dense)) };
    if (canvas.width !== size.width || canvas.height !== size.height || drawn !== picture) {
      drawn = picture;
      canvas.width = size.width;
      canvas.height = size.height;
      drawWhole(picture, canvas);
    }
    // A picture that fits is as high as it needs to be: a frame that scrolls inside a page that scrolls is a trap.
    frame.classList.toggle("miw-editor__scroller--zoomed", wanted !== null);
    frame.tabIndex = wanted === null ? -1 : 0;
    surface.style.width = `${picture.width * scale()}px`;
    surface.style.height = `${picture.height * scale()}px`;
    zoomed(Math.round(scale() * 100), wanted === null);
  }

  function zoomTo(next: number | null): void {
    const centre = visible();
    wanted = next === null || next <= fitting() ? null : Math.min(next, most);
    draw();
    frame.scrollLeft = (centre.x + centre.width / 2) * scale() - frame.clientWidth / 2;
    frame.scrollTop = (centre.y + centre.height / 2) * scale() - frame.clientHeight / 2;
  }

  /** The part of the picture that can be seen now; all of it while it is off the screen. */
  function visible(): Area {
    const [whole, seen] = [surface.getBoundingClientRect(), frame.getBoundingClientRect()];
    const left = Math.max(whole.left, seen.left, 0);
    const top = Math.max(whole.top, seen.top, 0);
    const right = Math.min(whole.right, seen.right, innerWidth);
    const bottom = Math.min(whole.bottom, seen.bottom, innerHeight);
    if (right <= left || bottom <= top) return { x: 0, y: 0, width: picture?.width ?? 1, height: picture?.height ?? 1 };
    return { x: (left - whole.left) / scale(), y: (top - whole.top) / scale(), width: (right - left) / scale(), height: (bottom - top) / scale() };
  }

  // Also when it is shown for the first time: before, it has no width.
  new ResizeObserver(draw).observe(frame);

  return {
    frame,
    surface,
    scale,
    visible,
    show(next: HTMLCanvasElement | null, name: string): void {
      canvas.setAttribute("aria-label", name);
      if (next === picture) return;
      picture = next;
      wanted = null;
      frame.scrollTo(0, 0);
      if (next) draw();
      else {
        free(canvas);
        drawn = null;
      }
    },
    zoomIn: () => zoomTo(scale() * zoomStep),
    zoomOut: () => zoomTo(scale() / zoomStep),
    fit: () => zoomTo(null),
    /** Where on the picture the pointer is; at its edge when it is outside. */
    at(event: { clientX: number; clientY: number }): Point {
      const shown = surface.getBoundingClientRect();
      return {
        x: clamp((event.clientX - shown.left) / scale(), 0, picture?.width ?? 0),
        y: clamp((event.clientY - shown.top) / scale(), 0, picture?.height ?? 0),
      };
    },
    place(element: HTMLElement, area: Area): void {
      if (!picture) return;
      const part = (value: number, whole: number) => `${(100 * value) / whole}%`;
      element.style.left = part(area.x, picture.width);
      element.style.top = part(area.y, picture.height);
      element.style.width = part(area.width, picture.width);
      element.style.height = part(area.height, picture.height);
    },
  };
}

export type Stage = ReturnType<typeof stage>;

export function div(className: string): HTMLDivElement {
  const element = document.createElement("div");
  element.className = className;
  return element;
}
