/* Reading typed or pasted coordinates. */

/** `{lng, lat}` in degrees from `longitude, latitude`; `problem` is `unreadable` or `outside`, or
 * `swapped` where latitude evidently came first. `extent` is west, south, east, north. */
export function readCoordinates(text, [west, south, east, north]) {
  const numbers = (text.match(/-?\d+(?:\.\d+)?/g) || []).map(Number);
  if (numbers.length !== 2 || /[a-z°′'"]/i.test(text)) {
    return { problem: "unreadable" };
  }
  const inside = ([x, y]) => x >= west && x <= east && y >= south && y <= north;
  const [first, second] = numbers;
  if (inside([first, second])) {
    return { lng: first, lat: second };
  }
  return inside([second, first])
    ? { lng: second, lat: first, problem: "swapped" }
    : { problem: "outside" };
}
