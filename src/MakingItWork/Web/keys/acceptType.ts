/** "Use this type" fills in the type without loading the page again. */
export function acceptType(): void {
  const type = document.querySelector<HTMLSelectElement>("#TypeCode");
  const buttons = document.querySelectorAll<HTMLButtonElement>("button[data-accept]");
  if (!type || buttons.length === 0) return;
  const said = document.createElement("div");
  said.setAttribute("role", "status");
  said.className = "nhsuk-body-s miw-accepted";
  type.after(said);
  for (const button of buttons) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      type.value = button.dataset["accept"] ?? "";
      type.dispatchEvent(new Event("change", { bubbles: true }));
      said.textContent = `Type chosen: ${type.selectedOptions[0]?.textContent?.trim() ?? ""}`;
    });
  }
  type.addEventListener("input", () => { said.textContent = ""; });
}
