/* What stands on a map beside its places: zoom, whole city, scale, the notice, the layer switch. */

import { fill, h } from "./plan-map-dom.js";
import { symbol } from "./symbols.js";

const L = window.L;

/** Zoom buttons, the two views, the scale bar. */
export function addControls(map, words, { onCity, onPlaces }) {
  const zoom = { zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out, position: "topleft" };
  L.control.zoom(zoom).addTo(map);
  const views = L.control({ position: "topleft" });
  views.onAdd = () => {
    const bar = h(
      "div",
      { class: "leaflet-bar map-views" },
      h("button", { type: "button", onclick: onPlaces, title: words.fit_places }, words.places),
      h("button", { type: "button", onclick: onCity, title: words.fit_city }, words.city)
    );
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  views.addTo(map);
  L.control.scale({ imperial: false, maxWidth: 120, position: "bottomleft" }).addTo(map);
}

/** The notice that every map carries: its review number, or that it has none. */
export function addNotice(map, words, reviewNumber, official) {
  const notice = L.control({ position: "bottomright" });
  const reviewed = reviewNumber
    ? fill(words.review, { number: reviewNumber })
    : h("strong", {}, words.unreviewed);
  notice.onAdd = () =>
    h("p", { class: "map-notice" }, reviewed, official ? "" : ` ${words.schematic}`);
  notice.addTo(map);
  return notice;
}

/** A row of switches, one for each layer, with symbol and number of drawn places. */
export function layerSwitch(layers, on, words, onToggle) {
  return h(
    "div",
    { class: "map-switch", role: "group", "aria-label": words.layers },
    ...layers.map((layer) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": String(on.has(layer.name)),
          onclick: () => onToggle(layer.name),
        },
        symbol(layer.symbol, layer.hue),
        h("span", {}, layer.label),
        h("span", { class: "map-switch__count" }, String(layer.drawn))
      )
    )
  );
}

/** The line over a map that says what is going on, with a button to try again. */
export class StateLine {
  constructor(host, words, onRetry) {
    this.words = words;
    this.text = h("span", {});
    this.retry = h("button", { type: "button", hidden: true, onclick: onRetry }, words.retry);
    this.signIn = h("a", { hidden: true }, words.sign_in);
    this.line = h(
      "p",
      { class: "map-state", role: "status", hidden: true },
      this.text,
      this.retry,
      this.signIn
    );
    host.append(this.line);
  }

  /** Show a message of a kind (loading, network, server, forbidden, tiles, note); "" hides it. */
  show(kind, message = this.words[kind]) {
    this.kind = kind;
    this.line.hidden = !kind;
    this.line.className = `map-state map-state--${kind}`;
    this.text.textContent = message || "";
    this.retry.hidden = kind !== "network" && kind !== "server";
    this.signIn.hidden = kind !== "forbidden";
    this.signIn.href = `${this.words.sign_in_url}?next=${encodeURIComponent(window.location.pathname)}`;
  }
}
