/* The outlines of one circle below its symbol: community, declared boundary, computed reach. Each
   has a style of its own; what they mean stands in words beside the map. */

import { makePane } from "./plan-map-backdrop.js";
import { load } from "./plan-map-data.js";

const L = window.L;

/** Draw the outlines of `url` (GeoJSON) and give their bounds; throws `LoadError`. */
export async function drawOutlines(map, url) {
  makePane(map, "outlines", 350);
  const bounds = L.latLngBounds([]);
  (await load(url)).features.forEach((feature) => {
    const className = `outline outline--${feature.properties.kind}`;
    const shape = L.geoJSON(feature, { pane: "outlines", interactive: false, className });
    bounds.extend(shape.addTo(map).getBounds());
  });
  return bounds;
}
