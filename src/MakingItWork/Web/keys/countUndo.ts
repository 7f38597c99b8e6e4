const SECONDS = 10;

/**
 * Shows for ten seconds how fresh the last act is, beside its undo button. The button stays: it works for as long as the
 * server allows. Screen readers hear the button, and no seconds.
 */
export function countUndo(): void {
  const button = document.querySelector<HTMLButtonElement>(".nhsuk-notification-banner button[data-key='u']");
  if (!button) return;
  const left = document.createElement("span");
  left.className = "miw-seconds";
  left.setAttribute("aria-hidden", "true");
  button.append(left);
  const until = Date.now() + SECONDS * 1000;
  const tick = () => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    if (seconds > 0) {
      left.textContent = ` ${seconds}`;
      setTimeout(tick, 250);
    } else {
      left.remove();
    }
  };
  tick();
}
