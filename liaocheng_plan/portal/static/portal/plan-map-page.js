/* The map's page: form, map and lists say the same, and the address says it too. */

import { Coverage } from "./plan-map-coverage.js";
import { Filter } from "./plan-map-filter.js";
import { fill } from "./plan-map-dom.js";
import { PlaceList } from "./plan-map-list.js";

const PHONE = "(max-width: 46em)"; // as in map-page.css

class MapPage {
  constructor(root) {
    this.root = root;
    this.map = root.querySelector("plan-map");
    this.form = root.querySelector("#map-filters");
    this.words = JSON.parse(document.getElementById(this.map.getAttribute("words")).textContent);
    this.filter = new Filter(this.form);
    this.list = new PlaceList(root.querySelector("#map-results"), this.words, {
      onSelect: (id) => this.map.select(id, { by: "page" }),
      onHover: (id) => this.map.hover(id),
    });
    this.coverage = new Coverage(root, this.map, this.words);
    this.outlets = this.form.querySelector("[data-of-kind]");
    this.wanted = this.outlets.checked && !this.coverage.kind; // apart from any kind chosen
    this.place = this.map.getAttribute("focus") || null;
    this.listen();
    this.tabs();
    root.setAttribute("data-live", "");
    this.apply();
    this.coverage.show();
  }

  listen() {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", (event) => this.changed(event.target));
    this.form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.filter.clear();
      this.apply();
    });
    this.root.querySelectorAll("[data-clear]").forEach((button) =>
      button.addEventListener("click", () => this.form.reset())
    );
    this.map.addEventListener("plan-map-ready", () => this.showResults());
    this.map.addEventListener("plan-map-change", () => this.showResults());
    this.map.addEventListener("plan-map-select", ({ detail }) => this.selected(detail));
    this.map.addEventListener("plan-map-hover", ({ detail }) => this.list.hover(detail.id));
    this.map.addEventListener("plan-map-area", ({ detail }) => this.openArea(detail.key));
  }

  /** On a phone the panel is a sheet: pressing an open tab closes it. Else one side is open. */
  tabs() {
    const phone = window.matchMedia(PHONE);
    this.buttons = [...this.root.querySelectorAll("[data-tab]")];
    this.buttons.forEach((button) =>
      button.addEventListener("click", () => {
        const name = button.dataset.tab;
        this.showTab(phone.matches && this.root.dataset.side === name ? "" : name);
      })
    );
    this.showTab(phone.matches ? "" : "list");
    this.root.querySelector("[data-coverage-open]").addEventListener("click", () => {
      this.showTab("filters");
      this.root.querySelector("#map-coverage").focus();
    });
    this.root.querySelector("[data-coverage-off]").addEventListener("click", () => {
      this.coverage.off();
      this.narrow();
    });
  }

  showTab(name) {
    this.root.dataset.side = name;
    this.buttons.forEach((button) =>
      button.setAttribute("aria-expanded", String(button.dataset.tab === name))
    );
  }

  async changed(field) {
    if (field.name === "coverage") {
      this.coverage.change();
      await this.narrow();
      return;
    }
    if (field.name === "layer" && field.checked) {
      await this.map.addLayer(field.dataset.url);
    }
    this.apply();
    this.bringIntoView();
  }

  /** The layer of outlets is on for the kind chosen under coverage, and has these outlets alone. */
  async narrow() {
    const { outlets: box, coverage } = this;
    const [plain, before] = box.dataset.url.split("?");
    const url = coverage.kind ? `${plain}?coverage=${encodeURIComponent(coverage.kind)}` : plain;
    if (url !== box.dataset.url) {
      this.wanted = before ? this.wanted : box.checked;
      this.map.layers.drop(box.dataset.url);
      box.dataset.url = url;
      box.checked = coverage.kind ? !before || box.checked : this.wanted;
      box.toggleAttribute("data-default", Boolean(coverage.kind));
      this.root.querySelector("[data-kind-note]").hidden = !coverage.kind;
      this.root.querySelector(`[data-layer-count="${box.value}"]`).textContent = "";
    }
    this.apply();
    if (box.checked) {
      await this.map.addLayer(url);
    }
  }

  apply() {
    this.map.layers.query = this.filter.conditions().toString();
    this.map.filter(this.filter.layers(), this.filter.accepts());
    this.map.followDense();
    this.remember();
  }

  /** If the conditions left nothing in view, show where the rest is. */
  bringIntoView() {
    const drawn = this.map.shown().filter((place) => place.geometry);
    if (drawn.length && !this.map.view.holds(drawn)) {
      this.map.view.showPlaces();
    }
  }

  showResults() {
    const shown = this.map.shown();
    this.list.show(shown);
    this.root.querySelector("#map-empty").hidden = shown.length > 0 || !this.map.hasAttribute("ready");
    const totals = this.map.totals();
    this.root.querySelector("[data-summary]").textContent = fill(this.words.summary, totals);
    this.root.querySelector("[data-part]").hidden = totals.count <= shown.length;
    this.root.querySelector("[data-total]").textContent = totals.count;
    this.root.querySelector("[type=reset]").hidden = !this.filter.narrowed();
    this.countLayers();
  }

  countLayers() {
    const accepts = this.filter.accepts();
    const places = this.map.layers.places().filter(accepts);
    for (const layer of this.map.layers.described()) {
      const own = places.filter((place) => place.collection === layer.name);
      const drawn = layer.dense ? layer.drawn : own.filter((place) => place.geometry).length;
      const all = layer.dense ? drawn + layer.area_only + layer.unlocated : own.length;
      const element = this.root.querySelector(`[data-layer-count="${layer.name}"]`);
      element.textContent = `${drawn} / ${all}`;
    }
  }

  selected({ id, by }) {
    this.place = id;
    if (id && by === "map") {
      this.showTab("list");
    }
    this.list.select(id);
    this.remember();
  }

  openArea(key) {
    const known = this.map.shown().filter((p) => p.section === "area_only");
    this.showTab("list");
    this.list.showArea(known.filter((place) => !key || place.area_path.includes(key)));
  }

  remember() {
    window.history.replaceState(null, "", this.filter.address(this.place, this.coverage.chosen));
  }
}

const root = document.getElementById("map-page");
if (root) {
  customElements.whenDefined("plan-map").then(() => new MapPage(root));
}
