import { canvasOf, free, pen } from "./scale";

/** The browser's own small noise against recognition, and what JPG loses, stay below; white or random pixels do not. */
export const tolerance = 12;

let answer: boolean | undefined;

/** False in browsers that give a page other pixels than it has drawn: what is covered here would not arrive covered. */
export function canReadBack(): boolean {
  answer ??= drawAndLook();
  return answer;
}

function drawAndLook(): boolean {
  const side = 8;
  const canvas = canvasOf({ width: side, height: side });
  try {
    const context = pen(canvas);
    const drawn = Array.from({ length: side * side }, (_, i) => [(i * 67) % 256, (i * 29 + 90) % 256, (i * 151 + 30) % 256] as const);
    drawn.forEach(([red, green, blue], i) => {
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(i % side, Math.floor(i / side), 1, 1);
    });
    const { data } = context.getImageData(0, 0, side, side);
    return drawn.every((colour, i) => colour.every((part, c) => Math.abs(part - (data[i * 4 + c] ?? -255)) <= tolerance));
  } catch {
    return false;
  } finally {
    free(canvas);
  }
}
