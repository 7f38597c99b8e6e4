import { send, sendLast } from "./send";

const EVERY = 15_000;

interface Other {
  name: string;
  since: string;
}

/** Says that this report is open here, and shows who else has it open. */
export function seeOthers(): void {
  const place = document.querySelector<HTMLElement>("[data-report-open]");
  const address = place?.dataset["reportOpen"];
  if (!place || !address) return;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function beat(): Promise<void> {
    clearTimeout(timer);
    timer = setTimeout(() => void beat(), EVERY);
    const answer = await send(address!, {}, true);
    if (answer?.ok) show((await answer.json()) as Other[]);
  }

  function show(others: Other[]): void {
    const said = others.map((other) => `${other.name} has this report open since ${other.since}.`).join(" ");
    if (place!.textContent === said) return;
    place!.textContent = said;
    place!.className = said ? "nhsuk-inset-text miw-others" : "nhsuk-u-margin-bottom-0";
  }

  window.addEventListener("pagehide", () => {
    clearTimeout(timer);
    sendLast(address, { leaves: "true" });
  });
  window.addEventListener("pageshow", () => void beat());
  // timers of a page in the background stand still or slow down
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") void beat(); });
}
