/** A small preview of each picture with a button that removes it, placed after the given element. */
export function pictureList(anchor: HTMLElement, remove: (index: number) => void) {
  const list = document.createElement("ul");
  list.id = "picture-list";
  list.className = "miw-pictures";
  list.setAttribute("aria-label", "Pictures chosen");
  list.hidden = true;
  anchor.after(list);
  let addresses: string[] = [];

  function item(file: File, index: number): HTMLLIElement {
    const address = URL.createObjectURL(file);
    addresses.push(address);

    const preview = document.createElement("img");
    preview.src = address;
    // The button beside it names the picture; a file name may hold a patient's name, so it is not repeated.
    preview.alt = "";

    const button = document.createElement("button");
    button.type = "button";
    button.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small miw-pictures__remove";
    button.textContent = `Remove picture ${index + 1}`;
    button.addEventListener("click", () => remove(index));

    const entry = document.createElement("li");
    entry.append(preview, button);
    return entry;
  }

  return {
    show(files: readonly File[]): void {
      addresses.forEach((address) => URL.revokeObjectURL(address));
      addresses = [];
      list.replaceChildren(...files.map(item));
      list.hidden = files.length === 0;
    },
    focus(index: number): boolean {
      const button = list.querySelectorAll("button")[index];
      button?.focus();
      return button !== undefined;
    },
  };
}
