/** Says the risk rating of the two answers above it. The number is read from the published table on the page: there is one lookup. */
export function sayRatings(): void {
  for (const place of document.querySelectorAll<HTMLElement>(".miw-rating")) {
    const names = [place.dataset.severity, place.dataset.likelihood];
    const say = (): void => {
      const chosen = names.map((name) => document.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`));
      const words = chosen.map((input) => input?.parentElement?.querySelector("label")?.textContent?.trim());
      const rating = words[0] && words[1] ? ratingOf(words[0], words[1]) : undefined;
      place.textContent = rating ? `Risk rating ${rating}: ${meaningOf(rating)}` : "";
    };
    for (const name of names) {
      for (const input of document.querySelectorAll(`input[name="${name}"]`)) {
        input.addEventListener("change", say);
      }
    }
    say();
  }
}

function ratingOf(severity: string, likelihood: string): string | undefined {
  const table = document.querySelector<HTMLTableElement>("table.miw-risk");
  const column = [...(table?.tHead?.rows[0]?.cells ?? [])].findIndex((cell) => cell.textContent?.trim() === severity);
  const row = [...(table?.tBodies[0]?.rows ?? [])].find((line) => line.cells[0]?.textContent?.trim() === likelihood);
  return column < 1 ? undefined : row?.cells[column]?.textContent?.trim();
}

function meaningOf(rating: string): string {
  const row = [...document.querySelectorAll<HTMLTableRowElement>("#ratings tbody tr")].find((line) => line.cells[0]?.textContent?.trim() === rating);
  return row?.cells[1]?.textContent?.trim() ?? "";
}
