/* The section on coverage beside the map: which reach is drawn, by which method, with which
   figures. The server says all of it in words (presenters_on_map.py) and writes the same without a
   script (_on_map.html). */

import { fill, h, tongue } from "./plan-map-dom.js";

const WHOLE = "all"; // as in presenters_on_map.py
const SYMBOL = { shape: "circle", hue: "6" }; // of outlets, as declared

export class Coverage {
  constructor(root, map, words) {
    Object.assign(this, { map, words });
    this.select = root.querySelector("select[name=coverage]");
    if (!this.select) {
      return; // nothing has been computed yet
    }
    this.section = root.querySelector("[data-coverage]");
    this.body = root.querySelector("[data-coverage-body]");
    this.chip = root.querySelector("[data-coverage-chip]");
    map.addEventListener("plan-map-outlines", ({ detail }) => this.fill(detail));
    for (const kind of ["mouseover", "focusin"]) {
      this.body.addEventListener(kind, (event) => this.mark(event.target));
    }
    for (const kind of ["mouseleave", "focusout"]) {
      this.body.addEventListener(kind, () => this.mark(null));
    }
  }

  /** What is chosen, "" for nothing. */
  get chosen() {
    return this.select ? this.select.value : "";
  }

  /** The one kind of business that is chosen, "" for the whole rule and for nothing. */
  get kind() {
    return this.chosen === WHOLE ? "" : this.chosen;
  }

  /** Draw what is chosen; what the page came with stays until the same comes from the server. */
  show() {
    if (this.select) {
      const query = new URLSearchParams({ coverage: this.chosen });
      this.section.hidden = this.chip.hidden = !this.chosen;
      this.chip.firstElementChild.textContent = this.chosen && this.said();
      this.map.showOutlines(this.chosen ? `${this.select.dataset.url}?${query}` : "");
    }
  }

  /** What is chosen, in words. */
  said() {
    const name = this.select.selectedOptions[0].textContent;
    return fill(this.words.coverage_on, { shown: name });
  }

  off() {
    this.select.value = "";
    this.change();
  }

  /** Draw another choice; what stands there of the one before goes at once. */
  change() {
    this.open = this.opened();
    this.body.replaceChildren();
    this.show();
  }

  /** Which parts the reader unfolded. */
  opened() {
    return [...this.body.querySelectorAll("details[open]")].map((one) => one.dataset.part);
  }

  fill(answer) {
    this.section.hidden = !answer.chosen;
    if (!answer.chosen) {
      return;
    }
    const { facts, figures, circles, notes, shows, ground, summary } = answer;
    const open = [...(this.open || []), ...this.opened()];
    this.body.replaceChildren(
      ...notes.map((text) => h("p", { class: "note on-map__note" }, text)),
      h("h2", {}, this.words.coverage_city),
      this.figures(figures),
      h("h2", {}, this.words.coverage_how),
      h("dl", { class: "on-map__facts" }, ...facts.map(fact)),
      h("h2", {}, this.words.coverage_shows),
      h("ul", { class: "on-map__shows" }, ...shows.map(shown)),
      h(
        "details",
        { "data-part": "circles", open: open.includes("circles") },
        h("summary", {}, summary),
        h("ol", { class: "on-map__circles" }, ...circles.map((circle) => this.circle(circle)))
      ),
      h(
        "details",
        { "data-part": "ground", open: open.includes("ground") },
        h("summary", {}, this.words.coverage_ground),
        h("dl", { class: "on-map__facts" }, ...ground.map(fact))
      )
    );
  }

  figures(figures) {
    return h("ul", { class: "on-map__figures" }, ...figures.map((one) => this.figure(one)));
  }

  figure({ name, share, about, reason, area, left_out }) {
    const value = share
      ? h("span", { class: "value value--derived" }, h("i", { "aria-hidden": "true" }, "ƒ"), share)
      : h("span", { class: "missing" }, this.words.no_data);
    const lines = [...(share ? about : [reason, area]), ...left_out];
    return h(
      "li",
      {},
      name && h("span", { class: "on-map__name", lang: tongue(name) }, name),
      name && " ",
      value,
      share && ` ${this.words.coverage_people}`,
      ...lines.filter(Boolean).map((text) => h("span", { class: "sub", lang: tongue(text) }, text))
    );
  }

  circle({ place, name, page, note, figures }) {
    return h(
      "li",
      { "data-place": place },
      h("a", { href: page, lang: tongue(name) }, name),
      note && " ",
      note && h("span", { class: "sub" }, note),
      this.figures(figures)
    );
  }

  mark(element) {
    const line = element && element.closest("[data-place]");
    this.map.outlines.mark(line ? line.dataset.place : null);
  }
}

function shown([sort, words]) {
  const look = sort === "points" ? h("plan-symbol", SYMBOL) : h("i", { class: "on-map__dash" });
  return h("li", { class: "on-map__shown" }, look, h("span", { lang: tongue(words) }, words));
}

function fact([label, words]) {
  return h("div", {}, h("dt", {}, label), h("dd", { lang: tongue(words) }, words));
}
