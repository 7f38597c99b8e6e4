import { forget, recall, remember, rememberedFields, type Remembered } from "./memory";

const nothing: Remembered = { Role: "NotSaid" };

/**
 * Fills in what is the same in most reports from one place: from the link by which the page was opened, or else from
 * what this computer remembers.
 */
export function context(form: HTMLFormElement) {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const signed = form.dataset["link"] === "signed";
  const answered = document.querySelector(".nhsuk-error-summary") !== null;
  let known = recall();

  if (!answered) fill(usable(known));
  showRemembered();
  showVersion();
  let version = { of: field("Product").value, is: field("ProductVersion").value };
  void showPlace();

  field("Organisation").addEventListener("change", () => void showPlace());
  field("Product").addEventListener("change", () => {
    // The version belonged to the system that was filled in with it.
    if (version.is !== "" && field("Product").value !== version.of && field("ProductVersion").value === version.is) {
      field("ProductVersion").value = "";
      version = { of: "", is: "" };
      showVersion();
    }
  });
  for (const link of form.querySelectorAll<HTMLAnchorElement>('a[href="#Organisation"], a[href="#ProductVersion"]')) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const more = document.querySelector<HTMLDetailsElement>("#more");
      if (more) more.open = true;
      field(link.hash.slice(1)).focus();
    });
  }
  element("forget")?.addEventListener("click", () => {
    for (const name of rememberedFields) if (known[name] !== undefined && field(name).value === known[name]) field(name).value = nothing[name] ?? "";
    forget();
    known = {};
    showRemembered();
    showVersion();
    void showPlace();
    const said = element("forgotten");
    if (said) {
      said.textContent = "Forgotten. This computer remembers nothing, and the fields are empty.";
      said.focus();
    }
  });

  /** A link speaks for the place; only what it leaves open is filled from memory, and the ward only in the same house. */
  function usable(values: Remembered): Remembered {
    if (!signed) return values;
    const { Role, ...rest } = values;
    const here = rest.Organisation === field("Organisation").value ? rest : {};
    return { ...(Role === undefined ? {} : { Role }), ...here };
  }

  function fill(values: Remembered): void {
    for (const name of rememberedFields) {
      const value = values[name];
      // and nothing is put under the fingers of somebody who types already
      if (value === undefined || field(name).value !== (nothing[name] ?? "") || field(name) === document.activeElement) continue;
      // The version goes with its system only.
      if (name === "ProductVersion" && field("Product").value !== values.Product) continue;
      field(name).value = value;
    }
  }

  function showRemembered(): void {
    const words = rememberedFields.map((name) => known[name] && inWords(name, known[name]!)).filter((word) => word);
    const line = element("remembered");
    const what = element("remembered-what");
    if (!line || !what) return;
    line.hidden = words.length === 0;
    what.textContent = words.join(", ");
    const notice = element("will-remember");
    if (notice) notice.hidden = words.length > 0;
  }

  function inWords(name: string, value: string): string {
    if (name === "ProductVersion") return `version ${value}`;
    const choice = field(name);
    return choice instanceof HTMLSelectElement ? (Array.from(choice.options).find((option) => option.value === value)?.text ?? value) : value;
  }

  function showVersion(): void {
    const line = element("version-line");
    const shown = element("version-known");
    const more = document.querySelector<HTMLDetailsElement>("#more");
    if (!line || !shown) return;
    shown.textContent = field("ProductVersion").value;
    line.hidden = shown.textContent === "" || more?.open === true;
  }

  async function showPlace(): Promise<void> {
    const name = element("place-name");
    const change = element("place-change")?.firstChild;
    if (!name || !change) return;
    const typed = field("Organisation").value.trim();
    if (typed === name.textContent) return;
    const listed = typed === "" ? null : await listedAs(typed);
    if (typed !== field("Organisation").value.trim()) return;
    name.textContent = listed ?? name.dataset["nobody"] ?? "";
    change.textContent = listed ? "Change" : (element("place-change")?.dataset["nobody"] ?? "");
  }

  return {
    /** Other words stand in the fields than before, without anybody having typed them. */
    refresh(): void {
      const more = document.querySelector<HTMLDetailsElement>("#more");
      if (more && (field("Screen").value !== "" || field("OccurredOn").value !== "" || field("Reporter").value !== "")) more.open = true;
      showVersion();
      void showPlace();
    },
    /** After a report was accepted: the next one from here needs no typing of these. */
    remember(): void {
      const values: Remembered = {};
      for (const name of rememberedFields) {
        const value = field(name).value.trim();
        if (value !== "" && value !== nothing[name]) values[name] = value;
      }
      remember(values);
    },
  };
}

/** As the server will take it: a code, a name, or both as they were chosen from the list. */
async function listedAs(typed: string): Promise<string | null> {
  const code = /\(([A-Z0-9]{3,8})\)$/.exec(typed)?.[1];
  try {
    const answer = await fetch(`/api/v1/organisations?q=${encodeURIComponent(code ?? typed)}`);
    const found = (await answer.json()) as { code: string; name: string }[];
    const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const hit = found.find((one) => same(one.code, code ?? typed) || same(one.name, typed));
    return hit ? `${hit.name} (${hit.code})` : null;
  } catch {
    return code ? typed : null;
  }
}

function element(id: string): HTMLElement | null {
  return document.getElementById(id);
}
