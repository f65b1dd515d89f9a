/* The buttons above an admin map: draw a point, line or area, reshape, clear, go back. Leaflet.draw
   does the drawing; what comes of it is told to the field. */

import { h } from "./plan-map-dom.js";

const L = window.L;
const SHAPES = { point: L.Draw.Marker, line: L.Draw.Polyline, area: L.Draw.Polygon };

// Leaflet.draw still asks for it under its old name, which warns in the console.
L.Polyline._flat = L.LineUtil.isFlat;

export class Tools {
  /** `field` has `map`, `drawn`, `words`, `pin` and answers `drew(layer)`, `reshaped()`,
   * `clear()`, `undo()`, `describe()`, `say(text)`, `isChanged()`. */
  constructor(field, host) {
    this.field = field;
    this.handler = null;
    this.editor = null;
    this.translate(field.words);
    const acts = {
      point: () => this.draw("point"),
      line: () => this.draw("line"),
      area: () => this.draw("area"),
      edit: () => this.edit(),
      done: () => this.finish(true),
      cancel: () => this.cancel(),
      clear: () => this.stopped(() => field.clear()),
      undo: () => this.stopped(() => field.undo()),
    };
    this.buttons = {};
    for (const [name, act] of Object.entries(acts)) {
      const attributes = { type: "button", class: "button", "data-tool": name, onclick: act };
      this.buttons[name] = h("button", attributes, field.words[name]);
    }
    const { only } = field.root.dataset;
    const others = only ? Object.keys(SHAPES).filter((shape) => shape !== only) : [];
    host.append(...Object.keys(acts).filter((n) => !others.includes(n)).map((n) => this.buttons[n]));
    field.map.on("draw:created", ({ layer }) => field.drew(layer));
    field.map.on("draw:drawstop", () => {
      this.handler = null;
      this.update();
    });
  }

  translate({ click_point: point, click_line: line, click_area: area, drag, crosses }) {
    const { draw, edit } = L.drawLocal;
    draw.handlers.marker.tooltip.start = point;
    Object.assign(draw.handlers.polyline.tooltip, { start: line, cont: line, end: line });
    Object.assign(draw.handlers.polygon.tooltip, { start: area, cont: area, end: area });
    draw.handlers.polyline.error = crosses;
    Object.assign(edit.handlers.edit.tooltip, { text: drag, subtext: "" });
  }

  draw(kind) {
    this.stop();
    const corner = L.divIcon({ className: "place-corner", iconSize: [10, 10] });
    this.handler = new SHAPES[kind](this.field.map, {
      icon: kind === "point" ? this.field.pin : corner,
      allowIntersection: kind === "line",
      drawError: { message: this.field.words.crosses },
    });
    this.handler.enable();
    this.field.say(this.field.words[`click_${kind}`]);
    this.update(kind);
  }

  edit() {
    this.stop();
    this.editor = new L.EditToolbar.Edit(this.field.map, { featureGroup: this.field.drawn });
    this.editor.enable();
    this.field.say(this.field.words.drag);
    this.update("edit");
  }

  /** End reshaping; `keep` what was dragged, or take it back. */
  finish(keep) {
    const editor = this.editor;
    this.editor = null;
    if (!keep) {
      editor.revertLayers();
    }
    editor.disable();
    if (keep) {
      this.field.reshaped();
    }
    this.update();
  }

  cancel() {
    this.stop();
    this.field.describe();
  }

  /** End whatever is under way, then act. */
  stopped(act) {
    this.stop();
    act();
  }

  stop() {
    if (this.editor) {
      this.finish(false);
    }
    if (this.handler) {
      this.handler.disable();
    }
  }

  /** Show the buttons that make sense now; `active` is the tool under way. */
  update(active = "") {
    const busy = Boolean(active);
    const filled = this.field.drawn.getLayers().length > 0;
    const { point, line, area, edit, done, cancel, clear, undo } = this.buttons;
    Object.entries({ point, line, area }).forEach(([name, button]) =>
      button.setAttribute("aria-pressed", String(name === active))
    );
    edit.hidden = !filled || busy;
    done.hidden = active !== "edit";
    cancel.hidden = !busy;
    clear.hidden = !filled || busy;
    undo.hidden = busy || !this.field.isChanged();
  }
}
