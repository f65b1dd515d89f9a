/* The section on coverage beside the map: which reach is drawn, by which method, with which
   figures. The server says all of it in words (presenters_on_map.py) and writes the same without a
   script (_on_map.html). */

import { h, tongue } from "./plan-map-dom.js";

const WHOLE = "all"; // as in presenters_on_map.py

export class Coverage {
  constructor(root, map, words) {
    Object.assign(this, { map, words });
    this.select = root.querySelector("select[name=coverage]");
    if (!this.select) {
      return; // nothing has been computed yet
    }
    this.section = root.querySelector("[data-coverage]");
    this.body = root.querySelector("[data-coverage-body]");
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

  /** Draw what is chosen; what the page came with stays until the same comes from the server. */
  show() {
    if (this.select) {
      const query = new URLSearchParams({ coverage: this.chosen });
      this.section.hidden = !this.chosen;
      this.map.showOutlines(this.chosen ? `${this.select.dataset.url}?${query}` : "");
    }
  }

  /** Draw another choice; what stands there of the one before goes at once. */
  change() {
    this.wasOpen = Boolean(this.body.querySelector("details[open]"));
    this.body.replaceChildren();
    this.show();
  }

  fill(answer) {
    this.section.hidden = !answer.chosen;
    if (!answer.chosen) {
      return;
    }
    const { facts, figures, circles, notes, summary } = answer;
    const details = this.body.querySelector("details");
    const open = details ? details.open : this.wasOpen || answer.chosen !== WHOLE;
    this.body.replaceChildren(
      ...notes.map((text) => h("p", { class: "note on-map__note" }, text)),
      h("h2", {}, this.words.coverage_city),
      this.figures(figures),
      h("h2", {}, this.words.coverage_how),
      h("dl", { class: "on-map__facts" }, ...facts.map(fact)),
      h(
        "details",
        { open },
        h("summary", {}, summary),
        h("ol", { class: "on-map__circles" }, ...circles.map((circle) => this.circle(circle)))
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

function fact([label, words]) {
  return h("div", {}, h("dt", {}, label), h("dd", { lang: tongue(words) }, words));
}
