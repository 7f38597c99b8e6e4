// The link can be selected and copied by hand without this file.
const link = document.querySelector<HTMLTextAreaElement>("#link");
const button = document.querySelector<HTMLButtonElement>("#copy-link");
const status = document.getElementById("copy-status");

if (link && button && status) {
  link.addEventListener("focus", () => link.select());

  // The clipboard is open to scripts only on https and localhost.
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(link.value).then(
        () => (status.textContent = "Link copied."),
        () => (status.textContent = "The link could not be copied. Select it and copy it by hand."),
      );
    });
  }
}
