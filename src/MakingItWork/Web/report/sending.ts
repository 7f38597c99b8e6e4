import { PictureTrouble, type PictureBook } from "../pictures/pictureBook";
import { clearErrors, showErrors } from "./errors";
import { freshKey } from "./key";
import { sendingPanel } from "./sendingPanel";
import { upload, type FieldError } from "./upload";

/** Waits between attempts, in seconds; the last one repeats. */
const waits = [2, 4, 8, 15, 30];

export interface Hooks {
  /** The report is on its way: it may be that the browser is closed before it has arrived. */
  started(): void;
  /** It did not go: it was refused, or its reporter wants to change it. */
  stopped(): void;
  /** The report is safe. All that this device holds of it goes before the page does. */
  accepted(): Promise<void>;
}

export interface Sending {
  /** The report in the form was on its way before this page was loaded: under its key the server may have it. */
  resumed(): void;
}

/**
 * Sends the form without leaving the page until the server has the report. A send that fails is repeated by itself,
 * with the same content under the same key, so that the server takes it once.
 */
export function sending(form: HTMLFormElement, fields: HTMLElement, summary: HTMLElement, book: PictureBook, hooks: Hooks): Sending {
  const key = form.elements.namedItem("IdempotencyKey") as HTMLInputElement;
  const panel = sendingPanel(form);
  let underWay: AbortController | null = null;
  let attempted = false;
  let again = () => {};

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (underWay) again();
    else void send();
  });
  panel.onTryAgain(() => again());
  panel.onChange(() => underWay?.abort());
  window.addEventListener("online", () => again());
  window.addEventListener("beforeunload", (event) => {
    if (underWay) event.preventDefault();
  });

  // Changed after it was sent, it is another report: under the old key the server would take it for a repeat.
  const changed = () => {
    if (!attempted || underWay) return;
    attempted = false;
    key.value = freshKey();
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  book.onChange(changed);

  async function send(): Promise<void> {
    const missing = whatIsMissing(form, book);
    if (missing.length > 0) {
      hooks.stopped();
      return showErrors(summary, missing);
    }
    clearErrors(summary);
    const stop = new AbortController();
    underWay = stop;
    hold(true);
    try {
      panel.preparing(book.busy);
      const report = await Promise.race([content(form, book), stopped(stop.signal)]);
      if (report) await repeat(report, stop.signal);
    } catch (trouble) {
      const message = trouble instanceof PictureTrouble ? trouble.message : "A picture could not be made ready, so nothing was sent. Remove it and add it again";
      showErrors(summary, [{ field: "pictures", message }]);
    } finally {
      underWay = null;
      hold(false);
      panel.hide();
      hooks.stopped();
    }
  }

  async function repeat(report: FormData, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      attempted = true;
      hooks.started();
      panel.sending(0);
      const outcome = await upload(form.action, report, panel.sending, signal);
      if (signal.aborted) return;
      if (outcome.kind === "accepted") {
        panel.accepted();
        // The confirmation is owed to the reporter even if this browser's storage hangs.
        await Promise.race([hooks.accepted(), new Promise((resolve) => setTimeout(resolve, 3000))]);
        underWay = null;
        // Not a new entry in the history: "back" must not lead to the form that was sent.
        location.replace(outcome.next);
        await new Promise(() => {});
      }
      if (outcome.kind === "refused") {
        if (outcome.key) key.value = outcome.key;
        return showErrors(summary, outcome.errors);
      }
      if (outcome.kind === "later") {
        const seconds = outcome.seconds ?? waits[Math.min(failures++, waits.length - 1)]!;
        panel.waiting(outcome.connected);
        await pause(seconds, signal);
      }
    }
  }

  /** Until the time is over, somebody presses "Try again", or the network is back. */
  function pause(seconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      again = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener("abort", again, { once: true });
    });
  }

  /** While it is on its way nothing in it can be changed; the button stays where the focus is. */
  function hold(on: boolean): void {
    fields.inert = on;
    form.querySelector("#send")?.setAttribute("aria-disabled", String(on));
  }

  return {
    resumed: () => {
      attempted = true;
    },
  };
}

async function content(form: HTMLFormElement, book: PictureBook): Promise<FormData> {
  const pictures = await book.prepare();
  const report = new FormData(form);
  report.delete("pictures");
  for (const { file } of pictures) report.append("pictures", file);
  report.set("PictureNotes", JSON.stringify(pictures.map(({ notes }) => notes)));
  return report;
}

function stopped(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(null), { once: true }));
}

/** What the server would refuse after a long upload. Its words stand at the fields. */
function whatIsMissing(form: HTMLFormElement, book: PictureBook): FieldError[] {
  const errors: FieldError[] = [];
  const kept = form.querySelectorAll<HTMLInputElement>("input[name=Remove]:not(:checked)").length;
  const sameAs = (form.elements.namedItem("SameAs") as HTMLInputElement | null)?.value ?? "";
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-missing]:not([data-missing=""])')) {
    const elsewhere = field.name === "Description" && (book.count + kept > 0 || sameAs !== "");
    if (field.value.trim() === "" && !elsewhere) errors.push({ field: field.id, message: field.dataset["missing"]! });
  }
  return errors;
}
