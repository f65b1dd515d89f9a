/* Fetching what the map draws, and the one shape in which its modules pass a place around. */

/** Why data did not come: `kind` is `network`, `forbidden` or `server`. */
export class LoadError extends Error {
  constructor(kind, url) {
    super(`${kind}: ${url}`);
    this.kind = kind;
  }
}

/** JSON from our own host; throws `LoadError`. */
export async function load(url) {
  let response;
  try {
    response = await fetch(url, {
      credentials: "same-origin",
      headers: { Accept: "application/json" },
    });
  } catch {
    throw new LoadError("network", url);
  }
  if (response.status === 401 || response.status === 403) {
    throw new LoadError("forbidden", url);
  }
  if (!response.ok) {
    throw new LoadError("server", url);
  }
  try {
    return await response.json();
  } catch {
    throw new LoadError("network", url);
  }
}

/** All places of a layer's answer as `{id, section, layer, geometry, anchor, …properties}`. */
export function placesOf(answer) {
  const layer = answer.collection;
  const place = (properties, section, geometry) => ({
    ...properties,
    id: `${properties.collection}/${properties.key}`,
    section,
    layer,
    geometry,
    anchor: geometry && anchorOf(geometry),
    text: [properties.key, properties.name, properties.location_text, properties.area_name]
      .map((words) => (words || "").toLowerCase()),
  });
  return [
    ...answer.features.map((f) => place(f.properties, "drawn", f.geometry)),
    ...answer.area_only.map((p) => place(p, "area_only", null)),
    ...answer.unlocated.map((p) => place(p, "unlocated", null)),
  ];
}

/** `[lat, lng]` where a place's symbol stands: the point, the middle of the line or of the area. */
export function anchorOf(geometry) {
  if (geometry.type === "Point") {
    return flip(geometry.coordinates);
  }
  if (geometry.type === "LineString") {
    return flip(middleOf(geometry.coordinates));
  }
  const rings = { Polygon: [geometry.coordinates], MultiPolygon: geometry.coordinates };
  if (rings[geometry.type]) {
    return flip(centroidOf(largest(rings[geometry.type].map((polygon) => polygon[0]))));
  }
  if (geometry.type === "GeometryCollection") {
    return anchorOf(geometry.geometries[0]);
  }
  const [first] = geometry.coordinates;
  return flip(geometry.type === "MultiPoint" ? first : middleOf(first));
}

function flip([lng, lat]) {
  return [lat, lng];
}

function middleOf(line) {
  const lengths = line.slice(1).map((p, i) => Math.hypot(p[0] - line[i][0], p[1] - line[i][1]));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (let i = 0; i < lengths.length; i += 1) {
    if (left <= lengths[i] && lengths[i] > 0) {
      const share = left / lengths[i];
      return [0, 1].map((k) => line[i][k] + share * (line[i + 1][k] - line[i][k]));
    }
    left -= lengths[i];
  }
  return line[0];
}

function doubledArea(ring) {
  return ring
    .slice(1)
    .reduce((sum, p, i) => sum + (ring[i][0] * p[1] - p[0] * ring[i][1]), 0);
}

function largest(rings) {
  return rings.reduce((a, b) => (Math.abs(doubledArea(b)) > Math.abs(doubledArea(a)) ? b : a));
}

/** Centroid of a ring; computed from its first corner, or the digits of degrees cancel out. */
export function centroidOf(ring) {
  const [x0, y0] = ring[0];
  const local = ring.map(([x, y]) => [x - x0, y - y0]);
  const area = doubledArea(local);
  if (area === 0) {
    return ring[0];
  }
  let x = 0;
  let y = 0;
  for (let i = 1; i < local.length; i += 1) {
    const cross = local[i - 1][0] * local[i][1] - local[i][0] * local[i - 1][1];
    x += (local[i - 1][0] + local[i][0]) * cross;
    y += (local[i - 1][1] + local[i][1]) * cross;
  }
  return [x0 + x / (3 * area), y0 + y / (3 * area)];
}
