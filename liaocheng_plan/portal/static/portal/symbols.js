/* The eight point shapes. A kind of place keeps its shape and hue on the map, in lists and in the
   legend, so that it is told apart in grey print and without colour vision too. */

const SVG = "http://www.w3.org/2000/svg";

export const SHAPES = {
  circle: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z",
  square: "M5 5h14v14H5z",
  diamond: "M12 2.5 21.5 12 12 21.5 2.5 12z",
  triangle: "M12 3.5 21.3 19.5H2.7z",
  pentagon: "M12 2.8 21.2 9.5 17.7 20.3H6.3L2.8 9.5z",
  star: "M12 1.8l2.9 6.7 7.3.7-5.5 4.8 1.6 7.1L12 17.4l-6.3 3.7 1.6-7.1L1.8 9.2l7.3-.7z",
  cross: "M8.7 3h6.6v5.7H21v6.6h-5.7V21H8.7v-5.7H3V8.7h5.7z",
  ring: "M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6zm0 5.1a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4z",
};

/** An SVG element of a shape in the hue `--kind-<hue>`; dashed and pale where provisional. */
export function symbol(shape, hue, provisional = false) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.setAttribute("class", `symbol hue-${hue}${provisional ? " symbol--provisional" : ""}`);
  for (const part of ["halo", "body"]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", `symbol__${part}`);
    path.setAttribute("fill-rule", "evenodd");
    path.setAttribute("d", SHAPES[shape] || SHAPES.circle);
    svg.append(path);
  }
  return svg;
}

/** `<plan-symbol shape hue provisional>`: the same in a server-rendered page. */
class PlanSymbol extends HTMLElement {
  connectedCallback() {
    const hue = this.getAttribute("hue");
    this.replaceChildren(symbol(this.getAttribute("shape"), hue, this.hasAttribute("provisional")));
  }
}

if (!customElements.get("plan-symbol")) {
  customElements.define("plan-symbol", PlanSymbol);
}
