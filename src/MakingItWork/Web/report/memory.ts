/** The fields that are the same in most reports from one place. Never what happened, and never a picture. */
export const rememberedFields = ["Role", "Unit", "Product", "ProductVersion", "Organisation"] as const;

export type Remembered = Partial<Record<(typeof rememberedFields)[number], string>>;

const place = "making-it-work.context";

export function recall(): Remembered {
  try {
    const stored = JSON.parse(localStorage.getItem(place) ?? "{}") as Record<string, unknown>;
    const known: Remembered = {};
    for (const name of rememberedFields) {
      const value = stored[name];
      if (typeof value === "string" && value !== "") known[name] = value.slice(0, 200);
    }
    return known;
  } catch {
    // Storage is switched off, or something else wrote there.
    return {};
  }
}

export function remember(values: Remembered): void {
  try {
    if (Object.keys(values).length === 0) localStorage.removeItem(place);
    else localStorage.setItem(place, JSON.stringify(values));
  } catch {
    // Nothing is remembered, and the next report asks again.
  }
}

export function forget(): void {
  remember({});
}
