/* Places of which only the area is known are not drawn at a made-up spot: their number stands with
   the name of their district, and a press lists them. From afar it stands in the district; closer
   in, where a district is larger than the view, in the map's corner. */

import { isFar } from "./plan-map-backdrop.js";
import { fill, h } from "./plan-map-dom.js";

const L = window.L;
const NARROW = 800; // pixels

export class AreaCounts {
  /** `onOpen(key, title, places)` is called when a number is pressed. */
  constructor(map, backdrop, words, onOpen) {
    Object.assign(this, { map, backdrop, words, onOpen });
    this.group = L.layerGroup();
    this.corner = h("div", { class: "map-areas" });
    L.DomEvent.disableClickPropagation(this.corner);
    const control = L.control({ position: "topright" });
    control.onAdd = () => this.corner;
    control.addTo(map);
    this.byArea = new Map();
    map.on("moveend", () => this.draw());
  }

  /** Count these places by the first area of their path whose boundary is known, else by their
   * own area: that one has no spot on the map and always stands in the corner. */
  show(places) {
    this.byArea = new Map();
    for (const place of places) {
      const bounded = this.backdrop.boundedArea(place.area_path);
      const key = bounded || place.area;
      const name = bounded ? this.backdrop.areaPoints.get(bounded).name : place.area_name;
      const entry = this.byArea.get(key) || { name, bounded, places: [] };
      entry.places.push(place);
      this.byArea.set(key, entry);
    }
    this.draw();
  }

  /** From afar at the area's name, where that stands well inside the view; else in the corner. */
  draw() {
    const far = isFar(this.map);
    const view = this.map.getBounds();
    const middle = view.pad(-0.2);
    const { boundaries, areaPoints } = this.backdrop;
    const atName = ([key, { bounded }]) =>
      far && bounded && middle.contains(areaPoints.get(key).point);
    const entries = [...this.byArea];
    this.group.clearLayers();
    this.backdrop.toggle(this.group, far);
    entries.filter(atName).forEach(([key]) => this.group.addLayer(this.marker(key)));
    this.drawCorner(
      entries.filter(
        (entry) =>
          !atName(entry) &&
          (!entry[1].bounded || view.intersects(boundaries.get(entry[0]).bounds))
      )
    );
  }

  drawCorner(entries) {
    if (entries.length > 1 && this.map.getSize().x < NARROW) {
      this.corner.replaceChildren(this.totalButton(entries));
      return;
    }
    entries.sort(([, a], [, b]) => b.places.length - a.places.length);
    this.corner.replaceChildren(...entries.map(([key]) => this.button(key)));
  }

  /** On a narrow map one number for all, so that the places themselves keep their room. */
  totalButton(entries) {
    const places = entries.reduce((all, [, entry]) => all.concat(entry.places), []);
    const words = fill(this.words.area_total, { count: places.length });
    const open = () => this.onOpen(null, words, places);
    return h("button", { type: "button", onclick: open }, words);
  }

  wording(key) {
    return fill(this.words.area_count, { count: this.byArea.get(key).places.length });
  }

  open(key) {
    const { name, places } = this.byArea.get(key);
    this.onOpen(key, name + this.words.comma + this.wording(key), places);
  }

  button(key) {
    const name = h("b", { lang: "zh-Hans" }, this.byArea.get(key).name);
    const open = () => this.open(key);
    return h("button", { type: "button", onclick: open }, name, ` ${this.wording(key)}`);
  }

  marker(key) {
    const { name, point } = this.backdrop.areaPoints.get(key);
    const html = h("span", {}, this.wording(key));
    const icon = L.divIcon({ className: "area-count", html, iconSize: [0, 0] });
    const marker = L.marker(point, { icon });
    marker.on("click", () => this.open(key));
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("aria-label", name + this.words.comma + this.wording(key));
      element.addEventListener("keydown", (event) => event.key === "Enter" && this.open(key));
    });
    return marker;
  }
}
