import { icon, iconButton } from "./icons";
import { canReadBack } from "./readBack";
import { canTakeScreen, NothingTaken, takenScreen } from "./screenCapture";

type Add = (files: readonly File[]) => void;

/** A row of buttons, one for each way that this browser has; the file input becomes one of them. */
export function buttonSources(input: HTMLInputElement, add: Add, say: (words: string) => void): void {
  const row = document.createElement("div");
  row.className = "miw-sources";
  input.before(row);
  row.append(dressed(input));

  const button = (shape: Parameters<typeof iconButton>[0], words: string, act: () => void | Promise<void>) => {
    const made = iconButton(shape, words, "miw-tool");
    made.addEventListener("click", () => void act());
    row.append(made);
  };
  // Some browsers have it only on https, some not at all; Ctrl+V works everywhere.
  if (typeof navigator.clipboard?.read === "function") button("paste", "Paste", () => paste(add, say));
  if (matchMedia("(any-pointer: coarse)").matches) button("camera", "Take a photo", camera(add));
  if (canTakeScreen() && canReadBack()) button("screen", "Capture the screen", () => capture(add, say));
}

// The input itself stays, unseen, over a button that looks like the others: it keeps its label, its focus and its drop.
function dressed(input: HTMLInputElement): HTMLElement {
  const look = document.createElement("span");
  look.className = "miw-tool miw-source__look";
  look.id = `${input.id}-look`;
  const words = document.createElement("span");
  words.textContent = "Choose a file";
  look.append(icon("file"), words);
  const box = document.createElement("span");
  box.className = "miw-source";
  const label = input.labels?.[0];
  if (label) {
    label.id ||= `${input.id}-label`;
    input.setAttribute("aria-labelledby", `${label.id} ${look.id}`);
  }
  box.append(input, look);
  return box;
}

async function paste(add: Add, say: (words: string) => void): Promise<void> {
  try {
    const items = await navigator.clipboard.read();
    const pictures = await Promise.all(
      items.flatMap((item) => {
        const type = item.types.find((offered) => offered.startsWith("image/"));
        return type ? [item.getType(type).then((blob) => new File([blob], "pasted", { type: blob.type }))] : [];
      }),
    );
    if (pictures.length > 0) add(pictures);
    else say("There is no picture to paste. Take a screenshot first: press Print Screen, or the Windows key, Shift and S together.");
  } catch {
    say("This browser does not let the page see what you copied. Press Ctrl + V instead.");
  }
}

function camera(add: Add): () => void {
  const photo = document.createElement("input");
  photo.type = "file";
  photo.accept = "image/*";
  photo.setAttribute("capture", "environment");
  photo.addEventListener("change", () => {
    add(Array.from(photo.files ?? []));
    photo.value = "";
  });
  return () => photo.click();
}

async function capture(add: Add, say: (words: string) => void): Promise<void> {
  try {
    add([await takenScreen()]);
  } catch (stopped) {
    if (stopped instanceof NothingTaken) say("Nothing was captured.");
    else say("The screen could not be captured here. Take a screenshot and paste it instead.");
  }
}
