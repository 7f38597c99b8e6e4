import type { FieldError } from "./upload";

const title = document.title.replace(/^Error: /, "");

/** Shows errors as the server's own page would: a summary at the top, which gets the focus, and a message at each field. */
export function showErrors(summary: HTMLElement, errors: readonly FieldError[]): void {
  clearErrors(summary);
  document.title = `Error: ${title}`;
  for (const { field, message } of errors) markField(field, message);

  const list = element("ul", "nhsuk-list nhsuk-error-summary__list");
  list.append(...errors.map(entry));
  const body = element("div", "nhsuk-error-summary__body");
  body.append(list);
  const heading = element("h2", "nhsuk-error-summary__heading");
  heading.textContent = "There is a problem";
  const alert = element("div");
  alert.setAttribute("role", "alert");
  alert.append(heading, body);
  const box = element("div", "nhsuk-error-summary");
  box.tabIndex = -1;
  box.append(alert);
  summary.replaceChildren(box);
  box.focus();
}

export function clearErrors(summary: HTMLElement): void {
  document.title = title;
  summary.replaceChildren();
  for (const group of document.querySelectorAll(".nhsuk-form-group--error")) group.classList.remove("nhsuk-form-group--error");
  for (const field of document.querySelectorAll(".nhsuk-input--error, .nhsuk-textarea--error, .nhsuk-select--error")) {
    field.classList.remove("nhsuk-input--error", "nhsuk-textarea--error", "nhsuk-select--error");
  }
  for (const message of document.querySelectorAll(".nhsuk-form-group > .nhsuk-error-message, .nhsuk-fieldset > .nhsuk-error-message")) message.remove();
}

function entry({ field, message }: FieldError): HTMLLIElement {
  const item = element("li");
  const target = field === "" ? null : document.getElementById(field);
  if (!target) {
    item.textContent = message;
    return item;
  }
  const link = element("a");
  link.href = `#${field}`;
  link.textContent = message;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    (target.closest(".nhsuk-form-group") ?? target).scrollIntoView();
    target.focus({ preventScroll: true });
  });
  item.append(link);
  return item;
}

function markField(field: string, message: string): void {
  const input = field === "" ? null : document.getElementById(field);
  const group = input?.closest<HTMLElement>(".nhsuk-form-group");
  if (!input || !group) return;
  const more = group.closest("details");
  if (more) more.open = true;

  group.classList.add("nhsuk-form-group--error");
  for (const kind of ["input", "textarea", "select"]) {
    if (input.classList.contains(`nhsuk-${kind}`)) input.classList.add(`nhsuk-${kind}--error`);
  }
  const there = document.getElementById(`${field}-error`);
  if (there) {
    there.append(`. ${message}`);
    return;
  }
  const hidden = element("span", "nhsuk-u-visually-hidden");
  hidden.textContent = "Error: ";
  const said = element("span", "nhsuk-error-message");
  said.id = `${field}-error`;
  said.append(hidden, message);
  // A radio's own hint is not its group's.
  const before = [":scope > .nhsuk-hint", "legend", "label"].map((name) => group.querySelector(name)).find((found) => found !== null);
  before?.after(said);

  const described = group.querySelector("fieldset") ?? input;
  const words = new Set((described.getAttribute("aria-describedby") ?? "").split(" ").filter((word) => word !== ""));
  described.setAttribute("aria-describedby", [...words.add(said.id)].join(" "));
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className = ""): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
