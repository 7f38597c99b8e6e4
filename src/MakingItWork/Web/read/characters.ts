let loading: Promise<string[]> | undefined;

/** What each class of the recogniser stands for: the blank, the characters of the list, and the space. */
export async function characters(classes: number): Promise<string[]> {
  const texts = await (loading ??= load());
  if (texts.length !== classes) throw new Error(`The recogniser tells ${classes} characters apart, the list names ${texts.length}.`);
  return texts;
}

async function load(): Promise<string[]> {
  const answered = await fetch(new URL("./ocr-characters.txt", import.meta.url));
  if (!answered.ok) throw new Error(`The list of characters was answered with ${answered.status}.`);
  return ["", ...(await answered.text()).split("\n"), " "];
}
