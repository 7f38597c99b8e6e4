import { usable } from "./usable";
import { send } from "./send";

export interface Help {
  open(): void;
}

/**
 * The list of keys that work on this page, made of the page itself, with the switch to turn them off; and a line at the top of
 * the page that says how to open it.
 */
export function helpOverlay(on: boolean, turned: (on: boolean) => void): Help {
  const hint = document.createElement("p");
  hint.className = "miw-keys-hint";
  const opener = button("Keys", "miw-keys-open");
  opener.id = "keys-open";
  opener.setAttribute("aria-haspopup", "dialog");
  hint.append(opener, note());
  document.querySelector("main")?.prepend(hint);
  opener.addEventListener("click", open);
  say();

  function note(): HTMLSpanElement {
    const text = document.createElement("span");
    text.id = "keys-note";
    return text;
  }

  function say(): void {
    const text = hint.querySelector("#keys-note");
    if (text) text.textContent = on ? " Press ? for help" : " Shortcuts are off";
  }

  function open(): void {
    const before = document.activeElement;
    const dialog = document.createElement("dialog");
    dialog.className = "miw-keys";
    dialog.setAttribute("aria-labelledby", "keys-heading");
    const heading = document.createElement("h2");
    heading.id = "keys-heading";
    heading.tabIndex = -1;
    heading.textContent = "Keyboard shortcuts";
    const scroller = document.createElement("div");
    scroller.className = "miw-keys__list";
    scroller.append(list());
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.id = "keys-status";
    const flip = button("", "nhsuk-button nhsuk-button--secondary nhsuk-button--small");
    flip.id = "keys-switch";
    const shut = button("Close", "nhsuk-button nhsuk-button--small");
    shut.id = "keys-close";
    const buttons = document.createElement("div");
    buttons.className = "nhsuk-button-group nhsuk-u-margin-bottom-0";
    buttons.append(shut, flip);
    dialog.append(heading, scroller, status, buttons);
    const name = () => {
      flip.textContent = on ? "Turn shortcuts off" : "Turn shortcuts on";
      status.textContent = on ? "Shortcuts are on." : "Shortcuts are off. All buttons work as before. You can turn them on here or in your account.";
    };
    name();
    shut.addEventListener("click", () => dialog.close());
    flip.addEventListener("click", () => void change());
    dialog.addEventListener("keydown", (event) => { if (event.key === "?") dialog.close(); });
    dialog.addEventListener("close", () => {
      dialog.remove();
      // whoever opened it from nowhere in particular goes on from the heading
      const back = before instanceof HTMLElement && before !== document.body && before.isConnected ? before : document.querySelector<HTMLElement>("h1");
      if (back?.tagName === "H1") back.tabIndex = -1;
      back?.focus({ preventScroll: true });
    });
    document.body.append(dialog);
    dialog.showModal();
    heading.focus();

    async function change(): Promise<void> {
      flip.disabled = true;
      const kept = await send("/account/shortcuts", { keys: on ? "off" : "on" });
      flip.disabled = false;
      flip.focus();
      if (!kept?.ok) {
        status.textContent = "This could not be saved. Try again, or use the switch in your account.";
        return;
      }
      on = !on;
      turned(on);
      name();
      say();
    }
  }

  return { open };
}

function list(): HTMLElement {
  const names = new Map<string, string>();
  for (const element of document.querySelectorAll<HTMLElement>("[data-key]:not([data-key=''])")) {
    const key = element.dataset["key"] ?? "";
    if (!names.has(key) && usable(element)) names.set(key, element.dataset["keyName"] ?? element.textContent?.trim() ?? key);
  }
  names.set("?", "Open or close this list");
  names.set("Esc", "Leave a field");
  const table = document.createElement("dl");
  table.className = "miw-keys__keys";
  for (const [key, name] of names) {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const shown = document.createElement("kbd");
    shown.textContent = key;
    term.append(shown);
    const words = document.createElement("dd");
    words.textContent = name;
    row.append(term, words);
    table.append(row);
  }
  return table;
}

function button(text: string, className: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  return made;
}
