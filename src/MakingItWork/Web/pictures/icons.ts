const shapes = {
  cover: "M3 6h18v12H3z",
  outline: "M3 5h18v14H3z M6 8v8h12V8z",
  undo: "M9 4 3 10l6 6v-4h6a3 3 0 0 1 0 6h-4v3h4a6 6 0 0 0 0-12H9z",
  redo: "m15 4 6 6-6 6v-4H9a3 3 0 0 0 0 6h4v3H9A6 6 0 0 1 9 9h6z",
  plus: "M10.5 4h3v6.5H20v3h-6.5V20h-3v-6.5H4v-3h6.5z",
  minus: "M4 10.5h16v3H4z",
  fit: "M3 3h7v3H6v4H3zM14 3h7v7h-3V6h-4zM3 14h3v4h4v3H3zM18 14h3v7h-7v-3h4z",
  remove: "m5.6 3.5 6.4 6.4 6.4-6.4 2.1 2.1-6.4 6.4 6.4 6.4-2.1 2.1-6.4-6.4-6.4 6.4-2.1-2.1 6.4-6.4-6.4-6.4z",
  earlier: "M15 4v16L5 12z",
  later: "M9 4v16l10-8z",
  file: "M3 5h7l2 2h9v12H3z",
  paste: "M8 3h8v2h4v16H4V5h4zm1.5 1.5v2h5v-2z M7 10v2h10v-2zm0 4v2h10v-2z",
  camera: "M8 4h8l1.5 3H22v13H2V7h4.500zM12 9a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9z",
  screen: "M2 4h20v13h-8v2h3v2H7v-2h3v-2H2zm2 2v9h16V6z",
} as const;

export type Icon = keyof typeof shapes;

/** Drawn in the colour of the words beside it, which name it. */
export function icon(name: Icon): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "miw-icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", shapes[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** A button with an icon; `name` if what is seen does not say enough by itself. */
export function iconButton(shape: Icon, words: string, classes: string, name?: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = classes;
  button.append(icon(shape));
  if (words) {
    const text = document.createElement("span");
    text.textContent = words;
    button.append(text);
  }
  if (name) button.setAttribute("aria-label", name);
  return button;
}
