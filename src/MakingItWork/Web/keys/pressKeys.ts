// Single keys for whatever carries data-key: buttons and links are pressed, fields are focused. Never while somebody types,
// never together with Ctrl, Alt or the Windows key, and not at all for whoever turned them off (WCAG 2.1.4).

import { helpOverlay, type Help } from "./helpOverlay";
import { countUndo } from "./countUndo";
import { focusArrival, goingByKey } from "./arrival";
import { acceptType } from "./acceptType";
import { usable } from "./usable";

const SIGN = "[data-key]:not([data-key=''])";

export function pressKeys(): void {
  const wanted = document.body.dataset["keys"];
  if (!wanted) return;
  new Keys(wanted === "on").start();
}

class Keys {
  private help: Help | null = null;
  /** A page is on its way: what is pressed meanwhile was meant for that one, and must not act on this one. */
  private leaving = false;
  private readonly pressed = new Set<string>();

  constructor(private on: boolean) {}

  start(): void {
    acceptType();
    countUndo();
    if (document.querySelector(SIGN)) {
      this.help = helpOverlay(this.on, (on) => this.turn(on));
      focusArrival();
    }
    this.announce();
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("submit", (event) => { if (!event.defaultPrevented) this.leave(); });
    window.addEventListener("pageshow", () => { this.leaving = false; });
  }

  private turn(on: boolean): void {
    this.on = on;
    this.announce();
  }

  /** Screen readers name the key with its button; only while it works. */
  private announce(): void {
    for (const element of document.querySelectorAll<HTMLElement>(SIGN)) {
      if (this.on) element.setAttribute("aria-keyshortcuts", element.dataset["key"] ?? "");
      else element.removeAttribute("aria-keyshortcuts");
    }
  }

  private leave(): void {
    this.leaving = true;
    // an answer that never comes must not leave the page without keys
    setTimeout(() => { this.leaving = false; }, 5_000);
  }

  private key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const at = event.target instanceof HTMLElement ? event.target : document.body;
    if (document.querySelector("dialog[open]")) return;
    if (isTyping(at)) return this.typing(event, at);
    if (!this.on || event.ctrlKey || event.altKey || event.metaKey || this.leaving) return;
    if (event.shiftKey && /^[a-z]$/i.test(event.key)) return;
    const key = event.key.toLowerCase();
    if (key === "?" && this.help) {
      event.preventDefault();
      this.help.open();
    } else if (/^[1-9]$/.test(key) && chooseByDigit(at, Number(key))) {
      event.preventDefault();
    } else {
      const element = keyed(key);
      if (!element) return;
      event.preventDefault();
      this.act(key, element);
    }
  }

  /** In a field only two things are heard: Esc leaves it, and Ctrl with Enter sends what belongs to it. */
  private typing(event: KeyboardEvent, at: HTMLElement): void {
    if (this.on && event.key === "Escape" && !event.ctrlKey && !event.altKey && at.getAttribute("aria-expanded") !== "true") {
      at.blur();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at.dataset["keySend"]) {
      event.preventDefault();
      this.click(document.getElementById(at.dataset["keySend"]));
    }
  }

  private act(key: string, element: HTMLElement): void {
    const again = this.pressed.has(key);
    this.pressed.add(key);
    if (element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement || element.tagName === "SUMMARY") return this.click(element);
    const field = fieldOf(element);
    const filled = (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) && field.value.trim() !== "";
    // the second press sends what the first one led to
    if (again && filled && element.dataset["keySend"]) return this.click(document.getElementById(element.dataset["keySend"]));
    field.focus();
    field.scrollIntoView({ block: "center" });
  }

  private click(element: HTMLElement | null): void {
    if (!element) return;
    goingByKey();
    if (element instanceof HTMLAnchorElement && !(element.getAttribute("href") ?? "#").startsWith("#") && element.target !== "_blank") this.leave();
    element.click();
  }
}

/** The first one that can be seen and used. */
function keyed(key: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(SIGN)].find((element) => element.dataset["key"] === key && usable(element));
}

function isTyping(at: HTMLElement): boolean {
  if (at.isContentEditable || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return true;
  return at instanceof HTMLInputElement && !["radio", "checkbox", "button", "submit", "reset", "range", "color", "file", "image"].includes(at.type);
}

/** A group of answers is entered at the one that is chosen, or at its first. */
function fieldOf(element: HTMLElement): HTMLElement {
  if (element.tagName !== "FIELDSET") return element;
  return element.querySelector<HTMLElement>("input:checked") ?? element.querySelector<HTMLElement>("input") ?? element;
}

function chooseByDigit(at: HTMLElement, digit: number): boolean {
  if (!(at instanceof HTMLInputElement) || at.type !== "radio") return false;
  const answer = at.closest("fieldset")?.querySelectorAll<HTMLInputElement>("input[type=radio]")[digit - 1];
  if (!answer) return false;
  answer.focus();
  answer.click();
  return true;
}
