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
    add(pictures);
  });
}

/**
 * Takes files dropped anywhere: beside its aim, a dropped file would replace the page and all that was typed.
 * @param aim Lights up while files are over the page.
 */
export function listenForDrop(aim: HTMLElement | null, add: Add): void {
  const highlight = (on: boolean) => aim?.classList.toggle("miw-drop--over", on);
  const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    highlight(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) highlight(false);
  });
  document.addEventListener("drop", (event) => {
    highlight(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    add(Array.from(event.dataTransfer?.files ?? []));
  });
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "file");
}
