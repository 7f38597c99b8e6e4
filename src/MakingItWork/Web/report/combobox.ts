interface Listed {
  name: string;
  code?: string;
}

/** After the last key press, in milliseconds. */
const pause = 150;

/**
 * Lets every field with a data-suggest address suggest what is listed while somebody types: the editable combobox with
 * a list and manual selection of the ARIA Authoring Practices. What is typed stays; nothing is chosen by itself.
 */
export function comboboxes(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]:not([data-suggest=""])')) combobox(input);
}

function combobox(input: HTMLInputElement): void {
  const list = document.createElement("ul");
  list.id = `${input.id}-options`;
  list.className = "miw-options";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "Suggestions");
  const said = document.createElement("div");
  said.className = "nhsuk-u-visually-hidden";
  said.setAttribute("role", "status");
  // beside the field, which stays where it is: somebody may be typing in it already
  input.after(list, said);

  // The browser's own list would lie over this one.
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let active = -1;
  let asking: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const options = () => Array.from(list.children) as HTMLElement[];

  input.addEventListener("input", (event) => {
    // A change that a script made, such as choosing or restoring, asks for nothing.
    if (!event.isTrusted) return;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) void ask().then(() => move(event.key === "ArrowDown" ? 0 : options().length - 1));
      else move((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + options().length) % options().length);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      // Choosing is not sending.
      event.preventDefault();
      choose(options()[active]!);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asking?.abort();
    close();
  });
  // The field keeps the focus while an option is pressed.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest<HTMLElement>("[role=option]");
    if (option) choose(option);
  });

  async function ask(): Promise<void> {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(`${input.dataset["suggest"]}?q=${encodeURIComponent(input.value)}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()) as Listed[]);
    } catch {
      // Without suggestions the field takes what is typed.
    }
  }

  function show(found: Listed[]): void {
    if (document.activeElement !== input) return;
    list.replaceChildren(
      ...found.map(({ name, code }, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = code ? `${name} (${code})` : name;
        return option;
      }),
    );
    active = -1;
    input.removeAttribute("aria-activedescendant");
    const only = found.length === 1 && list.firstElementChild?.textContent === input.value;
    list.hidden = found.length === 0 || only;
    input.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = list.hidden ? (only ? "" : "Not listed: what you type is kept.") : `${found.length} listed. Use the up and down arrow keys to choose.`;
  }

  function move(to: number): void {
    options()[active]?.setAttribute("aria-selected", "false");
    const option = options()[to];
    if (!option) return;
    active = to;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function choose(option: HTMLElement): void {
    input.value = option.textContent ?? "";
    close();
    said.textContent = `${input.value} chosen.`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function close(): void {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
