/* The page's form as conditions on places and as an address. The server reads the same names
   (map_filters.py); a test holds the two against each other. */

export class Filter {
  constructor(form) {
    this.form = form;
  }

  /** Names of the layers that are ticked. */
  layers() {
    return new Set(this.boxes().filter((box) => box.checked).map((box) => box.value));
  }

  boxes() {
    return [...this.form.querySelectorAll("input[type=checkbox][name=layer]")];
  }

  value(name) {
    return this.form.elements[name].value.trim();
  }

  /** Whether any condition but the choice of layers is set. */
  narrowed() {
    return ["q", "area", "status", "action"].some((name) => this.value(name));
  }

  clear() {
    ["q", "area", "status", "action"].forEach((name) => (this.form.elements[name].value = ""));
  }

  /** A function that says whether a place meets every condition; an area counts all below it. */
  accepts() {
    const [area, status, action] = ["area", "status", "action"].map((name) => this.value(name));
    const words = this.value("q").toLowerCase().split(/\s+/).filter(Boolean);
    return (place) =>
      (!area || place.area_path.includes(area)) &&
      (!status || place.status === status) &&
      (!action || place.plan_action === action) &&
      words.every((word) => place.text.some((text) => text.includes(word)));
  }

  /** The conditions alone, as a query: what a layer's address takes. */
  conditions() {
    const query = new URLSearchParams();
    ["q", "area", "status", "action"]
      .filter((name) => this.value(name))
      .forEach((name) => query.set(name, this.value(name)));
    return query;
  }

  /** Everything that makes the page what it is; layers only where they differ from the default. */
  address(place, coverage) {
    const query = this.conditions();
    if (this.boxes().some((box) => box.checked !== box.hasAttribute("data-default"))) {
      const names = [...this.layers()];
      (names.length ? names : [""]).forEach((name) => query.append("layer", name));
    }
    if (coverage) {
      query.set("coverage", coverage);
    }
    if (place) {
      query.set("place", place);
    }
    const text = query.toString().replace(/%2F/g, "/");
    return text ? `?${text}` : window.location.pathname;
  }
}
