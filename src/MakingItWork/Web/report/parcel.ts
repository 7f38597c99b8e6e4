import type { PictureNotes, PreparedPicture } from "../pictures/pictureBook";

/** What an unsent report consists of. Its pictures have their covers burnt in. */
export interface Draft {
  fields: Record<string, string>;
  /** A send had begun: the server may have it already, under the key among the fields. */
  sending: boolean;
  pictures: PreparedPicture[];
}

interface Label {
  fields: Record<string, string>;
  sending: boolean;
  pictures: { name: string; type: string; size: number; notes: PictureNotes }[];
}

/** As one run of bytes: the length of the label, the label, and the pictures one after the other. */
export async function pack({ fields, sending, pictures }: Draft): Promise<Uint8Array<ArrayBuffer>> {
  const label: Label = { fields, sending, pictures: pictures.map(({ file, notes }) => ({ name: file.name, type: file.type, size: file.size, notes })) };
  const text = new TextEncoder().encode(JSON.stringify(label));
  const length = new Uint8Array(new Uint32Array([text.length]).buffer);
  return new Uint8Array(await new Blob([length, text, ...pictures.map(({ file }) => file)]).arrayBuffer());
}

export function unpack(bytes: Uint8Array<ArrayBuffer>): Draft {
  const start = 4 + new Uint32Array(bytes.slice(0, 4).buffer)[0]!;
  const { fields, sending, pictures } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))) as Label;
  let at = start;
  return {
    fields,
    sending,
    pictures: pictures.map(({ name, type, size, notes }) => ({ file: new File([bytes.slice(at, (at += size))], name, { type }), notes })),
  };
}
