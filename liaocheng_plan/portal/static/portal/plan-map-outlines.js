/* Outlines below the symbols: of one circle (community, declared boundary, computed reach), or the
   computed reach of many with barriers and crossings. Each kind has a style of its own, by pattern
   and shape as well as by hue; what they mean stands in words beside the map. */

import { makePane } from "./plan-map-backdrop.js";
import { load } from "./plan-map-data.js";

const L = window.L;
const SVG = "http://www.w3.org/2000/svg";
const HATCH = "reach-hatch";
const RING = 5; // pixels

export class Outlines {
  constructor(map) {
    this.map = map;
    makePane(map, "outlines", 350);
    this.group = L.featureGroup().addTo(map);
    this.byName = new Map();
    this.drawn = this.wanted = "";
  }

  /** Draw what `url` gives (GeoJSON) in place of what was drawn, nothing for none; gives the answer,
   * null where it is drawn already or was overtaken; throws `LoadError`. */
  async show(url) {
    this.wanted = url || "";
    if (this.wanted === this.drawn) {
      return null;
    }
    this.clear();
    const answer = this.wanted && (await load(this.wanted));
    if (!answer || this.wanted !== url) {
      return null;
    }
    this.clear(); // of two that were asked for at once, the later one
    this.drawn = url;
    answer.features.forEach((feature) => this.add(feature));
    return answer;
  }

  clear() {
    this.group.clearLayers();
    this.byName.clear();
    this.drawn = "";
  }

  add(feature) {
    const { kind, name, unsure } = feature.properties;
    const className = ["outline", `outline--${kind}`, unsure && "outline--unsure", shapeOf(feature)]
      .filter(Boolean)
      .join(" ");
    const options = { pane: "outlines", interactive: false, className };
    if (kind === "reach") {
      makeHatch(this.map.getContainer());
      Object.assign(options, { fill: !unsure, fillColor: `url(#${HATCH})`, fillOpacity: 1 });
    }
    const ring = (point, at) => L.circleMarker(at, { ...options, radius: RING, fillOpacity: 1 });
    const shape = L.geoJSON(feature, { ...options, pointToLayer: ring }).addTo(this.group);
    this.byName.set(name, shape);
  }

  bounds() {
    return this.group.getBounds();
  }

  /** Mark the outline of this name, or none. */
  mark(name) {
    this.byName.forEach((shape, own) =>
      shape.eachLayer((layer) => {
        const element = layer.getElement();
        if (element) {
          element.classList.toggle("is-marked", own === name);
        }
      })
    );
  }
}

/** Whether a feature is an area or a line, as a class; a point is a ring anyway. */
function shapeOf({ geometry }) {
  const area = geometry.type.endsWith("Polygon");
  return area ? "outline--area" : geometry.type.endsWith("LineString") && "outline--line";
}

/** Slanted lines for areas, once for each map; their colour is the style sheet's. */
function makeHatch(container) {
  if (container.querySelector(".map-defs")) {
    return;
  }
  const line = made("path", { class: HATCH, d: "M0 0v8" });
  const size = { width: 8, height: 8, patternUnits: "userSpaceOnUse" };
  const pattern = made("pattern", { id: HATCH, ...size, patternTransform: "rotate(45)" }, line);
  container.append(made("svg", { class: "map-defs", "aria-hidden": "true" }, pattern));
}

function made(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}
