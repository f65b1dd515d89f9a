/* What is shown of one place: its card, its line in a list, and its accessible name. */

import { fill, h, tongue } from "./plan-map-dom.js";
import { symbol } from "./symbols.js";

/** The card: status, position, five facts, citation and the way to its page. */
export function card(place, words) {
  return h(
    "div",
    { class: "map-card" },
    h("p", { class: "map-card__states" }, ...states(place, words)),
    h("dl", { class: "map-card__facts" }, ...place.facts.map((fact) => factRow(fact, words))),
    place.citation && citation(place.citation),
    h("p", { class: "map-card__more" }, h("a", { href: place.page }, words.open))
  );
}

/** The card with the name and kind above it, for a popup. */
export function titledCard(place, words) {
  return h(
    "div",
    { class: "map-popup" },
    h(
      "p",
      { class: "map-popup__kind" },
      symbol(place.layer.symbol, place.layer.hue, place.provisional),
      place.layer.label_one
    ),
    h("p", { class: "map-popup__name", lang: tongue(place.name) }, place.name),
    card(place, words)
  );
}

function states(place, words) {
  const parts = [
    h(
      "span",
      { class: `map-chip map-chip--${place.status_tone}` },
      [place.status_label, place.status_as_of].filter(Boolean).join(" · ")
    ),
    place.plan_action_label && h("span", { class: "map-chip" }, place.plan_action_label),
    h("span", { class: "map-chip" }, position(place, words)),
  ];
  return parts.filter(Boolean);
}

/** How well the position is known, in words. */
export function position(place, words) {
  if (place.section === "unlocated") {
    return words.unlocated;
  }
  if (place.section === "area_only") {
    return fill(words.only_area, { area: place.area_name });
  }
  const exact = place.precision === "source" ? words.source : words.exact;
  const precision = place.provisional ? words.provisional : exact;
  return place.error_m
    ? fill(words.within, { precision, metres: place.error_m.toLocaleString("en") })
    : precision;
}

function factRow([label, value, kind, url], words) {
  const told = url ? h("a", { class: "to-text", href: url }, value) : value;
  const shown =
    kind === "missing"
      ? h("span", { class: "missing" }, value)
      : h("span", { class: `value value--${kind}`, lang: tongue(value) }, told);
  const formula = kind === "derived" && h("i", { title: words.derived }, "ƒ ");
  if (formula) {
    shown.prepend(formula);
  }
  return h("div", {}, h("dt", {}, label), h("dd", {}, shown));
}

function citation({ document_name: name, section, item, quote, page }) {
  const where = [name, section, item].filter(Boolean).join(" ");
  return h(
    "p",
    { class: "map-card__cite" },
    h("q", { lang: "zh-Hans" }, quote),
    " ",
    h("a", { href: page, lang: "zh-Hans" }, where)
  );
}

/** What a screen reader says of a symbol. */
export function describe(place, words) {
  const parts = [place.name, place.layer.label_one, position(place, words), place.status_label];
  return parts.join(words.comma);
}

/** A list of places as buttons under a title; `onSelect(id)` is told which was chosen. */
export function choice(title, places, onSelect) {
  return h(
    "div",
    { class: "map-popup" },
    h("p", { class: "map-popup__kind" }, title),
    h("ul", { class: "map-popup__list" }, ...places.map((place) => choiceLine(place, onSelect)))
  );
}

function choiceLine(place, onSelect) {
  const unsure = place.section !== "drawn" || place.provisional;
  const button = h(
    "button",
    { type: "button", onclick: () => onSelect(place.id) },
    symbol(place.layer.symbol, place.layer.hue, unsure),
    h("span", { lang: tongue(place.name) }, place.name)
  );
  return h("li", {}, button);
}
