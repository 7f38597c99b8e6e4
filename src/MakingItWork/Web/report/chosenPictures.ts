import { pictureList } from "./pictureList";

/** The pictures of this report. The file input stays the truth, so the form is sent as if they had been picked by hand. */
export function chosenPictures(input: HTMLInputElement, status: HTMLElement, anchor: HTMLElement, changed: () => void) {
  const most = Number(input.dataset.most ?? 5);
  const megabytes = Number(input.dataset.megabytes ?? 10);
  let chosen: File[] = [];
  const list = pictureList(anchor, remove);

  function show(message: string): void {
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    input.files = transfer.files;
    list.show(chosen);
    status.textContent = message;
    changed();
  }

  function add(files: readonly File[]): void {
    const pictures = files.filter((file) => file.type.startsWith("image/"));
    const fresh = pictures.filter((file) => !chosen.some((other) => same(file, other)));
    // The server refuses them as well; saying so now saves a long upload.
    const light = fresh.filter((file) => file.size < megabytes * 1_000_000);
    const room = light.slice(0, most - chosen.length);
    chosen = [...chosen, ...room];

    const said: string[] = [];
    if (room.length > 0) said.push(`${count(room.length)} added. ${chosen.length} of ${most} chosen.`);
    if (light.length > room.length) said.push(`You can add up to ${most} pictures. ${count(light.length - room.length)} left out.`);
    if (fresh.length > light.length) said.push(`A picture must be smaller than ${megabytes}MB. ${count(fresh.length - light.length)} left out.`);
    if (files.length > pictures.length) said.push("Only pictures can be added.");
    if (pictures.length > fresh.length) said.push("That picture is already here.");
    show(said.join(" "));
  }

  function remove(index: number): void {
    chosen = chosen.filter((_, i) => i !== index);
    show(`Picture ${index + 1} removed. ${chosen.length} of ${most} chosen.`);
    if (!list.focus(Math.min(index, chosen.length - 1))) input.focus();
  }

  // The browser replaces the files at every choice: what was there before is put back in front.
  // A cancelled choice arrives as an empty list.
  input.addEventListener("change", () => add(Array.from(input.files ?? []).filter((file) => !chosen.includes(file))));

  // Files picked before this script ran, or kept by the browser when coming back to the page.
  if (input.files && input.files.length > 0) add(Array.from(input.files));

  return {
    add,
    files: () => chosen,
    clear(): void {
      chosen = [];
      show("");
    },
  };
}

function same(a: File, b: File): boolean {
  return a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
}

function count(pictures: number): string {
  return pictures === 1 ? "1 picture" : `${pictures} pictures`;
}
