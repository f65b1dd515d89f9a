/* The layers of one map: fetches them, keeps their places, and asks again for a layer that has
   more places than one answer carries (`dense`) whenever the view changes. */

import { load, placesOf } from "./plan-map-data.js";

export class Layers {
  /** `onChange()` is called whenever places came or went; `onError(error, url)` on failure. */
  constructor({ onChange, onError }) {
    this.onChange = onChange;
    this.onError = onError;
    this.byUrl = new Map(); // in the order in which layers were asked for, not answered
    this.failed = new Set();
    this.query = "";
    this.pending = 0;
  }

  /** Fetch a layer unless it is there; resolves when it is, or has failed. */
  async add(url) {
    if (!this.byUrl.has(url)) {
      this.byUrl.set(url, null);
      await this.fetch(url, url);
    }
  }

  /** Forget a layer; one that is still to come is not taken in. */
  drop(url) {
    this.byUrl.delete(url);
    this.failed.delete(url);
  }

  async fetch(url, address) {
    this.pending += 1;
    try {
      const answer = await load(address);
      if (!this.byUrl.has(url)) {
        return;
      }
      this.byUrl.set(url, { ...answer, places: placesOf(answer) });
      this.failed.delete(url);
    } catch (error) {
      if (this.byUrl.has(url)) {
        this.failed.add(url);
        this.onError(error, url);
      }
    } finally {
      this.pending -= 1;
    }
    this.onChange();
  }

  /** Try again what failed. */
  retry() {
    return Promise.all([...this.failed].map((url) => this.fetch(url, url)));
  }

  /** Fetch every layer again; dense ones follow the view. */
  reload() {
    const urls = [...this.byUrl.entries()].filter(([, answer]) => !(answer && answer.dense));
    return Promise.all(urls.map(([url]) => this.fetch(url, url)));
  }

  answers() {
    return [...this.byUrl.values()].filter(Boolean);
  }

  /** Every place of every layer fetched so far. */
  places() {
    return this.answers().reduce((all, answer) => all.concat(answer.places), []);
  }

  get(id) {
    return this.places().find((place) => place.id === id) || null;
  }

  /** Descriptions `{name, label, symbol, hue, …}` of the layers fetched so far, in their order. */
  described() {
    return this.answers().map(({ collection, counts, dense }) => ({
      ...collection,
      ...counts,
      dense,
    }));
  }

  /** Numbers `{lng, lat, count, layer}` that stand for places of dense layers. */
  cells() {
    return this.answers().reduce(
      (all, { cells, collection: layer }) => all.concat(cells.map((cell) => ({ ...cell, layer }))),
      []
    );
  }

  hasDense() {
    return this.answers().some((answer) => answer.dense);
  }

  /** Fetch what dense layers have in this view; `bounds` is Leaflet's. */
  async refresh(bounds) {
    const box = bounds.pad(0.1).toBBoxString();
    const asked = `bbox=${box}${this.query ? `&${this.query}` : ""}`;
    const dense = [...this.byUrl.entries()].filter(([, answer]) => answer && answer.dense);
    await Promise.all(dense.map(([url]) => this.fetch(url, `${url}${url.includes("?") ? "&" : "?"}${asked}`)));
  }
}
