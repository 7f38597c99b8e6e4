/** How long a second press of the button is ignored, in milliseconds. */
const patience = 10_000;

/**
 * Stops an impatient second press from sending the report twice, and gives the report a key by which the server
 * recognises a repeat. The lock opens again by itself: a stopped or failed send must never leave a report unsendable.
 */
export function submitOnce(form: HTMLFormElement, key: HTMLInputElement): void {
  let locked = false;
  let sent = cameBack();
  if (key.value === "") key.value = freshKey();

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (locked) {
      event.preventDefault();
      return;
    }
    sent = true;
    lock(true);
    setTimeout(() => lock(false), patience);
  });

  // Changed after it was sent, it is another report: under the old key the server would take it for a repeat.
  const changed = (event: Event) => {
    if (!sent || event.target === key) return;
    sent = false;
    key.value = freshKey();
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) lock(false);
  });

  // Not the disabled attribute: a disabled button would drop out of what is sent.
  function lock(on: boolean): void {
    locked = on;
    for (const button of form.querySelectorAll("button:not([type=button])")) {
      button.setAttribute("aria-disabled", String(on));
    }
  }
}

function cameBack(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming && navigation.type === "back_forward";
}

// crypto.randomUUID exists only on https and localhost; a hospital's own network may use neither.
function freshKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
