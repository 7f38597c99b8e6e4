import type { Area, FoundCover } from "../read/reading";
import type { Mark } from "./marks";
import { standing, uncovered, type Picture } from "./picture";

const kinds: Record<string, string> = {
  NhsNumber: "NHS number",
  DateOfBirth: "date of birth",
  PhoneNumber: "phone number",
  EmailAddress: "email address",
  Postcode: "postcode",
  PersonName: "name",
  HospitalNumber: "hospital number",
  Address: "address",
};

export function kindInWords(kind: string): string {
  return kinds[kind] ?? kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

export function count(many: number, one: string): string {
  return `${many} ${one}${many === 1 ? "" : "s"}`;
}

export function place({ x, y, width, height }: Area): string {
  return `${width} by ${height} pixels, at ${x}, ${y}`;
}

export function nameOfFound(found: FoundCover, off: boolean): string {
  const kind = kindInWords(found.kind);
  return off
    ? `Uncovered, ${kind}, ${place(found)}. Press Enter to cover it again.`
    : `Cover, ${kind}, ${place(found)}. Press Enter to uncover.`;
}

export function nameOfDrawn({ kind, area }: Mark): string {
  const what = kind === "cover" ? "Your cover" : "Outline";
  return `${what}, ${place(area)}. Arrow keys move it, Shift and arrow keys resize it, Delete removes it.`;
}

export function reasonOf(found: FoundCover, off: boolean): string {
  const kind = kindInWords(found.kind);
  const what = kind.charAt(0).toUpperCase() + kind.slice(1);
  const because = `${what}: ${found.reason.replace(/[.\s]+$/, "")}.`;
  return off ? `Uncovered by you. ${because} Press it to cover it again.` : `${because} Press it to uncover.`;
}

export function howToChange({ kind }: Mark): string {
  return `${kind === "cover" ? "Your cover" : "Your outline"}. Drag it or use the arrow keys to move it. Drag a corner, or hold Shift and use the arrow keys, to change its size.`;
}

/** Where looking for patient details stands, for one picture. */
export function findings(picture: Picture): string {
  const { reading, asItIs } = picture;
  if (asItIs) {
    return asItIs.because === "unknown here"
      ? `This browser cannot show ${asItIs.format} pictures. It is sent as it is. Patient details are covered on the server before anyone sees it.`
      : "A privacy setting of this browser keeps this page from changing pictures, so nothing can be covered here. The picture is sent as it is. "
        + "Patient details are covered on the server before anyone sees it. To cover them yourself first, use another browser.";
  }
  switch (reading.state) {
    case "waiting":
      return "Patient details are looked for in this picture next.";
    case "reading":
      return reading.progress.lines > 0
        ? `Looking for patient details on this computer… ${reading.progress.read} of ${count(reading.progress.lines, "line")}`
        : "Looking for patient details on this computer…";
    case "read":
      return `${outcome(picture)} Check that nothing else shows who the patient is.`;
    case "unavailable":
      return "This browser cannot look for patient details. The picture is read on the server before anyone sees it. You can cover them yourself now.";
  }
}

function outcome(picture: Picture): string {
  const [on, off] = [standing(picture).length, uncovered(picture).length];
  if (on + off === 0) return picture.burntBefore > 0 ? `${count(picture.burntBefore, "cover")} kept.` : "No patient details found.";
  return `${count(on, "word")} covered${off > 0 ? `, ${off} uncovered by you` : ""}.`;
}
