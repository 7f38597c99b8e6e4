import { covers, sizeOf, type Picture } from "./picture";
import { icon, iconButton } from "./icons";
import { canvasOf, drawWhole, free, pen } from "./scale";
import { count } from "./words";

const side = 160;

interface Entry {
  readonly line: HTMLLIElement;
  readonly choose: HTMLButtonElement;
  readonly earlier: HTMLButtonElement;
  readonly later: HTMLButtonElement;
  readonly remove: HTMLButtonElement;
  readonly thumb: HTMLCanvasElement;
  drawn: number;
}

interface Acts {
  choose(picture: Picture): void;
  move(picture: Picture, by: -1 | 1): void;
  remove(picture: Picture): void;
}

/** The pictures in their order, small, each with its buttons. Alone, a picture needs no small copy of itself. */
export function strip(acts: Acts) {
  const list = document.createElement("ul");
  list.id = "picture-list";
  list.className = "miw-pictures";
  list.setAttribute("aria-label", "Pictures chosen");
  list.hidden = true;
  let entries = new Map<Picture, Entry>();

  function made(picture: Picture): Entry {
    const line = document.createElement("li");
    const thumb = canvasOf({ width: 1, height: 1 });
    const choose = document.createElement("button");
    choose.type = "button";
    choose.className = "miw-pictures__choose";
    choose.append(picture.pixels ? thumb : icon("file"));
    const small = "miw-tool miw-tool--small";
    const earlier = iconButton("earlier", "", `${small} miw-pictures__move`);
    const later = iconButton("later", "", `${small} miw-pictures__move`);
    const remove = iconButton("remove", "Remove", small);
    const buttons = document.createElement("div");
    buttons.className = "miw-pictures__buttons";
    buttons.append(earlier, later, remove);
    line.append(choose, buttons);
    choose.addEventListener("click", () => acts.choose(picture));
    earlier.addEventListener("click", () => acts.move(picture, -1));
    later.addEventListener("click", () => acts.move(picture, 1));
    remove.addEventListener("click", () => acts.remove(picture));
    return { line, choose, earlier, later, remove, thumb, drawn: -1 };
  }

  function draw({ thumb }: Entry, picture: Picture): void {
    // Gone meanwhile: a picture that was removed has no pixels left.
    if (!picture.pixels?.width) return;
    const { width, height } = sizeOf(picture);
    const scale = Math.min(1, (side * devicePixelRatio) / Math.max(width, height));
    thumb.width = Math.max(1, Math.round(width * scale));
    thumb.height = Math.max(1, Math.round(height * scale));
    drawWhole(picture.pixels, thumb);
    const context = pen(thumb);
    context.fillStyle = "#212b32";
    for (const cover of covers(picture)) context.fillRect(cover.x * scale, cover.y * scale, cover.width * scale, cover.height * scale);
  }

  return {
    list,
    show(pictures: readonly Picture[], active: Picture | null): void {
      for (const [picture, { line, thumb }] of entries) {
        if (pictures.includes(picture)) continue;
        line.remove();
        free(thumb);
      }
      entries = new Map(pictures.map((picture) => [picture, entries.get(picture) ?? made(picture)]));
      pictures.forEach((picture, index) => {
        const entry = entries.get(picture)!;
        // Moved only where it must be: an element that is moved loses the focus.
        if (list.children[index] !== entry.line) list.insertBefore(entry.line, list.children[index] ?? null);
        const number = index + 1;
        const hidden = covers(picture).length + picture.burntBefore;
        entry.choose.setAttribute("aria-label", `Show picture ${number}, ${hidden > 0 ? `${count(hidden, "cover")}` : "nothing covered"}`);
        entry.choose.setAttribute("aria-current", String(picture === active));
        entry.earlier.setAttribute("aria-label", `Move picture ${number} earlier`);
        entry.earlier.hidden = index === 0;
        entry.later.setAttribute("aria-label", `Move picture ${number} later`);
        entry.later.hidden = index === pictures.length - 1;
        entry.remove.setAttribute("aria-label", `Remove picture ${number}`);
        if (pictures.length > 1 && entry.drawn !== picture.version) {
          entry.drawn = picture.version;
          // One by one, so that the page answers in between.
          setTimeout(() => draw(entry, picture));
        }
      });
      list.hidden = pictures.length === 0;
    },
    focus(picture: Picture | undefined, button: "earlier" | "later" | "remove"): boolean {
      const entry = picture && entries.get(picture);
      if (!entry) return false;
      const wanted = entry[button].hidden ? (button === "earlier" ? entry.later : entry.earlier) : entry[button];
      wanted.focus();
      return true;
    },
  };
}
