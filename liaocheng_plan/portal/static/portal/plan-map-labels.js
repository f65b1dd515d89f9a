/* Names beside symbols where there is room: greedy, the selected place first, never over a symbol
   or another name. Works in screen pixels; draws as markers that the pointer can hit. */

const L = window.L;
const LONGEST = 14;
const HEIGHT = 18;
const GAP = 4;

export class Labels {
  constructor(map, { onSelect, onHover }) {
    this.map = map;
    this.onSelect = onSelect;
    this.onHover = onHover;
    this.group = L.layerGroup().addTo(map);
    this.context = document.createElement("canvas").getContext("2d");
  }

  /** `symbols` are `{place, point, size}` with layer points; `selected` is an id or null;
   * `ground` are texts of the backdrop: one under a symbol is hidden, the others keep their room. */
  draw(symbols, { selected, from, ground = [] }) {
    this.group.clearLayers();
    const all = this.map.getZoom() >= from;
    const style = window.getComputedStyle(this.map.getContainer());
    this.context.font = `600 12px ${style.fontFamily}`;
    this.view = viewBox(this.map);
    const taken = symbols.map(({ point, size }) => boxAround(point, size));
    taken.push(...this.uncovered(ground, taken), ...this.controls());
    const ordered = [...symbols].sort(
      (a, b) => (b.place.id === selected) - (a.place.id === selected)
    );
    for (const symbol of ordered) {
      if (all || symbol.place.id === selected) {
        this.place(symbol, taken, symbol.place.id === selected);
      }
    }
  }

  uncovered(ground, taken) {
    const shown = ground.filter((element) => {
      const covered = taken.some((other) => meet(this.boxOf(element), other));
      element.classList.toggle("is-covered", covered);
      return !covered;
    });
    return shown.map((element) => this.boxOf(element));
  }

  /** Where buttons and notices stand over the map. */
  controls() {
    const found = this.map.getContainer().querySelectorAll(".leaflet-control");
    return [...found].map((element) => this.boxOf(element));
  }

  /** An element's box in layer points; the whole map may be shown enlarged. */
  boxOf(element) {
    const pane = this.map.getPanes().mapPane.getBoundingClientRect();
    const canvas = this.map.getContainer();
    const scale = canvas.getBoundingClientRect().width / canvas.offsetWidth || 1;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return {
      left: (left - pane.left) / scale,
      right: (right - pane.left) / scale,
      top: (top - pane.top) / scale,
      bottom: (bottom - pane.top) / scale,
    };
  }

  place({ place, point, size }, taken, selected) {
    const text = shorten(place.name, selected ? LONGEST * 2 : LONGEST);
    const width = Math.ceil(this.context.measureText(text).width) + 4;
    const free = sides(point, size, width).find(
      ({ box }) => within(box, this.view) && !taken.some((other) => meet(box, other))
    );
    if (!free && !selected) {
      return;
    }
    const { box } = free || sides(point, size, width)[0];
    taken.push(box);
    this.group.addLayer(this.marker(place, text, box, selected));
  }

  marker(place, text, box, selected) {
    const label = document.createElement("span");
    label.textContent = text;
    label.lang = "zh-Hans";
    const icon = L.divIcon({
      className: `place-name hue-${place.layer.hue}${selected ? " is-selected" : ""}`,
      html: label,
      iconSize: [box.right - box.left, HEIGHT],
      iconAnchor: [0, 0],
    });
    const at = this.map.layerPointToLatLng([box.left, box.top]);
    const marker = L.marker(at, { icon, keyboard: false, pane: "names" });
    marker.on("add", () => marker.getElement().setAttribute("aria-hidden", "true"));
    marker.on("click", () => this.onSelect(place.id));
    marker.on("mouseover", () => this.onHover(place.id));
    marker.on("mouseout", () => this.onHover(null));
    return marker;
  }
}

function shorten(name, longest) {
  const letters = Array.from(name);
  return letters.length > longest ? `${letters.slice(0, longest - 1).join("")}…` : name;
}

function boxAround(point, size) {
  const half = size / 2;
  return {
    left: point.x - half,
    right: point.x + half,
    top: point.y - half,
    bottom: point.y + half,
  };
}

/** Right, left, below, above: where a name of this width may stand. */
function sides(point, size, width) {
  const half = size / 2 + GAP;
  const box = (left, top) => ({
    box: { left, right: left + width, top, bottom: top + HEIGHT },
  });
  return [
    box(point.x + half, point.y - HEIGHT / 2),
    box(point.x - half - width, point.y - HEIGHT / 2),
    box(point.x - width / 2, point.y + half - 2),
    box(point.x - width / 2, point.y - half - HEIGHT + 2),
  ];
}

function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function within(box, view) {
  return (
    box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom
  );
}

/** What can be seen, in layer points. */
function viewBox(map) {
  const corner = map.containerPointToLayerPoint([0, 0]);
  const size = map.getSize();
  return { left: corner.x, right: corner.x + size.x, top: corner.y, bottom: corner.y + size.y };
}
