/** Puts the link in the page on the clipboard, where the browser lets a script do so: on https and localhost. */
export function copyButton(): void {
  const link = document.querySelector<HTMLTextAreaElement>("#link");
  const button = document.querySelector<HTMLButtonElement>("#copy-link");
  const said = document.querySelector<HTMLElement>("#copy-status");
  if (!link || !button || !said) return;
  link.addEventListener("focus", () => link.select());
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(link.value).then(
      () => (said.textContent = "Link copied."),
      () => (said.textContent = "The link could not be copied. Select it and copy it by hand."),
    );
  });
}
