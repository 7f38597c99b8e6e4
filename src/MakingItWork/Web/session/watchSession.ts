// A shared computer that is left alone: a warning before somebody is signed out, and a cover over the page after it.
// What was typed stays on the page, and typing counts as use although it asks nothing of the server.

const KEY = "miw-last-use";
const MINUTE = 60_000;
const TICK = 5_000;

export function watchSession(): void {
  const idle = Number(document.body.dataset["idleMinutes"] ?? 0) * MINUTE;
  const person = document.body.dataset["person"];
  if (!idle || !person) return;
  new Session(idle, person).start();
}

class Session {
  private lastAsked = Date.now();
  private dialog: HTMLDialogElement | null = null;
  private over = false;

  constructor(
    private readonly idle: number,
    private readonly person: string,
  ) {}

  start(): void {
    this.used();
    for (const sign of ["keydown", "pointerdown", "input"]) {
      document.addEventListener(sign, () => { if (!this.dialog) this.used(); }, { passive: true });
    }
    // timers stand still while a computer sleeps: look as soon as somebody is back
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), TICK);
  }

  /** Other tabs of the same person count too. */
  private used(): void {
    try {
      localStorage.setItem(KEY, String(Date.now()));
    } catch {
      this.fallback = Date.now();
    }
  }

  private fallback = Date.now();

  private lastUse(): number {
    try {
      return Math.max(Number(localStorage.getItem(KEY) ?? 0), this.fallback);
    } catch {
      return this.fallback;
    }
  }

  private look(): void {
    const unused = Date.now() - this.lastUse();
    const warning = Math.min(2 * MINUTE, this.idle / 2);
    if (this.over) return;
    if (unused >= this.idle) return this.cover();
    if (unused >= this.idle - warning) return this.warn(Math.max(1, Math.round(warning / MINUTE)));
    if (this.dialog) this.close();
    if (Date.now() - this.lastAsked > MINUTE && unused < MINUTE) void this.ask();
  }

  private warn(minutes: number): void {
    if (this.dialog) return;
    this.show(
      "You will be signed out soon",
      `Nobody has used this page for a while. In about ${minutes} ${minutes === 1 ? "minute" : "minutes"} you are signed out, because computers on wards are shared. What you typed stays on this page.`,
      "Stay signed in",
    );
  }

  private cover(): void {
    this.over = true;
    this.close();
    document.body.classList.add("miw-covered-page");
    this.show(
      "You have been signed out",
      "What you typed is still on this page, covered. Sign in again in another tab, come back here and go on.",
      "Go on",
      true,
    );
  }

  private async goOn(): Promise<void> {
    if (await this.ask()) {
      this.over = false;
      document.body.classList.remove("miw-covered-page");
      this.used();
      this.close();
    } else if (!this.over) {
      this.cover();
    } else {
      this.dialog?.querySelector("[role=status]")?.replaceChildren("You are not signed in yet. Use the link above.");
    }
  }

  /** Keeps the session, and asks whose it is: another person must never see this page. */
  private async ask(): Promise<boolean> {
    this.lastAsked = Date.now();
    try {
      const answer = await fetch("/account/stay", { redirect: "manual", cache: "no-store" });
      if (!answer.ok) return false;
      if ((await answer.text()) === this.person) return true;
      location.replace("/sign-in");
      return false;
    } catch {
      return false;
    }
  }

  private show(heading: string, text: string, button: string, link = false): void {
    const dialog = document.createElement("dialog");
    dialog.className = "miw-session";
    dialog.setAttribute("aria-labelledby", "session-heading");
    const title = document.createElement("h2");
    title.id = "session-heading";
    title.textContent = heading;
    const words = document.createElement("p");
    words.textContent = text;
    const go = document.createElement("button");
    go.className = "nhsuk-button nhsuk-u-margin-bottom-3";
    go.type = "button";
    go.id = "session-go-on";
    go.textContent = button;
    go.addEventListener("click", () => void this.goOn());
    const status = document.createElement("div");
    status.setAttribute("role", "status");
    dialog.append(title, words);
    if (link) {
      const line = document.createElement("p");
      const open = document.createElement("a");
      open.href = "/sign-in";
      open.target = "_blank";
      open.rel = "noopener";
      open.textContent = "Sign in (opens in a new tab)";
      line.append(open);
      dialog.append(line);
    }
    dialog.append(go, status);
    // Escape would uncover the page
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (!this.over) void this.goOn();
    });
    document.body.append(dialog);
    this.dialog = dialog;
    dialog.showModal();
  }

  private close(): void {
    this.dialog?.remove();
    this.dialog = null;
  }
}
