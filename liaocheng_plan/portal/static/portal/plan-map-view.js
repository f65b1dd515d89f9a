/* What a map shows of the world: fitted to its places until the reader moves it. */

const L = window.L;
const NARROW = 480; // pixels
const PAPER = { width: "660px", height: "400px" }; // within the text width of an upright A4

export class View {
  constructor(map, backdrop, places) {
    Object.assign(this, { map, backdrop, places });
    this.moved = false;
    const canvas = map.getContainer();
    ["pointerdown", "wheel", "keydown"].forEach((kind) =>
      canvas.addEventListener(kind, () => (this.moved = true), { passive: true })
    );
    new ResizeObserver(() => this.resized(canvas)).observe(canvas);
    window.addEventListener("beforeprint", () => this.print(canvas));
    window.addEventListener("afterprint", () => this.endPrint(canvas));
  }

  /** Take the size that the map has on paper, before the pages are laid out, and show there all
   * that the screen shows. */
  print(canvas) {
    if (!this.onScreen) {
      this.onScreen = { centre: this.map.getCenter(), zoom: this.map.getZoom() };
      const bounds = this.map.getBounds();
      Object.assign(canvas.style, PAPER);
      this.map.invalidateSize({ animate: false });
      this.map.fitBounds(bounds, { animate: false });
    }
  }

  endPrint(canvas) {
    if (this.onScreen) {
      const { centre, zoom } = this.onScreen;
      Object.assign(canvas.style, { width: "", height: "" });
      this.onScreen = null;
      this.map.invalidateSize({ animate: false });
      this.map.setView(centre, zoom, { animate: false });
    }
  }

  resized(canvas) {
    if (this.onScreen) {
      return; // the size of the paper is taken already
    }
    canvas.classList.toggle("map-canvas--narrow", canvas.clientWidth < NARROW);
    this.map.invalidateSize({ animate: false });
    const chosen = this.places.markers.get(this.places.selected);
    if (chosen) {
      this.map.panInside(chosen.getLatLng(), { padding: [60, 60], animate: false });
    } else if (!this.moved) {
      this.showPlaces({ animate: false });
    }
  }

  /** Show these bounds, and from now on leave the view to the reader. */
  fit(bounds, options) {
    this.moved = true;
    this.map.fitBounds(bounds, options);
  }

  showCity() {
    const bounds = this.backdrop.cityBounds();
    if (bounds.isValid()) {
      this.fit(bounds, { padding: [16, 16] });
    }
  }

  /** Where the drawn places are; the whole city if there are none. A fit that the reader did not
   * ask for must not be animated: Leaflet drops a second one while the first is under way. */
  showPlaces(options = {}) {
    const anchors = this.places.places.map((place) => place.anchor);
    const bounds = anchors.length ? L.latLngBounds(anchors) : this.backdrop.cityBounds();
    if (bounds.isValid()) {
      const narrow = this.map.getSize().x < NARROW; // then the buttons stand in one row above
      const padding = narrow
        ? { paddingTopLeft: [14, 56], paddingBottomRight: [14, 44] }
        : { padding: [56, 48] };
      this.map.fitBounds(bounds, { ...padding, maxZoom: 15, ...options });
    }
  }

  /** Bring a place into view: its circle of error, its shape, or the area it is known to lie in;
   * `close` as near as its circle allows. */
  goTo(place, close = false) {
    if (place.section === "drawn") {
      this.backdrop.highlight(null);
      this.bring(boundsOf(place), close);
    } else {
      this.goToArea(this.backdrop.boundedArea(place.area_path));
    }
  }

  /** Mark an area and bring it into view; without a known boundary, mark none. */
  goToArea(key, options = {}) {
    const area = this.backdrop.boundaries.get(key);
    this.backdrop.highlight(area ? key : null);
    if (area) {
      this.moved = true;
      this.map.fitBounds(area.bounds, { padding: [24, 24], ...options });
    }
  }

  bring(bounds, close = false) {
    this.moved = true;
    const zoom = this.map.getZoom();
    if (close) {
      this.map.fitBounds(bounds.pad(0.6), { maxZoom: 14, animate: false });
    } else if (zoom < 12 || !this.map.getBounds().contains(bounds)) {
      this.map.fitBounds(bounds, { padding: [40, 40], maxZoom: Math.max(zoom, 14) });
    }
  }

  /** Whether any of these places can be seen. */
  holds(places) {
    const view = this.map.getBounds();
    return places.some((place) => view.contains(place.anchor));
  }
}

function boundsOf(place) {
  if (place.geometry.type !== "Point") {
    return L.geoJSON(place.geometry).getBounds();
  }
  return L.latLng(place.anchor).toBounds(2 * Math.max(place.error_m || 0, 300));
}
