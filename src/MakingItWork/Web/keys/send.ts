/** What proves that a request comes from a page of ours; every signed-in page has one. */
export function token(): string {
  return document.querySelector<HTMLInputElement>("input[name=__RequestVerificationToken]")?.value ?? "";
}

/** Asks in the background, which keeps nobody signed in. */
export async function send(address: string, fields: Record<string, string>, background = false): Promise<Response | null> {
  const body = new URLSearchParams({ ...fields, __RequestVerificationToken: token() });
  try {
    return await fetch(address, { method: "POST", body, redirect: "manual", cache: "no-store", keepalive: true, headers: { Accept: "application/json", ...(background ? { Background: "yes" } : {}) } });
  } catch {
    return null;
  }
}

/** As the page goes: no answer is waited for. */
export function sendLast(address: string, fields: Record<string, string>): void {
  navigator.sendBeacon(address, new URLSearchParams({ ...fields, __RequestVerificationToken: token() }));
}
