import { maskText } from "../read/reading";

interface Similar {
  reference: string;
  product: string;
  others: number;
  organisations: number;
  words: string[];
}

/** After the last key press, in milliseconds. */
const pause = 1000;
/** As many as a sentence that the server would compare. */
const fewestWords = 4;

/**
 * While somebody types, asks whether others reported something like it. What leaves the page is masked first; if this
 * browser cannot mask, nothing is asked.
 */
export function others(form: HTMLFormElement, send: () => void) {
  const description = form.elements.namedItem("Description") as HTMLTextAreaElement;
  const product = form.elements.namedItem("Product") as HTMLInputElement;
  const screen = form.elements.namedItem("Screen") as HTMLInputElement;
  const sameAs = form.elements.namedItem("SameAs") as HTMLInputElement;
  const panel = document.getElementById("others");
  const said = document.getElementById("others-said");
  const status = document.getElementById("others-status");
  const different = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | null = null;
  let asked = "";
  let shown: Similar | null = null;

  for (const field of [description, product, screen]) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), pause);
    });
  }
  document.getElementById("not-the-same")?.addEventListener("click", () => {
    if (shown) different.add(shown.reference);
    show(null);
    description.focus();
  });
  document.getElementById("me-too")?.addEventListener("click", () => {
    if (!shown) return;
    sameAs.value = shown.reference;
    if (product.value.trim() === "") product.value = shown.product;
    send();
  });

  async function ask(): Promise<void> {
    const question = `${product.value}\n${screen.value}\n${description.value}`;
    if (question === asked) return;
    asked = question;
    asking?.abort();
    if (description.value.trim().split(/\s+/).length < fewestWords) return show(null);
    asking = new AbortController();
    try {
      const [text, where] = await Promise.all([maskText(description.value), maskText(screen.value)]);
      const answer = await fetch("/api/v1/similar", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text, product: product.value, screen: where }),
        signal: asking.signal,
      });
      if (question !== asked) return;
      show(answer.status === 200 ? ((await answer.json()) as Similar) : null);
    } catch {
      // Not a word about it: the report is sent all the same.
    }
  }

  function show(found: Similar | null): void {
    if (!panel || !said || !status) return;
    const before = shown?.reference;
    shown = found && !different.has(found.reference) ? found : null;
    panel.hidden = shown === null;
    if (shown === null) {
      status.textContent = "";
      return;
    }
    const strong = document.createElement("strong");
    strong.textContent = `${shown.others === 1 ? "1 other" : `${shown.others} others`} reported something like this`;
    const where = ` in ${shown.product}${shown.organisations > 1 ? `, at ${shown.organisations} organisations` : ""}.`;
    const words = shown.words.length > 0 ? ` It is about the same words: ${shown.words.join(", ")}.` : "";
    said.replaceChildren(strong, where, words, " Is it the same problem?");
    // Said once for a problem, not at each word that is typed.
    if (before !== shown.reference) status.textContent = `${strong.textContent}${where} Below the description you can say that it is the same problem.`;
  }

  return {
    /** The report did not go: what is sent next is not "me too" unless that is pressed again. */
    reset(): void {
      sameAs.value = "";
    },
  };
}
