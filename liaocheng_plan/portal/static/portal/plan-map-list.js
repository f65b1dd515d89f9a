/* The places as lists beside the map: drawn, known by area only, unlocated. A line opens to the
   place's card; what is open, pointed at or focused is marked on the map too. */

import { card } from "./plan-map-card.js";
import { fill, h, tongue } from "./plan-map-dom.js";
import { symbol } from "./symbols.js";

const PAGE = 200; // lines of one section before “show more”

export class PlaceList {
  /** `root` holds one `[data-section]` per list; `onSelect(id)`, `onHover(id)` link to the map. */
  constructor(root, words, { onSelect, onHover }) {
    Object.assign(this, { root, words, onSelect, onHover });
    this.limits = { drawn: PAGE, area_only: PAGE, unlocated: PAGE };
    this.open = null;
  }

  /** Show these places, in their order. */
  show(places) {
    this.places = places;
    for (const name of Object.keys(this.limits)) {
      this.showSection(name, places.filter((place) => place.section === name));
    }
    if (this.open) {
      this.select(this.open, false);
    }
  }

  showSection(name, places) {
    const section = this.root.querySelector(`[data-section="${name}"]`);
    section.hidden = places.length === 0;
    section.querySelector("[data-count]").textContent = places.length;
    const body = section.querySelector("[data-list]");
    const shown = places.slice(0, this.limits[name]);
    const groups = name === "area_only" ? byArea(shown) : [["", shown]];
    const parts = groups.map(([area, members]) => this.group(area, members));
    if (places.length > shown.length) {
      parts.push(this.moreButton(name, places.length - shown.length));
    }
    body.replaceChildren(...parts);
  }

  group(area, places) {
    const list = h("ol", { class: "map-list" }, ...places.map((place) => this.line(place)));
    if (!area) {
      return list;
    }
    const count = h("span", { class: "map-count" }, String(places.length));
    return h("div", {}, h("h3", { lang: tongue(area) }, area, " ", count), list);
  }

  line(place) {
    const status = place.status === "not_reported" ? null : place.status_label;
    const about = [place.layer.label_one, place.area_name, place.plan_action_label, status];
    const head = h(
      "button",
      {
        type: "button",
        class: "map-item__head",
        "aria-expanded": "false",
        onclick: () => this.onSelect(this.open === place.id ? null : place.id),
      },
      symbol(place.layer.symbol, place.layer.hue, place.section !== "drawn" || place.provisional),
      h("span", { class: "map-item__name", lang: tongue(place.name) }, place.name),
      h("span", { class: "map-item__about" }, about.filter(Boolean).join(" · "))
    );
    const line = h("li", { class: "map-item", "data-id": place.id }, head);
    line.addEventListener("mouseenter", () => this.onHover(place.id));
    line.addEventListener("mouseleave", () => this.onHover(null));
    return line;
  }

  moreButton(name, left) {
    const more = () => {
      this.limits[name] += PAGE;
      this.show(this.places);
    };
    const words = fill(this.words.more, { count: left });
    return h("button", { type: "button", class: "map-more", onclick: more }, words);
  }

  /** Open one place's card (none: null), closing the other; `reveal` scrolls it into view. */
  select(id, reveal = true) {
    this.root.querySelectorAll(".map-item.is-open").forEach((line) => this.close(line));
    this.open = id;
    const line = id && this.find(id);
    const place = id && this.places.find((one) => one.id === id);
    if (!line || !place) {
      return;
    }
    line.classList.add("is-open");
    line.querySelector("button").setAttribute("aria-expanded", "true");
    line.append(card(place, this.words));
    if (reveal) {
      this.reveal(line);
    }
  }

  close(line) {
    line.classList.remove("is-open");
    line.querySelector("button").setAttribute("aria-expanded", "false");
    line.querySelector(".map-card").remove();
  }

  /** Scroll the list, and nothing else, so that the whole line can be seen. */
  reveal(line) {
    const scroller = this.root;
    const box = line.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    const heading = 44; // the section's heading stays on top
    if (box.top < frame.top + heading || box.bottom > frame.bottom) {
      scroller.scrollTop += box.top - frame.top - heading;
    }
  }

  hover(id) {
    this.root.querySelectorAll(".map-item.is-hovered").forEach((line) =>
      line.classList.remove("is-hovered")
    );
    const line = id && this.find(id);
    if (line) {
      line.classList.add("is-hovered");
    }
  }

  find(id) {
    return this.root.querySelector(`[data-id="${window.CSS.escape(id)}"]`);
  }

  /** Scroll to the first of these places, and to the heading of its area. */
  showArea(places) {
    const first = places.length && this.find(places[0].id);
    if (first) {
      const group = first.closest("[data-list] > div") || first;
      this.reveal(group);
    }
  }
}

function byArea(places) {
  const groups = new Map();
  for (const place of places) {
    groups.set(place.area_name, [...(groups.get(place.area_name) || []), place]);
  }
  return [...groups.entries()];
}
