type Add = (files: readonly File[]) => void;

/** Takes a picture pasted anywhere on the page. */
export function listenForPaste(add: Add): void {
  document.addEventListener("paste", (event) => {
    const clipboard = event.clipboardData;
    if (!clipboard) return;
    const pictures = Array.from(clipboard.files).filter((file) => file.type.startsWith("image/"));
    if (pictures.length === 0) return;
    // Word and Excel put a picture of the copied text beside the text: someone typing wants the text.
    if (isText(event.target) && clipboard.types.includes("text/plain")) return;
    event.preventDefault();
    add(pictures.map(renamed));
  });
}

/** Takes files dropped on the given element. */
export function listenForDrop(drop: HTMLElement, add: Add): void {
  const highlight = (on: boolean) => drop.classList.toggle("miw-drop--over", on);
  drop.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    highlight(true);
  });
  drop.addEventListener("dragleave", () => highlight(false));
  drop.addEventListener("drop", (event) => {
    highlight(false);
    const files = Array.from(event.dataTransfer?.files ?? []);
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "file");
}

let pasted = 0;

// Every pasted picture is called "image.png"; two of them are still two pictures.
function renamed(file: File): File {
  pasted += 1;
  const ending = file.type.slice("image/".length).replace(/[^a-z0-9].*$/, "");
  return new File([file], `pasted-${pasted}.${ending}`, { type: file.type, lastModified: Date.now() });
}
