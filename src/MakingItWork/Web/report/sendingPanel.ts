/** What the reporter sees and hears while a report is on its way. The elements stand in the page, hidden. */
export function sendingPanel(form: HTMLFormElement) {
  const panel = find(form, "#sending");
  const said = find(form, "#sending-said");
  const bar = find(form, "#sending-bar") as HTMLProgressElement;
  const choices = find(form, "#sending-choices");
  const again = find(form, "#try-again");

  /** @param choice Nothing can be chosen, only going back to the report, or also trying at once. */
  function show(text: string, share: number | null, choice: "none" | "back" | "again"): void {
    panel.hidden = false;
    // The same words again would be read out again.
    if (said.textContent !== text) said.textContent = text;
    bar.hidden = share === null;
    if (share !== null) bar.value = share;
    choices.hidden = choice === "none";
    again.hidden = choice !== "again";
  }

  return {
    preparing: (reading: boolean) =>
      show(reading ? "Looking for patient details in the picture. It is sent when they are covered." : "Preparing your report.", null, reading ? "back" : "none"),
    sending: (share: number) => show("Sending your report.", share, "none"),
    accepted: () => show("Your report is sent.", 1, "none"),
    waiting: (connected: boolean) =>
      show(
        connected
          ? "Not sent yet: the service is busy or being restarted. We keep trying, and your report stays on this page."
          : "Not sent yet: no connection. We keep trying, and your report stays on this page. You can also press Try again.",
        null,
        "again",
      ),
    hide: () => {
      panel.hidden = true;
      said.textContent = "";
    },
    onTryAgain: (listener: () => void) => again.addEventListener("click", listener),
    onChange: (listener: () => void) => find(form, "#change-report").addEventListener("click", listener),
  };
}

function find(form: HTMLElement, selector: string): HTMLElement {
  const found = form.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
