import { copyButton } from "./report/copyButton";

// The link can be selected and copied by hand without this file.
copyButton();

const link = document.querySelector<HTMLTextAreaElement>("#link");
const known = document.querySelector<HTMLElement>("#known");

/** Seconds to wait before asking again what is known; a picture takes a few seconds to be read. */
const waits = [1, 2, 3, 4, 5, 8, 12, 15, 20, 30];

if (link && known?.dataset["settled"] === "false") void ask(known, link.dataset["secret"] ?? "");

async function ask(place: HTMLElement, secret: string): Promise<void> {
  for (const wait of waits) {
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    try {
      const answer = await fetch("/report/sent?handler=Known", { method: "POST", body: new URLSearchParams({ secret }) });
      if (answer.status === 200) {
        place.innerHTML = await answer.text();
        place.dataset["settled"] = "true";
        return;
      }
    } catch {
      // The private link shows the same later.
    }
  }
}

// A page that the browser keeps whole must not show the link again to whoever goes back to it.
window.addEventListener("pagehide", () => document.getElementById("sent")?.remove());
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
