import type { PictureBook, PreparedPicture } from "../pictures/pictureBook";
import { pack, unpack } from "./parcel";
import { canKeep, prune, vault } from "./vault";

/** After the last change, in milliseconds. */
const soon = 700;
/** Burning covers in takes time: not while somebody still draws. */
const pictureSoon = 1500;
/** Fields that are no part of what somebody typed. */
const apart = new Set(["pictures", "PictureNotes", "Kept", "Remove", "SameAs"]);

export interface DraftKeeper {
  /** A send begins: whoever finds this draft again may find it sent. */
  sending(): void;
  /** The report is safe, and nothing of it stays here. */
  wipe(): Promise<void>;
}

/**
 * Keeps the unsent report on this device for an hour, sealed with a key that only this tab has, and puts it back when the
 * tab comes back: after a reload, a lost network, a closed window.
 * @param resumed Called when the draft that was put back had been on its way.
 * @param put Called after fields were filled by the draft or emptied by "Discard".
 */
export function draft(form: HTMLFormElement, book: PictureBook, resumed: () => void, put: () => void): DraftKeeper {
  const notice = document.getElementById("draft");
  const promise = document.getElementById("draft-promise");
  const empty = JSON.stringify(typed(form));
  if (!canKeep) {
    window.addEventListener("beforeunload", (event) => {
      if (book.count > 0 || JSON.stringify(typed(form)) !== empty) event.preventDefault();
    });
    return { sending: () => {}, wipe: () => Promise.resolve() };
  }
  const box = vault();
  let pictures: PreparedPicture[] = [];
  /** The key of the report that was last on its way. Once something is changed the form has another. */
  let onItsWay = "";
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pictureTimer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = restore();

  if (promise) promise.hidden = false;
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  book.onChange(() => {
    clearTimeout(pictureTimer);
    pictureTimer = setTimeout(() => void takePictures(), pictureSoon);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") write();
  });
  document.getElementById("discard")?.addEventListener("click", () => void discard());

  function save(): void {
    clearTimeout(timer);
    timer = setTimeout(write, soon);
  }

  /** One after the other, so that the last one written is the last one typed. */
  function write(): void {
    clearTimeout(timer);
    writing = writing.then(async () => {
      if (over) return;
      const fields = typed(form);
      if (pictures.length === 0 && JSON.stringify(fields) === empty) return box.wipe();
      await box.save(await pack({ fields: { ...fields, IdempotencyKey: keyOf(form).value }, sending: onItsWay === keyOf(form).value, pictures }));
    }).catch(() => {
      // No room, or storage is switched off: the page still holds the report.
    });
  }

  /** Only pictures that have been looked at: what is not covered yet is not kept. */
  async function takePictures(): Promise<void> {
    if (book.busy) {
      pictureTimer = setTimeout(() => void takePictures(), pictureSoon);
      return;
    }
    try {
      pictures = await book.prepare();
    } catch {
      return;
    }
    write();
  }

  async function restore(): Promise<void> {
    try {
      await prune();
      const kept = await box.open();
      if (!kept) return;
      const found = unpack(kept.bytes);
      // Somebody was quicker: what is typed now comes before what was typed then.
      if (JSON.stringify(typed(form)) !== empty || book.count > 0) return;
      fill(form, found.fields);
      pictures = found.pictures;
      await book.restore(found.pictures);
      if (found.sending && found.fields["IdempotencyKey"]) {
        keyOf(form).value = found.fields["IdempotencyKey"];
        onItsWay = keyOf(form).value;
        resumed();
      }
      tell(kept.savedAt, found.sending);
      put();
    } catch {
      await box.wipe().catch(() => {});
    }
  }

  function tell(savedAt: Date, wasSending: boolean): void {
    const said = document.getElementById("draft-said");
    if (!notice || !said) return;
    const time = savedAt.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    notice.hidden = false;
    said.textContent = wasSending
      ? `Your report from ${time} may not have been sent. It is back on this page: press Send report. If it did arrive, it is not counted twice.`
      : `Your unsent report from ${time} is back on this page.`;
  }

  async function discard(): Promise<void> {
    clearTimeout(timer);
    await writing;
    await box.wipe().catch(() => {});
    form.reset();
    book.clear();
    pictures = [];
    fill(form, JSON.parse(empty) as Record<string, string>);
    put();
    clearTimeout(timer);
    if (notice) notice.hidden = true;
    const said = document.getElementById("draft-status");
    if (said) said.textContent = "Discarded. Nothing of that report is kept on this computer.";
    document.querySelector<HTMLElement>("h1")?.focus();
  }

  return {
    sending() {
      onItsWay = keyOf(form).value;
      write();
    },
    async wipe() {
      over = true;
      clearTimeout(timer);
      clearTimeout(pictureTimer);
      await writing;
      await box.wipe().catch(() => {});
    },
  };
}

function keyOf(form: HTMLFormElement): HTMLInputElement {
  return form.elements.namedItem("IdempotencyKey") as HTMLInputElement;
}

/** Everything that somebody may have typed or chosen. */
function typed(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !apart.has(name) && name !== "IdempotencyKey") fields[name] = value;
  }
  return fields;
}

function fill(form: HTMLFormElement, fields: Record<string, string>): void {
  for (const field of Array.from(form.elements)) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) continue;
    const value = fields[field.name];
    if (value === undefined || field.name === "IdempotencyKey") continue;
    if (field instanceof HTMLInputElement && field.type === "radio") field.checked = field.value === value;
    else if (field.value !== value) field.value = value;
  }
  // Counters, checks and lines that depend on the fields look again.
  (form.elements.namedItem("Description") as HTMLElement).dispatchEvent(new Event("input", { bubbles: true }));
}
