// The queue that is left open: says how many reports came, and moves nothing until the reader asks for it.

const EVERY = 20_000;
const ASKED = "queue-asked-for-new";

interface News {
  came: number;
  words: string;
  counts: Record<string, number>;
}

export function watchQueue(): void {
  const place = document.getElementById("new-reports");
  if (place && asked()) arrive();
  const since = place?.dataset["since"];
  if (!place || !since) return;
  const address = `/triage/queue/changes?since=${since}&${place.dataset["query"] ?? ""}`;
  let shown = "";

  const ask = async (): Promise<void> => {
    if (document.hidden) return;
    try {
      // the header keeps this from counting as use: a computer left alone is still signed out
      const answer = await fetch(address, { headers: { Background: "1" }, cache: "no-store", redirect: "manual" });
      if (answer.ok) tell((await answer.json()) as News);
    } catch {
      // no connection: asked again in a while
    }
  };

  const tell = (news: News): void => {
    for (const count of document.querySelectorAll<HTMLElement>("[data-count]")) {
      const number = news.counts[count.dataset["count"] ?? ""];
      if (number !== undefined) count.textContent = number.toLocaleString("en-GB");
    }
    if (news.came === 0 || news.words === shown) return;
    shown = news.words;
    const words = document.createElement("p");
    words.textContent = `${news.words}.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nhsuk-button nhsuk-button--small";
    button.id = "show-new";
    button.textContent = news.came === 1 ? "Show it" : "Show them";
    button.addEventListener("click", () => show(place.dataset["query"] ?? ""));
    const focused = place.contains(document.activeElement);
    place.replaceChildren(words, button);
    if (focused) button.focus();
  };

  setInterval(() => void ask(), EVERY);
  document.addEventListener("visibilitychange", () => void ask());
}

// The whole list anew: where a new report stands among the others is the server's word.
function show(query: string): void {
  try {
    sessionStorage.setItem(ASKED, "yes");
  } catch {
    // storage is switched off: the focus is then where the browser puts it
  }
  if (location.pathname === "/triage" && location.search.slice(1) === query) location.reload();
  else location.assign(`/triage?${query}`);
}

// The button is gone with the old page. The reader goes on at the sentence above the list, which says how many wait.
function arrive(): void {
  const sentence = document.querySelector<HTMLElement>("#waiting, #found, #none, #empty");
  if (!sentence) return;
  sentence.tabIndex = -1;
  sentence.focus();
}

function asked(): boolean {
  try {
    const yes = sessionStorage.getItem(ASKED) !== null;
    sessionStorage.removeItem(ASKED);
    return yes;
  } catch {
    return false;
  }
}
