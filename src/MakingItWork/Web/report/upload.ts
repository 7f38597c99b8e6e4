export interface FieldError {
  /** Name of the field; empty for the whole report. */
  field: string;
  message: string;
}

export type Outcome =
  | { kind: "accepted"; next: string }
  | { kind: "refused"; errors: FieldError[]; key: string | undefined }
  /** Nothing is known to be saved, and the same report may be sent again under the same key. */
  | { kind: "later"; connected: boolean; seconds: number | undefined };

/** So long without a byte in either direction, in milliseconds, and the connection counts as lost. */
const silence = 60_000;

const unreadable = "What you sent could not be read, so nothing was saved. Load the page again and send it once more";
const tooLarge = "The pictures are too large together, so nothing was saved. Remove one and send the report again";

/** Sends the report once. XMLHttpRequest, because fetch cannot say how much has been sent. */
export function upload(address: string, report: FormData, progress: (share: number) => void, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let quiet = setTimeout(() => request.abort(), silence);
    const heard = () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => request.abort(), silence);
    };
    const lost = () => resolve({ kind: "later", connected: false, seconds: undefined });

    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      heard();
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("error", lost);
    request.addEventListener("abort", lost);
    request.addEventListener("load", () => resolve(outcome(request)));
    request.addEventListener("loadend", () => clearTimeout(quiet));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(report);
  });
}

function outcome(request: XMLHttpRequest): Outcome {
  const answer = parsed(request.responseText);
  if (request.status === 200 && typeof answer?.next === "string" && answer.next.startsWith("/report/sent")) {
    return { kind: "accepted", next: answer.next };
  }
  if (request.status === 422 && Array.isArray(answer?.errors)) {
    return { kind: "refused", errors: answer.errors as FieldError[], key: typeof answer.key === "string" ? answer.key : undefined };
  }
  if (request.status === 413) return refused(tooLarge);
  if (request.status >= 400 && request.status < 500 && request.status !== 408 && request.status !== 429) return refused(unreadable);
  // Also a hospital's sign-on page in the way, which answers anything with a page of its own.
  const seconds = Number(request.getResponseHeader("Retry-After"));
  return { kind: "later", connected: true, seconds: seconds > 0 ? seconds : undefined };
}

function refused(message: string): Outcome {
  return { kind: "refused", errors: [{ field: "", message }], key: undefined };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
