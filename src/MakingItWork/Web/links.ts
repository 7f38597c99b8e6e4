import { comboboxes } from "./report/combobox";
import { copyButton } from "./report/copyButton";

// Links can be made, copied by hand and printed without this file.
comboboxes();
copyButton();

const print = document.querySelector<HTMLButtonElement>("#print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
