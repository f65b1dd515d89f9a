/* Where symbols stand when their places lie closer together than symbols are wide. Pure geometry
   in screen pixels: the caller draws a hairline from each moved symbol to its true point. */

const ROUNDS = 80;

/** Groups of points that hang together by gaps below `reach`; `{x, y}` in, arrays of indices out. */
export function chains(points, reach) {
  const cells = new Map();
  points.forEach((p, i) => {
    const key = `${Math.floor(p.x / reach)} ${Math.floor(p.y / reach)}`;
    cells.set(key, [...(cells.get(key) || []), i]);
  });
  const group = new Array(points.length).fill(-1);
  const groups = [];
  points.forEach((_, start) => {
    if (group[start] >= 0) {
      return;
    }
    const members = [start];
    group[start] = groups.length;
    for (let next = 0; next < members.length; next += 1) {
      for (const other of around(cells, points[members[next]], reach)) {
        if (group[other] < 0 && gap(points[members[next]], points[other]) < reach) {
          group[other] = groups.length;
          members.push(other);
        }
      }
    }
    groups.push(members);
  });
  return groups;
}

function* around(cells, point, reach) {
  const column = Math.floor(point.x / reach);
  const row = Math.floor(point.y / reach);
  for (let x = column - 1; x <= column + 1; x += 1) {
    for (let y = row - 1; y <= row + 1; y += 1) {
      yield* cells.get(`${x} ${y}`) || [];
    }
  }
}

function gap(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The points moved apart to `size` between neighbours, as little as needed; order decides ties. */
export function spread(points, size) {
  const moved = points.map((p, i) => ({
    // Places at one spot start on a small circle, so that they have a direction to part in.
    x: p.x + 0.5 * Math.cos((i * 2 * Math.PI) / points.length - Math.PI / 2),
    y: p.y + 0.5 * Math.sin((i * 2 * Math.PI) / points.length - Math.PI / 2),
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const settled = part(moved, size);
    if (settled) {
      return moved;
    }
    if (round < ROUNDS / 2) {
      pullBack(moved, points);
    }
  }
  return moved;
}

function part(moved, size) {
  let settled = true;
  for (let i = 0; i < moved.length; i += 1) {
    for (let j = i + 1; j < moved.length; j += 1) {
      const distance = gap(moved[i], moved[j]) || 0.01;
      if (distance < size - 0.5) {
        settled = false;
        const push = (size - distance) / 2 / distance;
        const dx = (moved[j].x - moved[i].x) * push;
        const dy = (moved[j].y - moved[i].y) * push;
        moved[i].x -= dx;
        moved[i].y -= dy;
        moved[j].x += dx;
        moved[j].y += dy;
      }
    }
  }
  return settled;
}

function pullBack(moved, points) {
  moved.forEach((m, i) => {
    m.x += (points[i].x - m.x) * 0.06;
    m.y += (points[i].y - m.y) * 0.06;
  });
}
