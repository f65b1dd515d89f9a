/* The places of a map: symbols, lines and areas, circles of error, and hairlines from a symbol
   that had to move aside to its true point. */

import { Labels } from "./plan-map-labels.js";
import { chains, spread } from "./plan-map-spread.js";
import { makePane } from "./plan-map-backdrop.js";
import { symbol } from "./symbols.js";

const L = window.L;
const CROWD = 14; // more places than this at one spot become one number
const MANY = 400; // with more places than this only those in view are drawn
const ERRORS_FROM = 15; // from this zoom every circle of error is drawn
const NAMES_FROM = 12.5;
const ASIDE = 5; // a symbol moved further than this many pixels gets its hairline

export class Places {
  /** `describe(place)` gives the accessible name, `groundNames()` the texts of the backdrop,
   * which `giveWay(points)` to symbols; `onSelect(id)`, `onHover(id)` and `onCrowd(places)` are told what the reader does. */
  constructor(map, options) {
    Object.assign(this, { map, ...options });
    const { onSelect, onHover } = options;
    makePane(map, "shapes", 410);
    makePane(map, "errors", 420);
    makePane(map, "cells", 590);
    makePane(map, "names", 640);
    this.shapes = L.layerGroup().addTo(map);
    this.errors = L.layerGroup().addTo(map);
    this.hairlines = L.layerGroup().addTo(map);
    this.crowds = L.layerGroup().addTo(map);
    this.labels = new Labels(map, { onSelect, onHover });
    this.markers = new Map();
    this.places = [];
    this.cells = [];
    this.selected = null;
    this.hovered = null;
    map.on("zoomend", () => this.layout());
    map.on("moveend", () => (this.places.length > MANY ? this.layout() : this.drawLabels()));
  }

  /** Show exactly these drawn places, and `cells` as the numbers they are. */
  show(places, cells = []) {
    this.cells = cells;
    this.places = places.filter((place) => place.geometry);
    this.layout();
  }

  /** Lines and areas of the places that have a symbol of their own at this zoom. */
  drawShapes() {
    const wanted = this.symbols.map(({ place }) => place);
    this.shapes.clearLayers();
    wanted.filter((p) => p.geometry.type !== "Point").forEach((p) => this.addShape(p));
  }

  addShape(place) {
    const className = `shape hue-${place.layer.hue}${place.provisional ? " shape--provisional" : ""}`;
    const shape = L.geoJSON(place.geometry, {
      pane: "shapes",
      className,
      pointToLayer: (_, at) => L.circleMarker(at, { pane: "shapes", className, radius: 4 }),
    });
    shape.on("click", () => this.onSelect(place.id));
    shape.on("mouseover", () => this.onHover(place.id));
    shape.on("mouseout", () => this.onHover(null));
    shape.id = place.id;
    this.shapes.addLayer(shape);
  }

  /** Place every symbol anew for this zoom. */
  layout() {
    if (!this.map._loaded) {
      return; // no view yet: nothing has a pixel
    }
    const view = this.map.getBounds().pad(0.3);
    const shown = this.places.length > MANY
      ? this.places.filter((place) => view.contains(place.anchor))
      : this.places;
    const points = shown.map((place) => this.map.latLngToLayerPoint(place.anchor));
    const groups = chains(points, this.size);
    const limit = shown.length > MANY ? 4 : CROWD;
    const single = [].concat(...groups.filter((group) => group.length <= limit));
    single.sort((a, b) => a - b);
    const crowds = groups.filter((group) => group.length > limit);
    this.drawCrowds(crowds, shown, points);
    this.giveWay(points);
    const moved = spread(single.map((i) => points[i]), this.size + 2);
    this.symbols = single.map((i, n) => ({
      place: shown[i],
      point: L.point(moved[n].x, moved[n].y),
      origin: points[i],
      size: this.size,
    }));
    this.drawShapes();
    this.drawSymbols();
    this.drawErrors();
    this.drawLabels();
  }

  drawSymbols() {
    const wanted = new Set(this.symbols.map(({ place }) => place.id));
    this.markers.forEach((marker, id) => {
      if (!wanted.has(id)) {
        marker.remove();
        this.markers.delete(id);
      }
    });
    this.hairlines.clearLayers();
    for (const { place, point, origin } of this.symbols) {
      const at = this.map.layerPointToLatLng(point);
      if (point.distanceTo(origin) > ASIDE) {
        this.addHairline(place, at);
      }
      const marker = this.markers.get(place.id);
      if (marker) {
        marker.setLatLng(at);
      } else {
        this.markers.set(place.id, this.addMarker(place, at));
      }
    }
    this.mark();
  }

  addHairline(place, at) {
    const options = { pane: "errors", interactive: false };
    const className = `hairline hue-${place.layer.hue}`;
    this.hairlines.addLayer(L.polyline([place.anchor, at], { ...options, className }));
    const dot = { ...options, radius: 2.5, className: `${className} hairline--end` };
    this.hairlines.addLayer(L.circleMarker(place.anchor, dot));
  }

  addMarker(place, at) {
    const icon = L.divIcon({
      className: "place",
      html: symbol(place.layer.symbol, place.layer.hue, place.provisional),
      iconSize: [this.size, this.size],
    });
    const marker = L.marker(at, { icon, riseOnHover: true });
    marker.on("click", () => this.onSelect(place.id));
    marker.on("mouseover", () => this.onHover(place.id));
    marker.on("mouseout", () => this.onHover(null));
    marker.on("add", () => this.makeAccessible(marker.getElement(), place));
    return marker.addTo(this.map);
  }

  makeAccessible(element, place) {
    element.setAttribute("aria-label", this.describe(place));
    element.dataset.id = place.id;
    press(element, () => this.onSelect(place.id));
    element.addEventListener("focus", () => this.onHover(place.id));
    element.addEventListener("blur", () => this.onHover(null));
  }

  drawCrowds(groups, shown, points) {
    this.crowds.clearLayers();
    for (const group of groups) {
      const middle = group.reduce((sum, i) => sum.add(points[i]), L.point(0, 0));
      const at = this.map.layerPointToLatLng(middle.divideBy(group.length));
      const places = group.map((i) => shown[i]);
      this.addCrowd(at, group.length, () => this.onCrowd(places));
    }
    for (const { lat, lng, count, layer } of this.cells) {
      const nearer = () => this.map.setView([lat, lng], this.map.getZoom() + 2);
      const look = { className: `crowd crowd--cell hue-${layer.hue}`, pane: "cells" };
      this.addCrowd([lat, lng], count, nearer, look);
    }
  }

  addCrowd(at, count, act, { className = "crowd", pane = "markerPane" } = {}) {
    const label = document.createElement("span");
    label.textContent = count.toLocaleString("en");
    const side = Math.round(this.size * (1.5 + Math.min(count, 200) / 200));
    const icon = L.divIcon({ className, html: label, iconSize: [side, side] });
    const marker = L.marker(at, { icon, pane });
    marker.on("click", act);
    marker.on("add", () => {
      marker.getElement().setAttribute("aria-label", this.describeCrowd(count));
      press(marker.getElement(), act);
    });
    this.crowds.addLayer(marker);
  }

  drawErrors() {
    this.errors.clearLayers();
    const all = this.map.getZoom() >= ERRORS_FROM;
    for (const place of this.places) {
      const marked = place.id === this.selected || place.id === this.hovered;
      if ((all || marked) && place.error_m && place.geometry.type === "Point") {
        const className = `error hue-${place.layer.hue}${marked ? " is-marked" : ""}`;
        const options = { pane: "errors", interactive: false, radius: place.error_m, className };
        this.errors.addLayer(L.circle(place.anchor, options));
      }
    }
  }

  drawLabels() {
    if (this.symbols) {
      const ground = this.groundNames();
      this.labels.draw(this.symbols, { selected: this.selected, from: NAMES_FROM, ground });
    }
  }

  select(id) {
    this.selected = id;
    this.mark();
    this.drawErrors();
    this.drawLabels();
  }

  hover(id) {
    if (this.hovered !== id) {
      this.hovered = id;
      this.mark();
      this.drawErrors();
    }
  }

  mark() {
    this.markers.forEach((marker, id) => {
      const element = marker.getElement();
      element.classList.toggle("is-selected", id === this.selected);
      element.classList.toggle("is-hovered", id === this.hovered);
      element.setAttribute("aria-pressed", String(id === this.selected));
      marker.setZIndexOffset(id === this.selected ? 1000 : 0);
    });
    this.shapes.eachLayer((shape) => shape.eachLayer((layer) => {
      const path = layer.getElement && layer.getElement();
      if (path) {
        path.classList.toggle("is-marked", shape.id === this.selected || shape.id === this.hovered);
      }
    }));
  }
}

/** Enter and the space bar press what the pointer would click. */
function press(element, act) {
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act();
    }
  });
}
