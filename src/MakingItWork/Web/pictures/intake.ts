import { forget, taken, type Picture } from "./picture";
import { count } from "./words";

export interface Limits {
  readonly most: number;
  readonly megabytes: number;
  readonly bytes: number;
}

export function limitsOf(input: HTMLInputElement): Limits {
  const megabytes = Number(input.dataset["megabytes"] ?? 10);
  return { most: Number(input.dataset["most"] ?? 5), megabytes, bytes: megabytes * 1_000_000 };
}

/** Makes pictures of files, and says in plain words what became of each. */
export async function takeIn(files: readonly File[], present: readonly Picture[], limits: Limits): Promise<{ fresh: Picture[]; said: string }> {
  const left = { room: 0, large: 0, other: 0, twice: 0 };
  const fresh: Picture[] = [];
  for (const file of files) {
    if (present.length + fresh.length >= limits.most) {
      left.room += 1;
      continue;
    }
    const result = await taken(file, limits.bytes).catch(() => ({ refused: "no picture" }) as const);
    if ("refused" in result) {
      left[result.refused === "too large" ? "large" : "other"] += 1;
    } else if ([...present, ...fresh].some((other) => other.fingerprint === result.picture.fingerprint)) {
      forget(result.picture);
      left.twice += 1;
    } else {
      fresh.push(result.picture);
    }
  }
  const said: string[] = [];
  if (fresh.length > 0) said.push(`${count(fresh.length, "picture")} added. ${present.length + fresh.length} of ${limits.most} chosen.`);
  if (left.room > 0) said.push(`You can add up to ${limits.most} pictures. ${count(left.room, "picture")} left out.`);
  if (left.large > 0) said.push(`A picture must be smaller than ${limits.megabytes}MB. ${count(left.large, "picture")} left out.`);
  if (left.other > 0) said.push("Only pictures can be added: PNG, JPG, WebP, GIF, BMP or TIFF.");
  if (left.twice > 0) said.push("That picture is already here.");
  return { fresh, said: said.join(" ") };
}
