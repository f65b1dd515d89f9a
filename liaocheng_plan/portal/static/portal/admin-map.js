/* The position in an admin form: draw, move, type or clear it. The hidden textarea holds GeoJSON
   (WGS 84) and is written only when the position itself is changed. */

import { readCoordinates } from "./admin-map-coordinates.js";
import { Tools } from "./admin-map-tools.js";
import { Backdrop } from "./plan-map-backdrop.js";
import { addNotice } from "./plan-map-controls.js";
import { anchorOf, load } from "./plan-map-data.js";
import { fill } from "./plan-map-dom.js";

const L = window.L;
const DIGITS = 7; // decimals of a degree: 1 cm
const CENTRE = [36.4573, 115.9826];

class PlaceField {
  constructor(root) {
    this.root = root;
    this.text = root.querySelector("textarea");
    this.saved = this.text.value;
    this.words = JSON.parse(root.querySelector("script[type='application/json']").textContent);
    this.pin = L.divIcon({ className: "place-pin", iconSize: [22, 22] });
    this.buildMap(root.querySelector("[data-canvas]"));
    this.tools = new Tools(this, root.querySelector("[data-tools]"));
    this.listen();
    this.read(this.saved);
    this.say(this.saved ? this.words.saved : this.words.none);
    this.loadBackdrop();
  }

  buildMap(canvas) {
    const options = { attributionControl: false, zoomControl: false, zoomSnap: 0.25 };
    this.map = L.map(canvas, { ...options, minZoom: 8, maxZoom: 18 });
    const { centre } = this.root.dataset;
    this.map.setView(centre ? centre.split(" ").map(Number) : CENTRE, centre ? 15 : 13);
    const { zoom_in: zoomInTitle, zoom_out: zoomOutTitle } = this.words;
    L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    addNotice(this.map, this.words, this.root.dataset.review, false);
    this.backdrop = new Backdrop(this.map);
    this.error = L.layerGroup().addTo(this.map);
    this.drawn = L.featureGroup().addTo(this.map);
    new ResizeObserver(() => {
      this.map.invalidateSize({ animate: false });
      if (!this.seen && canvas.clientWidth) {
        this.seen = true; // it may have been built in a closed fieldset
        this.show();
      }
    }).observe(canvas);
  }

  listen() {
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
      this.say(this.message); // the area can be named only now
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
    this.tools.update();
    this.show();
  }

  /** A pin; the keyboard sets it by the coordinates, so it takes no focus. */
  pinAt(at) {
    return L.marker(at, { icon: this.pin, keyboard: false });
  }

  /** Bring the position into view. */
  show() {
    const bounds = this.drawn.getBounds();
    if (bounds.isValid() && this.map.getSize().x) {
      this.map.fitBounds(bounds, { maxZoom: 15, padding: [40, 40], animate: false });
    }
  }

  drew(layer) {
    this.drawn.clearLayers();
    this.drawn.addLayer(layer.getLatLng ? this.pinAt(layer.getLatLng()) : layer);
    this.write();
  }

  reshaped() {
    this.write();
  }

  clear() {
    this.drawn.clearLayers();
    this.write();
  }

  /** Back to what is stored. */
  undo() {
    this.text.value = this.saved;
    this.changed();
    this.read(this.saved);
    this.describe();
  }

  isChanged() {
    return this.text.value !== this.saved;
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
    this.tools.stop();
    this.drew(this.pinAt([lat, lng]));
    this.show();
    if (problem) {
      this.say(fill(this.words.swapped, { lng, lat }));
    }
  }

  /** Write what is drawn into the form. */
  write() {
    const geometries = this.drawn.getLayers().map((layer) => layer.toGeoJSON(DIGITS).geometry);
    const several = { type: "GeometryCollection", geometries };
    const value = geometries.length > 1 ? several : geometries[0];
    this.text.value = value ? JSON.stringify(value) : "";
    this.changed();
    this.drawError();
    this.tools.update();
    this.describe();
  }

  changed() {
    this.text.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Say what the form holds now. */
  describe() {
    if (!this.text.value) {
      this.say(this.saved ? this.words.cleared : this.words.none);
    } else if (!this.isChanged()) {
      this.say(this.words.saved);
    } else {
      this.describeNew(JSON.parse(this.text.value));
    }
  }

  describeNew(geometry) {
    if (geometry.type !== "Point") {
      const closing = geometry.type === "Polygon" ? 1 : 0;
      const count = JSON.stringify(geometry).split("],[").length - closing;
      this.say(fill(this.words.drawn, { count }));
      return;
    }
    const [lng, lat] = geometry.coordinates;
    this.say(this.backdrop.areaAt(lng, lat) ? this.words.placed_in : this.words.placed);
  }

  /** Show a message; `{where}` and `{area}` are those of the present position. */
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
