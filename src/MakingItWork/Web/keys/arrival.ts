// Where the focus goes when a key led to a page: to its banner if it has one, which the design system sees to, else to its heading.

const KEY = "miw-by-key";

export function goingByKey(): void {
  try {
    sessionStorage.setItem(KEY, "yes");
  } catch {
    // the focus is then where the browser puts it
  }
}

export function focusArrival(): void {
  let byKey = false;
  try {
    byKey = sessionStorage.getItem(KEY) !== null;
    sessionStorage.removeItem(KEY);
  } catch {
    return;
  }
  const alert = document.querySelector<HTMLElement>("#changed, #overtaken, #confirm-take-out");
  if (alert) return alert.focus();
  if (!byKey || document.querySelector(".nhsuk-error-summary, .nhsuk-notification-banner[role=alert]")) return;
  const heading = document.querySelector<HTMLElement>(".nhsuk-notification-banner, h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
