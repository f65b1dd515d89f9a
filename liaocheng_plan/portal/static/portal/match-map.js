/* Planned circles as rows and as markers: what is pointed at or focused in one is marked in the
   other, and a marker that is pressed leads to its row. */

const map = document.querySelector(".match plan-map");
const rows = new Map(
  [...document.querySelectorAll(".match [data-place]")].map((row) => [row.dataset.place, row])
);

function mark(name, id) {
  rows.forEach((row, own) => row.classList.toggle(name, own === id));
}

function leadTo(row) {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "center" });
}

if (map) {
  rows.forEach((row, id) => {
    ["mouseenter", "focusin"].forEach((kind) => row.addEventListener(kind, () => map.hover(id)));
    ["mouseleave", "focusout"].forEach((kind) => row.addEventListener(kind, () => map.hover(null)));
  });
  map.addEventListener("plan-map-hover", ({ detail }) => mark("is-hovered", detail.id));
  map.addEventListener("plan-map-select", ({ detail }) => {
    mark("is-selected", detail.id);
    if (detail.by === "map" && rows.has(detail.id)) {
      leadTo(rows.get(detail.id));
    }
  });
}
