// The link can be selected and copied by hand without this file.
const link = document.querySelector<HTMLTextAreaElement>("#link");
const button = document.querySelector<HTMLButtonElement>("#copy-link");
const said = document.querySelector<HTMLElement>("#copy-status");

if (link && button && said) {
  link.addEventListener("focus", () => link.select());

  // The clipboard is open to scripts only on https and localhost.
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(link.value).then(
        () => (said.textContent = "Link copied."),
        () => (said.textContent = "The link could not be copied. Select it and copy it by hand."),
      );
    });
  }
}

export {};
