/* Building elements without markup in strings: nothing that comes from data is ever parsed. */

/** `h("p", {class: "note", onclick: f}, "text", child)`; null and false children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element[name] = value;
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const HAN = /[\u3400-\u9fff]/;

/** The `lang` of a text of the plan, so that it is spoken and set in its own language. */
export function tongue(text) {
  return HAN.test(text) ? "zh-Hans" : null;
}

/** Fill `{name}` places in a translated sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
