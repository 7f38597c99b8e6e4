import { checkText, type TextFinding } from "../read/reading";

/** After the last key press, in milliseconds. */
const pause = 600;
const most = 5;

/**
 * Says what in the description looks like a patient's details, and masks it at one press. It never stands in the way of
 * sending: the server masks as well.
 */
export function identifiers(description: HTMLTextAreaElement): void {
  const panel = document.getElementById("identifiers");
  const said = document.getElementById("identifiers-said");
  const list = document.getElementById("identifiers-found");
  const status = document.getElementById("identifiers-status");
  const masked = document.getElementById("masked");
  const maskedSaid = document.getElementById("masked-said");
  if (!panel || !said || !list || !status || !masked || !maskedSaid) return;

  let timer: ReturnType<typeof setTimeout> | undefined;
  let announced = 0;
  let undo: { before: string; after: string } | null = null;

  description.addEventListener("input", () => {
    if (undo && description.value !== undo.after) forgetUndo();
    clearTimeout(timer);
    timer = setTimeout(() => void check(), pause);
  });
  document.getElementById("unmask")?.addEventListener("click", () => {
    if (!undo) return;
    write(undo.before);
    forgetUndo();
    status.textContent = "Undone.";
    description.focus();
    void check();
  });
  if (description.value !== "") void check();

  async function check(): Promise<void> {
    const text = description.value;
    if (text.trim() === "") return show(text, []);
    try {
      const findings = await checkText(text);
      if (text === description.value) show(text, findings);
    } catch {
      // This browser cannot check: the server masks.
      show(text, []);
    }
  }

  function show(text: string, findings: readonly TextFinding[]): void {
    panel!.hidden = findings.length === 0;
    said!.textContent = findings.length === 1 ? "This may identify a patient:" : "These may identify a patient:";
    list!.replaceChildren(...findings.slice(0, most).map((finding) => entry(text, finding)));
    if (findings.length > 1) {
      const all = document.createElement("li");
      all.append(button(`Mask all ${findings.length}`, () => mask(text, findings)));
      list!.append(all);
    }
    // Only when there is something new: the same words at each pause would be in the way.
    if (findings.length > announced) status!.textContent = `${findings.length === 1 ? "Something" : `${findings.length} places`} in the description may identify a patient. You can mask it below the description, or go on: it is masked before the safety team reads it.`;
    else if (findings.length === 0) status!.textContent = "";
    announced = findings.length;
  }

  function entry(text: string, finding: TextFinding): HTMLLIElement {
    const words = text.slice(finding.start, finding.start + finding.length);
    const quoted = document.createElement("strong");
    quoted.textContent = words;
    const item = document.createElement("li");
    const what = finding.token.replace(/^\[|\]$/g, "");
    const doer = button("Mask it", () => mask(text, [finding]));
    const named = document.createElement("span");
    named.className = "nhsuk-u-visually-hidden";
    named.textContent = `: ${words}`;
    doer.append(named);
    item.append(quoted, ` looks like ${article(what)} ${what}. `, doer);
    return item;
  }

  function mask(text: string, findings: readonly TextFinding[]): void {
    let after = text;
    for (const { start, length, token } of [...findings].sort((a, b) => b.start - a.start)) after = after.slice(0, start) + token + after.slice(start + length);
    write(after);
    undo = { before: text, after };
    maskedSaid!.textContent = `Masked: ${findings.map(({ token }) => token).join(", ")}.`;
    masked!.hidden = false;
    status!.textContent = `${maskedSaid!.textContent} You can undo it below the description.`;
    description.focus();
    void check();
  }

  function write(text: string): void {
    description.value = text;
    description.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function forgetUndo(): void {
    undo = null;
    masked!.hidden = true;
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "miw-text-button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function article(what: string): string {
  return /^(NHS|[aeiou])/.test(what) ? "an" : "a";
}
