// Every visible word of the page with its kind and its box. Kinds stand in the attribute "k", or follow from the element.
() => {
  const byTag = { BUTTON: "button", A: "button", TH: "heading", H1: "heading", H2: "heading", H3: "heading", LABEL: "label", DT: "label" };
  const kindOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (at.hasAttribute("k")) return at.getAttribute("k");
      if (byTag[at.tagName]) return byTag[at.tagName];
    }
    return "text";
  };
  const seen = (element, x, y) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (top === element || element.contains(top));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const kind = kindOf(element);
    for (const match of node.data.matchAll(/\S+/g)) {
      if (!/[\p{L}\p{N}]/u.test(match[0])) continue;
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      for (const box of range.getClientRects()) {
        if (box.width < 1 || box.height < 1) continue;
        const middle = box.top + box.height / 2;
        // a word that something cuts or hides is no fair question
        if (![box.left + 1, box.left + box.width / 2, box.right - 1].every((x) => seen(element, x, middle))) continue;
        if (box.top < 0 || box.bottom > innerHeight) continue;
        words.push({ kind, text: match[0], x: box.left, y: box.top, width: box.width, height: box.height });
      }
    }
  }
  return words;
}
