/* The position in an admin form: draw, move, type or clear it. The hidden textarea holds GeoJSON
   (WGS 84) and is written only when the position itself is changed. */

import { Backdrop } from "./plan-map-backdrop.js";
import { addNotice } from "./plan-map-controls.js";
import { anchorOf, load } from "./plan-map-data.js";
import { fill, h } from "./plan-map-dom.js";
import { readCoordinates } from "./admin-map-coordinates.js";

const L = window.L;
const DIGITS = 7; // decimals of a degree: 1 cm
const CENTRE = [36.4573, 115.9826];
const SHAPES = { point: L.Draw.Marker, line: L.Draw.Polyline, area: L.Draw.Polygon };

// Leaflet.draw still asks for it under its old name, which warns in the console.
L.Polyline._flat = L.LineUtil.isFlat;

class PlaceField {
  constructor(root) {
    this.root = root;
    this.text = root.querySelector("textarea");
    this.saved = this.text.value;
    this.words = JSON.parse(root.querySelector("script[type='application/json']").textContent);
    this.pin = L.divIcon({ className: "place-pin", iconSize: [22, 22] });
    this.translate();
    this.buildMap();
    this.buildTools();
    this.listen();
    this.read(this.saved);
    this.say(this.saved ? this.words.saved : this.words.none);
    this.loadBackdrop();
  }

  translate() {
    const { draw, edit } = L.drawLocal;
    const { click_point: point, click_line: line, click_area: area, drag } = this.words;
    draw.handlers.marker.tooltip.start = point;
    Object.assign(draw.handlers.polyline.tooltip, { start: line, cont: line, end: line });
    Object.assign(draw.handlers.polygon.tooltip, { start: area, cont: area, end: area });
    draw.handlers.polyline.error = this.words.crosses;
    Object.assign(edit.handlers.edit.tooltip, { text: drag, subtext: "" });
  }

  buildMap() {
    this.canvas = this.root.querySelector("[data-canvas]");
    this.map = L.map(this.canvas, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap: 0.25,
      minZoom: 8,
      maxZoom: 18,
    }).setView(CENTRE, 13);
    const { zoom_in: zoomInTitle, zoom_out: zoomOutTitle } = this.words;
    L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    addNotice(this.map, this.words, this.root.dataset.review, false);
    this.backdrop = new Backdrop(this.map);
    this.error = L.layerGroup().addTo(this.map);
    this.drawn = L.featureGroup().addTo(this.map);
    new ResizeObserver(() => {
      this.map.invalidateSize({ animate: false });
      if (!this.seen && this.canvas.clientWidth) {
        this.seen = true; // it may have been built in a closed fieldset
        this.show();
      }
    }).observe(this.canvas);
  }

  buildTools() {
    const button = (name, act) =>
      h("button", { type: "button", class: "button", "data-tool": name, onclick: act }, this.words[name]);
    this.tools = {};
    const acts = {
      point: () => this.draw("point"),
      line: () => this.draw("line"),
      area: () => this.draw("area"),
      edit: () => this.edit(),
      done: () => this.finishEdit(true),
      cancel: () => this.cancel(),
      clear: () => this.clear(),
      undo: () => this.undo(),
    };
    for (const [name, act] of Object.entries(acts)) {
      this.tools[name] = button(name, act);
    }
    this.root.querySelector("[data-tools]").append(...Object.values(this.tools));
    this.updateTools();
  }

  listen() {
    this.map.on("draw:created", ({ layer }) => {
      this.drawn.clearLayers();
      this.drawn.addLayer(layer.getLatLng ? this.pinAt(layer.getLatLng()) : layer);
      this.write();
    });
    this.map.on("draw:drawstop", () => this.stopped());
    this.box = this.root.querySelector("[data-coordinates]");
    this.root.querySelector("[data-apply]").addEventListener("click", () => this.typed());
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault(); // Enter would send the whole form
        this.typed();
      }
    });
    this.errorInput = this.text.form && this.text.form.elements.location_error_m;
    if (this.errorInput) {
      this.errorInput.addEventListener("input", () => this.drawError());
    }
  }

  async loadBackdrop() {
    try {
      this.backdrop.draw(await load(this.root.dataset.backdrop));
      this.show();
      this.say(this.message);
    } catch {
      this.say(this.words.network);
    }
  }

  /** Put a GeoJSON text on the map; the textarea stays as it is. */
  read(text) {
    this.drawn.clearLayers();
    if (text) {
      const pointToLayer = (_, at) => this.pinAt(at);
      const shape = L.geoJSON(JSON.parse(text), { pointToLayer });
      shape.eachLayer((layer) => this.drawn.addLayer(layer));
    }
    this.drawError();
    this.updateTools();
  }

  /** A pin; the keyboard sets it by the coordinates, so it takes no focus. */
  pinAt(at) {
    return L.marker(at, { icon: this.pin, keyboard: false });
  }

  /** Show the position, or where most places are. */
  show() {
    const bounds = this.drawn.getBounds();
    if (bounds.isValid()) {
      this.map.fitBounds(bounds, { maxZoom: 15, padding: [40, 40] });
    }
  }

  draw(kind) {
    this.stopAll();
    const error = { drawError: { message: this.words.crosses }, allowIntersection: kind === "line" };
    this.handler = new SHAPES[kind](this.map, { icon: kind === "point" ? this.pin : undefined, ...error });
    if (kind !== "point") {
      this.handler.options.icon = new L.DivIcon({ className: "place-corner", iconSize: [10, 10] });
    }
    this.handler.enable();
    this.say(this.words[`click_${kind}`]);
    this.updateTools(kind);
  }

  stopped() {
    this.handler = null;
    this.updateTools();
  }

  edit() {
    this.stopAll();
    this.editor = new L.EditToolbar.Edit(this.map, { featureGroup: this.drawn });
    this.editor.enable();
    this.say(this.words.drag);
    this.updateTools("edit");
  }

  finishEdit(keep) {
    const editor = this.editor;
    this.editor = null;
    if (!keep) {
      editor.revertLayers();
    }
    editor.disable();
    if (keep) {
      this.write();
    } else {
      this.say(this.message);
    }
    this.updateTools();
  }

  cancel() {
    this.stopAll();
    this.describe();
  }

  stopAll() {
    if (this.editor) {
      this.finishEdit(false);
    }
    if (this.handler) {
      this.handler.disable();
    }
  }

  clear() {
    this.stopAll();
    this.drawn.clearLayers();
    this.write();
  }

  undo() {
    this.stopAll();
    this.text.value = this.saved;
    this.changed();
    this.read(this.saved);
    this.show();
    this.say(this.saved ? this.words.saved : this.words.none);
  }

  /** A point from typed or pasted coordinates. */
  typed() {
    const extent = this.root.dataset.extent.split(" ").map(Number);
    const { lng, lat, problem } = readCoordinates(this.box.value, extent);
    if (problem && problem !== "swapped") {
      this.box.setAttribute("aria-invalid", "true");
      this.say(this.words[problem]);
      return;
    }
    this.box.removeAttribute("aria-invalid");
    this.stopAll();
    this.drawn.clearLayers();
    this.drawn.addLayer(this.pinAt([lat, lng]));
    this.write();
    this.show();
    if (problem) {
      this.say(fill(this.words.swapped, { lng, lat }));
    }
  }

  /** Write what is drawn into the form. */
  write() {
    const geometries = this.drawn.getLayers().map((layer) => layer.toGeoJSON(DIGITS).geometry);
    const [only] = geometries;
    const several = { type: "GeometryCollection", geometries };
    this.text.value = geometries.length ? JSON.stringify(geometries.length > 1 ? several : only) : "";
    this.changed();
    this.drawError();
    this.updateTools();
    this.describe();
  }

  changed() {
    this.text.dispatchEvent(new Event("change", { bubbles: true }));
  }

  describe() {
    if (!this.text.value) {
      this.say(this.saved ? this.words.cleared : this.words.none);
      return;
    }
    if (this.text.value === this.saved) {
      this.say(this.words.saved);
      return;
    }
    const geometry = JSON.parse(this.text.value);
    if (geometry.type !== "Point") {
      const closing = geometry.type === "Polygon" ? 1 : 0;
      const count = JSON.stringify(geometry).split("],[").length - closing;
      this.say(fill(this.words.drawn, { count }));
      return;
    }
    const [lng, lat] = geometry.coordinates;
    this.say(this.backdrop.areaAt(lng, lat) ? this.words.placed_in : this.words.placed);
  }

  /** Say how things are; `{where}` and `{area}` are those of the present position. */
  say(message) {
    this.message = message;
    const values = {};
    if (this.text.value) {
      const [lat, lng] = anchorOf(JSON.parse(this.text.value));
      values.where = `${lng.toFixed(6)}, ${lat.toFixed(6)}`;
      values.area = this.backdrop.areaAt(lng, lat);
    }
    this.root.querySelector("[data-state]").textContent = fill(message, values);
  }

  /** The circle within which the true place may lie, from the form's own field. */
  drawError() {
    this.error.clearLayers();
    const radius = this.errorInput && Number(this.errorInput.value);
    const [layer] = this.drawn.getLayers();
    if (radius > 0 && layer && layer.getLatLng) {
      const options = { radius, interactive: false, className: "place-error" };
      this.error.addLayer(L.circle(layer.getLatLng(), options));
    }
  }

  updateTools(active = "") {
    const busy = Boolean(active);
    const filled = this.drawn.getLayers().length > 0;
    const { point, line, area, edit, done, cancel, clear, undo } = this.tools;
    Object.entries({ point, line, area }).forEach(([name, button]) =>
      button.setAttribute("aria-pressed", String(name === active))
    );
    edit.hidden = !filled || busy;
    done.hidden = active !== "edit";
    cancel.hidden = !busy;
    clear.hidden = !filled || busy;
    undo.hidden = busy || this.text.value === this.saved;
  }
}

/** Build every map that is not part of an inline form's empty template. */
function buildAll(scope) {
  scope.querySelectorAll("[data-place-map]:not([data-built])").forEach((root) => {
    if (!root.querySelector("textarea").name.includes("__prefix__")) {
      root.setAttribute("data-built", "");
      new PlaceField(root);
    }
  });
}

buildAll(document);
document.addEventListener("formset:added", (event) => buildAll(event.target));
