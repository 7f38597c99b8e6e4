// Cuts the text recogniser down to the characters that screens in the UK use: it tells 6,625 apart, nearly all Chinese.
// What stays is copied weight for weight, so the same characters win; only Chinese ones no longer can.
import { attribute, bytesOf, edit, fields, floats, graph, message, model, node, tensor, textOf } from "./onnx-file.mjs";

// The two parts of the last layer; the scores of the classes are their last dimension.
const weights = "linear_85.w_0";
const biases = "linear_85.b_0";

/** The numbers of the classes to keep, and what each stands for. Class 0 is the blank, the last one the space. */
export function classesInUse(list) {
  const known = list.split("\n").map((line) => line.replace(/\r$/, ""));
  const kept = known.flatMap((character, i) => (isKept(character) ? [i + 1] : []));
  return {
    all: known.length + 2,
    classes: [0, ...kept, known.length + 1],
    // Compatibility forms: the list has the pound sign, for one, in full width only.
    characters: kept.map((i) => known[i - 1].normalize("NFKC")),
  };
}

export function cutRecogniser(network, { all, classes }) {
  const changed = [];
  const bytes = edit(network, model.graph, (whole) =>
    edit(edit(whole, graph.node, cutNode), graph.output, (output) => withLastDimension(output, all, classes.length)));
  if (changed.sort().join() !== [biases, weights].join()) throw new Error(`The recogniser's last layer was not found: changed ${changed.join()}.`);
  return bytes;

  function cutNode(bytes) {
    const name = textOf(bytes, node.output);
    if (name !== weights && name !== biases) return bytes;
    changed.push(name);
    return edit(bytes, node.attribute, (a) => edit(a, attribute.tensor, (t) => cutTensor(t, classes, all)));
  }
}

function isKept(character) {
  return character.length === 1 && (character < "\u2e80" || (character >= "\uff01" && character <= "\uffe5"));
}

/** Keeps some of the columns; the columns are the tensor's last dimension. */
function cutTensor(bytes, classes, all) {
  const found = fields(bytes);
  const columns = found.findLast((field) => field.number === tensor.dims);
  if (columns.value !== all) throw new Error(`The recogniser's last layer tells ${columns.value} characters apart, the list names ${all}.`);
  const raw = found.find((field) => field.number === tensor.rawData);
  const from = floats(raw.value);
  const to = new Float32Array((from.length / all) * classes.length);
  for (let i = 0; i < to.length; i++) {
    to[i] = from[Math.floor(i / classes.length) * all + classes[i % classes.length]];
  }
  columns.value = classes.length;
  raw.value = bytesOf(to);
  return message(found);
}

// ValueInfoProto.type.tensor_type.shape.dim.dim_value
function withLastDimension(bytes, all, count, path = [2, 1, 2, 1]) {
  if (path.length > 0) return edit(bytes, path[0], (inner) => withLastDimension(inner, all, count, path.slice(1)));
  return message(fields(bytes).map((field) => (field.number === 1 && field.value === all ? { ...field, value: count } : field)));
}
