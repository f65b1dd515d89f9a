/* <plan-map backdrop layers focus controls words review tianditu size>: a map of the plan.
 *
 * backdrop, layers: addresses of our own JSON (layers: several, separated by blanks)
 * focus: `collection/key` of the place to show first
 * fit: several such, all to be in view at first
 * outlines: address of the outlines of one circle, drawn below the places and brought into view
 * controls: `layers` (a switch below the map), `card` (a popup on selection), `areas` (numbers of
 *   places known by area only)
 * words: id of the element that holds the translated words as JSON
 * Fires plan-map-change, plan-map-select {id, by}, plan-map-hover {id}, plan-map-area {key}, and
 * plan-map-outlines with all that outlines came with.
 */

import { AreaCounts } from "./plan-map-areas.js";
import { Backdrop } from "./plan-map-backdrop.js";
import { describe } from "./plan-map-card.js";
import { addControls, addNotice, layerSwitch, StateLine } from "./plan-map-controls.js";
import { load } from "./plan-map-data.js";
import { fill, h } from "./plan-map-dom.js";
import { Layers } from "./plan-map-layers.js";
import { Outlines } from "./plan-map-outlines.js";
import { Places } from "./plan-map-places.js";
import { Popups } from "./plan-map-popups.js";
import { View } from "./plan-map-view.js";

const L = window.L;
const CENTRE = [36.4573, 115.9826];

class PlanMap extends HTMLElement {
  connectedCallback() {
    if (this.map) {
      return;
    }
    this.words = JSON.parse(document.getElementById(this.getAttribute("words")).textContent);
    this.on = null; // null: as the layers declare
    this.accepts = () => true;
    this.build();
    this.start();
  }

  has(control) {
    return (this.getAttribute("controls") || "").split(" ").includes(control);
  }

  build() {
    const canvas = h("div", { class: "map-canvas", role: "region", "aria-label": this.words.map });
    this.replaceChildren(canvas);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const tianditu = this.getAttribute("tianditu") || "";
    this.map = L.map(canvas, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: tianditu ? 1 : 0.25,
      minZoom: 8,
      maxZoom: 18,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
    }).setView(CENTRE, 12);
    const say = (kind) => this.state.show(kind);
    this.state = new StateLine(this, this.words, () => this.retry());
    this.backdrop = new Backdrop(this.map, { tianditu, onTileError: () => say("tiles") });
    this.outlines = new Outlines(this.map);
    this.outlinesUrl = this.getAttribute("outlines");
    this.areas = new AreaCounts(this.map, this.backdrop, this.words, (...a) => this.openArea(...a));
    this.places = new Places(this.map, {
      size: Number(this.getAttribute("size")) || (this.clientWidth < 600 ? 18 : 22),
      groundNames: () => this.backdrop.roadNameElements(),
      giveWay: (points) => this.backdrop.giveWay(points),
      describe: (place) => describe(place, this.words),
      describeCrowd: (count) => fill(this.words.several, { count }),
      onSelect: (id) => this.select(id, { by: "map" }),
      onHover: (id) => this.hover(id, "map"),
      onCrowd: (places) => this.popups.crowd(places),
    });
    addControls(this.map, this.words, {
      onCity: () => this.view.showCity(),
      onPlaces: () => this.view.showPlaces(),
    });
    addNotice(this.map, this.words, this.getAttribute("review"), Boolean(tianditu));
    this.view = new View(this.map, this.backdrop, this.places);
    this.popups = new Popups(this.view, this.words, (id) => this.select(id, { by: "map" }));
  }

  async start() {
    this.layers = new Layers({
      onChange: () => this.refresh(),
      onError: (error) => this.state.show(error.kind),
    });
    this.state.show("loading");
    const urls = (this.getAttribute("layers") || "").split(" ").filter(Boolean);
    await Promise.all([this.drawBackdrop(), this.drawOutlines(), ...urls.map((url) => this.layers.add(url))]);
    this.settle();
    window.addEventListener("offline", () => this.state.show("network"));
    window.addEventListener("online", () => this.retry());
    this.map.on("moveend", () => this.followDense());
  }

  async drawBackdrop() {
    try {
      this.backdrop.draw(await load(this.getAttribute("backdrop")));
      this.backdropDrawn = true;
    } catch (error) {
      this.state.show(error.kind);
    }
  }

  async drawOutlines() {
    try {
      const answer = await this.outlines.show(this.outlinesUrl);
      if (answer) {
        this.dispatch("plan-map-outlines", answer);
      }
    } catch (error) {
      this.state.show(error.kind);
    }
  }

  /** Draw other outlines in place of those before, none for an empty address. */
  async showOutlines(url) {
    this.outlinesUrl = url;
    await this.drawOutlines();
  }

  /** All that was asked for has come or failed. */
  settle() {
    if (this.state.kind === "loading") {
      this.state.show("");
    }
    this.refresh();
    const focus = this.getAttribute("focus");
    if (focus && this.layers.get(focus)) {
      this.select(focus, { by: "focus" });
    } else if (!this.view.moved) {
      this.view.showPlaces({ animate: false });
    }
    this.fitAll((this.getAttribute("fit") || "").split(" "));
    const outlined = this.outlines.bounds();
    if (this.hasAttribute("outlines") && outlined.isValid()) {
      this.view.fit(outlined.pad(0.1), { animate: false });
    }
    this.setAttribute("ready", "");
    this.dispatch("plan-map-ready", {});
  }

  /** Bring all these places into view. */
  fitAll(ids) {
    const places = ids.map((id) => this.layers.get(id)).filter((place) => place && place.geometry);
    if (places.length) {
      const bounds = L.latLngBounds(places.map((place) => place.anchor));
      this.view.fit(bounds, { padding: [48, 48], maxZoom: 14, animate: false });
    }
  }

  async retry() {
    this.state.show("loading");
    await Promise.all([
      this.backdropDrawn || this.drawBackdrop(),
      this.drawOutlines(),
      this.layers.retry(),
    ]);
    this.settle();
  }

  /** Fetch every layer anew, quietly: what is shown stays until its successor is there. */
  async reload() {
    await this.layers.reload();
    if (!this.layers.failed.size) {
      this.state.show("");
    }
  }

  followDense() {
    if (!this.layers.hasDense()) {
      return;
    }
    window.clearTimeout(this.denseTimer);
    this.denseTimer = window.setTimeout(() => this.layers.refresh(this.map.getBounds()), 250);
  }

  /** Fetch a further layer and show it. */
  async addLayer(url) {
    await this.layers.add(url);
    this.followDense();
  }

  /** Show the layers named in `on` (a Set; null: as declared) and there what `accepts` accepts. */
  filter(on, accepts) {
    this.on = on;
    this.accepts = accepts;
    this.refresh();
  }

  isOn(layer) {
    return this.on ? this.on.has(layer.name) : layer.on;
  }

  /** Every fetched place that layers and conditions let through, drawn or not. */
  shown() {
    return this.layers.places().filter((place) => this.isOn(place.layer) && this.accepts(place));
  }

  /** How many places layers and conditions let through; of dense layers the server counted. */
  totals() {
    const dense = this.layers.described().filter((layer) => layer.dense && this.isOn(layer));
    const names = new Set(dense.map((layer) => layer.name));
    const listed = this.shown().filter((place) => !names.has(place.collection));
    const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
    return {
      count: listed.length + sum(dense.map((l) => l.drawn + l.area_only + l.unlocated)),
      drawn: listed.filter((place) => place.geometry).length + sum(dense.map((l) => l.drawn)),
    };
  }

  refresh() {
    const shown = this.shown();
    const cells = this.layers.cells().filter((cell) => this.isOn(cell.layer));
    this.places.show(shown, cells);
    if (cells.length || this.state.kind === "dense") {
      this.state.show(cells.length ? "dense" : "");
    }
    if (this.has("areas")) {
      this.areas.show(shown.filter((place) => place.section === "area_only"));
    }
    this.drawSwitch();
    this.dispatch("plan-map-change", {});
  }

  drawSwitch() {
    if (!this.has("layers")) {
      return;
    }
    const described = this.layers.described();
    if (described.length < 2) {
      return;
    }
    const on = new Set(described.filter((l) => this.isOn(l)).map((l) => l.name));
    const next = layerSwitch(described, on, this.words, (name) => {
      on.has(name) ? on.delete(name) : on.add(name);
      this.filter(on, this.accepts);
      this.switch.querySelector(`[data-name="${name}"]`)?.focus();
    });
    if (this.switch) {
      this.switch.replaceWith(next);
    } else {
      this.append(next);
    }
    this.switch = next;
  }

  /** Select a place; `by` is `map`, `page` or `focus`: only a map's own click leaves the view. */
  select(id, { by = "page" } = {}) {
    const place = id && this.layers.get(id);
    this.map.closePopup();
    this.places.select(place ? place.id : null);
    this.backdrop.highlight(null);
    if (place && by !== "map") {
      this.view.goTo(place, by === "focus");
    }
    if (place && by !== "focus" && this.has("card") && place.section === "drawn") {
      this.popups.card(place);
    }
    this.dispatch("plan-map-select", { id: place ? place.id : null, by });
  }

  hover(id, by = "page") {
    this.places.hover(id);
    this.dispatch("plan-map-hover", { id, by });
  }

  /** Show the places known by area only: of one area, or (key null) of several. */
  openArea(key, title, places) {
    this.view.goToArea(key, { animate: !this.has("card") }); // a popup needs the final view
    if (this.has("card")) {
      const area = this.backdrop.areaPoints.get(key);
      const visit = (place) => (window.location.href = place.page);
      this.popups.list(area ? area.point : this.map.getCenter(), title, places, visit);
    }
    this.dispatch("plan-map-area", { key });
  }

  dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

if (!customElements.get("plan-map")) {
  customElements.define("plan-map", PlanMap);
}
