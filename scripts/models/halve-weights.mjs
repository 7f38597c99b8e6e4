// Stores a network's weights in two bytes instead of four. They are turned back when the network is loaded, and all
// reckoning is done in four bytes as before: half to fetch over a ward's network, and nothing to choose in what is read.
import { attribute, bytesOf, edit, fields, float16, float32, floats, graph, integer, message, model, node, part, tensor, text, textOf } from "./onnx-file.mjs";

const worthIt = 4096; // bytes
const integerAttribute = 2;

export function halveWeights(network) {
  return edit(network, model.graph, (whole) => edit(whole, graph.node, (one) => (textOf(one, node.operator) === "Constant" ? halved(one) : one)));
}

/** The constant in half precision, and a node that casts it back under its old name. */
function halved(constant) {
  let changed = false;
  const name = textOf(constant, node.output);
  const half = edit(constant, node.attribute, (a) => edit(a, attribute.tensor, (t) => {
    const found = fields(t);
    const type = found.find((field) => field.number === tensor.dataType);
    const raw = found.find((field) => field.number === tensor.rawData);
    if (type.value !== float32 || !raw || raw.value.length < worthIt) return t;
    changed = true;
    type.value = float16;
    raw.value = bytesOf(Uint16Array.from(floats(raw.value), halfOf));
    return message(found);
  }));
  if (!changed) return constant;
  const to = part(node.attribute, [text(attribute.name, "to"), integer(attribute.integer, float32), integer(attribute.type, integerAttribute)]);
  return [
    edit(half, node.output, () => Buffer.from(`${name}.half`)),
    message([text(node.input, `${name}.half`), text(node.output, name), text(node.operator, "Cast"), to]),
  ];
}

const one = new Float32Array(1);
const bits = new Uint32Array(one.buffer);

/** The nearest number in half precision; halfway between two, the even one. */
function halfOf(value) {
  one[0] = value;
  const sign = (bits[0] >>> 16) & 0x8000;
  const exponent = ((bits[0] >>> 23) & 0xff) - 112;
  if (exponent >= 31) throw new Error(`The weight ${value} does not fit half precision.`);
  if (exponent < -10) return sign;
  const small = exponent <= 0;
  const digits = (bits[0] & 0x7fffff) | (small ? 0x800000 : 0);
  const drop = small ? 14 - exponent : 13;
  const kept = digits >>> drop;
  const rest = digits - kept * 2 ** drop;
  const up = rest > 2 ** (drop - 1) || (rest === 2 ** (drop - 1) && (kept & 1)) ? 1 : 0;
  return sign | ((small ? kept : (exponent << 10) + kept) + up);
}
