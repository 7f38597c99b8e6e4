// Lays one picture over another. Without this file they stand side by side.

export function overlays(): void {
  document.querySelectorAll<HTMLElement>("[data-overlay]").forEach(start);
}

function start(overlay: HTMLElement): void {
  const over = overlay.querySelector<HTMLElement>(".miw-overlay__over");
  const share = overlay.querySelector<HTMLInputElement>("input[type=range]");
  if (!over || !share) return;
  const show = (): void => {
    const fades = overlay.querySelector<HTMLInputElement>("input[value=fade]")?.checked === true;
    over.style.opacity = fades ? String(share.valueAsNumber / 100) : "1";
    over.style.clipPath = fades ? "none" : `inset(0 ${100 - share.valueAsNumber}% 0 0)`;
    share.setAttribute("aria-valuetext", `${share.value}%`);
  };
  overlay.addEventListener("input", show);
  overlay.hidden = false;
  show();
}
