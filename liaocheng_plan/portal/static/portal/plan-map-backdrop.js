/* The muted ground of every map: district boundaries, schematic roads, or 天地图 where a key is
   set. Drawn from our own data; without a key no other host is asked for anything. */

import { centroidOf } from "./plan-map-data.js";

const L = window.L;
const TIANDITU =
  "https://t{s}.tianditu.gov.cn/{set}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0" +
  "&LAYER={set}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}" +
  "&TILECOL={x}&tk={key}";
const ROADS_FROM = 11;
const ROAD_NAMES_FROM = 12.5;
const NEARBY = [[0, 0], [1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]];

/** Whether the map shows areas by name: closer in, a district is larger than the view. */
export function isFar(map) {
  return map.getZoom() < (map.getSize().x < 480 ? 10.25 : 11.5);
}

export class Backdrop {
  /** `tianditu` is a key or empty; `onTileError` is told once when its tiles do not come. */
  constructor(map, { tianditu = "", onTileError = () => {} } = {}) {
    this.map = map;
    this.tianditu = tianditu;
    this.schematic = !tianditu; // whether our own roads are shown
    this.onTileError = onTileError;
    this.boundaries = new Map();
    this.areaPoints = new Map();
    makePane(map, "ground", 210);
    makePane(map, "ground-names", 250);
    this.roads = L.layerGroup();
    this.names = L.layerGroup();
    this.roadNames = L.layerGroup();
    this.roadEnds = [];
    map.on("zoomend", () => this.showNames());
    map.on("moveend", () => this.keepRoadNamesInView());
  }

  /** Draw the answer of `map-backdrop`. */
  draw(answer) {
    for (const feature of answer.features) {
      if (feature.properties.kind === "area") {
        this.drawArea(feature);
      } else {
        this.drawRoad(feature);
      }
    }
    if (this.tianditu) {
      this.addTiles();
    }
    this.showNames();
    this.keepRoadNamesInView();
  }

  drawArea({ geometry, properties }) {
    const className = this.tianditu ? "ground-area ground-area--over" : "ground-area";
    const shape = L.geoJSON(geometry, { pane: "ground", interactive: false, className });
    shape.addTo(this.map);
    this.boundaries.set(properties.key, { shape, geometry, bounds: shape.getBounds() });
    const [lng, lat] = centroidOf(largestRing(geometry));
    const area = { name: properties.name, centre: [lat, lng], point: [lat, lng] };
    if (!this.tianditu) {
      area.marker = nameMarker(area.point, properties.name, "ground-name");
      this.names.addLayer(area.marker);
    }
    this.areaPoints.set(properties.key, area);
  }

  /** Move names of areas aside from these layer points (symbols), within their area. */
  giveWay(symbols) {
    this.areaPoints.forEach((area, key) => {
      const { geometry, bounds } = this.boundaries.get(key);
      const [lat, lng] = area.centre;
      const north = (bounds.getNorth() - bounds.getSouth()) / 5;
      const east = (bounds.getEast() - bounds.getWest()) / 5;
      const places = NEARBY.map(([n, e]) => [lat + n * north, lng + e * east]);
      area.point =
        places.find((at) => contains(geometry, at[1], at[0]) && this.isFree(at, symbols)) ||
        area.centre;
      if (area.marker) {
        area.marker.setLatLng(area.point);
      }
    });
  }

  isFree(at, symbols) {
    const { x, y } = this.map.latLngToLayerPoint(at);
    return symbols.every((p) => Math.abs(p.x - x) > 70 || p.y - y > 60 || y - p.y > 32);
  }

  drawRoad({ geometry, properties }) {
    const line = geometry.coordinates.map(([lng, lat]) => [lat, lng]);
    this.roads.addLayer(
      L.polyline(line, { pane: "ground", interactive: false, className: "ground-road" })
    );
    const first = line[0];
    const last = line[line.length - 1];
    const upright = Math.abs(first[0] - last[0]) > Math.abs(first[1] - last[1]);
    // Names stand at the north and west ends: they frame the street grid like a map's margin.
    const turned = upright ? first[0] < last[0] : first[1] > last[1];
    const fromEnd = turned ? [...line].reverse() : line;
    const kind = `ground-road-name ground-road-name--${upright ? "upright" : "level"}`;
    const marker = nameMarker(fromEnd[0], properties.name, kind);
    this.roadNames.addLayer(marker);
    this.roadEnds.push({ marker, points: alongLine(fromEnd) });
  }

  /** A road whose end is out of sight has its name where it comes into view. */
  keepRoadNamesInView() {
    const { x: width, y: height } = this.map.getSize();
    const seen = (at) => {
      const { x, y } = this.map.latLngToContainerPoint(at);
      return x > 64 && y > 60 && x < width - 8 && y < height - 32;
    };
    this.roadEnds.forEach(({ marker, points }) => marker.setLatLng(points.find(seen) || points[0]));
  }

  /** Names only where there is room for them, and not over an official base map. */
  showNames() {
    const zoom = this.map.getZoom();
    this.toggle(this.roads, this.schematic && zoom >= ROADS_FROM);
    this.toggle(this.roadNames, this.schematic && zoom >= ROAD_NAMES_FROM);
    this.toggle(this.names, isFar(this.map));
  }

  /** The names of roads that are on the map now, as elements. */
  roadNameElements() {
    const shown = this.map.hasLayer(this.roadNames) ? this.roadNames.getLayers() : [];
    return shown.map((marker) => marker.getElement().firstChild);
  }

  toggle(layer, wanted) {
    if (wanted !== this.map.hasLayer(layer)) {
      this.map[wanted ? "addLayer" : "removeLayer"](layer);
    }
  }

  addTiles() {
    let told = false;
    for (const set of ["vec", "cva"]) {
      const tiles = L.tileLayer(TIANDITU, {
        set,
        key: this.tianditu,
        subdomains: "01234567",
        maxZoom: 18,
        className: "ground-tiles",
        // The key is bound to our domain, so this one request has to say where it comes from.
        referrerPolicy: "origin",
      });
      tiles.on("tileerror", () => {
        if (!told) {
          told = true;
          this.schematic = true;
          this.showNames();
          this.onTileError();
        }
      });
      tiles.addTo(this.map);
    }
  }

  /** Bounds of all boundaries: the whole city. */
  cityBounds() {
    const all = L.latLngBounds([]);
    this.boundaries.forEach(({ bounds }) => all.extend(bounds));
    return all;
  }

  /** The first area of a path (most specific first) that has a boundary, or null. */
  boundedArea(path) {
    return path.find((key) => this.boundaries.has(key)) || null;
  }

  /** Mark one area, or none. */
  highlight(key) {
    this.boundaries.forEach(({ shape }, own) => {
      shape.eachLayer((layer) => {
        const path = layer.getElement();
        if (path) {
          path.classList.toggle("is-marked", own === key);
        }
      });
      if (own === key) {
        shape.bringToFront();
      }
    });
  }

  /** Name of the district that a point `[lng, lat]` lies in, by the schematic boundaries. */
  areaAt(lng, lat) {
    for (const [key, { geometry, bounds }] of this.boundaries) {
      if (bounds.contains([lat, lng]) && contains(geometry, lng, lat)) {
        return this.areaPoints.get(key).name;
      }
    }
    return null;
  }
}

/** A pane of its own stacking order that lets the pointer through. */
export function makePane(map, name, zIndex) {
  const pane = map.getPane(name) || map.createPane(name);
  pane.style.zIndex = zIndex;
  pane.style.pointerEvents = "none";
  return pane;
}

/** A text on the map that is no control: readers of the page's text skip it. */
function nameMarker(point, text, className) {
  const label = document.createElement("span");
  label.textContent = text;
  label.lang = "zh-Hans";
  const icon = L.divIcon({ className, html: label, iconSize: [0, 0] });
  const options = { icon, interactive: false, keyboard: false, pane: "ground-names" };
  const marker = L.marker(point, options);
  marker.on("add", () => marker.getElement().setAttribute("aria-hidden", "true"));
  return marker;
}

/** Points along a line, dense enough to find where it enters the view. */
function alongLine(line) {
  const steps = Array.from({ length: 40 }, (_, i) => i / 40);
  const between = (a, b) => steps.map((t) => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
  return [].concat(...line.slice(1).map((end, i) => between(line[i], end)), [line[line.length - 1]]);
}

function ringsOf(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((polygon) => polygon[0]);
}

function largestRing(geometry) {
  return ringsOf(geometry).reduce((a, b) => (b.length > a.length ? b : a));
}

function contains(geometry, lng, lat) {
  return ringsOf(geometry).some((ring) => inside(ring, lng, lat));
}

function inside(ring, x, y) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) {
      odd = !odd;
    }
  }
  return odd;
}
