// Reads and rewrites parts of an ONNX file (a protocol buffer). What is not named stays as it was, byte for byte.
import protobuf from "protobufjs/minimal.js";

// Field numbers of onnx.proto.
export const model = { graph: 7 };
export const graph = { node: 1, output: 12 };
export const node = { input: 1, output: 2, operator: 4, attribute: 5 };
export const attribute = { name: 1, integer: 3, tensor: 5, type: 20 };
export const tensor = { dims: 1, dataType: 2, rawData: 9 };
export const float32 = 1;
export const float16 = 10;

const varint = 0;
const lengthDelimited = 2;

/** The fields of a message in their order; numbers as numbers, all else as bytes. */
export function fields(bytes) {
  const reader = protobuf.Reader.create(bytes);
  const found = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const [number, type, start] = [tag >>> 3, tag & 7, reader.pos];
    if (type === lengthDelimited) found.push({ number, type, value: reader.bytes() });
    else if (type === varint) found.push({ number, type, value: Number(reader.int64()) });
    else {
      reader.skipType(type);
      found.push({ number, type, value: bytes.subarray(start, reader.pos) });
    }
  }
  return found;
}

export function message(found) {
  const parts = found.flatMap(({ number, type, value }) => {
    const writer = protobuf.Writer.create().uint32((number << 3) | type);
    if (type === varint) return [writer.int64(value).finish()];
    return type === lengthDelimited ? [writer.uint32(value.length).finish(), value] : [writer.finish(), value];
  });
  return Buffer.concat(parts);
}

/** Rewrites every message that lies in the field of that number; change may give several messages, or none, for one. */
export function edit(bytes, number, change) {
  return message(fields(bytes).flatMap((field) => {
    if (field.number !== number || field.type !== lengthDelimited) return [field];
    return [change(field.value)].flat().map((value) => ({ ...field, value }));
  }));
}

export const text = (number, value) => ({ number, type: lengthDelimited, value: Buffer.from(value) });
export const integer = (number, value) => ({ number, type: varint, value });
export const part = (number, found) => ({ number, type: lengthDelimited, value: message(found) });

export function textOf(bytes, number) {
  const field = fields(bytes).find((one) => one.number === number);
  return field ? Buffer.from(field.value).toString() : "";
}

export function floats(bytes) {
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

export const bytesOf = (numbers) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
