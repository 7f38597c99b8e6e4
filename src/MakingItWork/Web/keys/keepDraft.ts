import { send, sendLast } from "./send";

const SOON = 800;
const FIELDS = ["TypeCode", "Severity", "Likelihood", "Reason", "Message", "UrgencyReason"];

/** Keeps what is entered for a report on the server, for this person alone, so that a session that ends loses nothing. */
export function keepDraft(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-keeps-draft]");
  const address = form?.dataset["keepsDraft"];
  if (!form || !address) return;
  const message = document.querySelector<HTMLTextAreaElement>("#Message");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = JSON.stringify(entered());

  function entered(): Record<string, string> {
    const all = new FormData(form!);
    if (message) all.set("Message", message.value);
    return Object.fromEntries(FIELDS.map((name) => [name, String(all.get(name) ?? "")]));
  }

  async function keep(): Promise<void> {
    clearTimeout(timer);
    const now = entered();
    const text = JSON.stringify(now);
    if (text === kept) return;
    const answer = await send(address!, now, true);
    if (answer?.ok) kept = text;
  }

  function keepNow(without?: string): void {
    clearTimeout(timer);
    const now = entered();
    const text = JSON.stringify(now);
    if (text === kept) return;
    kept = text;
    sendLast(address!, without ? { ...now, [without]: "" } : now);
  }

  for (const sign of ["input", "change"]) {
    document.addEventListener(sign, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void keep(), SOON);
    });
  }
  // Before the page goes, whatever led to it. A message that is being sent is no draft any more.
  document.addEventListener("submit", (event) => keepNow(event.target instanceof HTMLFormElement && event.target.id === "ask" ? "Message" : undefined));
  window.addEventListener("pagehide", () => keepNow());
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepNow(); });
}
