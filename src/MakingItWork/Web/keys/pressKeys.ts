// The smallest thing that obeys the page's own words for its keys: data-key on a button, link or field.

/** One listener for the page. Keys do nothing while somebody types or holds a modifier key. */
export function pressKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
    const wanted = [...document.querySelectorAll<HTMLElement>("[data-key]")].find((element) => element.dataset["key"] === event.key && element.getClientRects().length > 0);
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input, select, textarea")) wanted.focus();
    else wanted.click();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=range])"));
}
