/* Popups: the card of one place, or a list of the places at one spot or in one area. */

import { choice, titledCard } from "./plan-map-card.js";
import { fill } from "./plan-map-dom.js";

const L = window.L;
// A popup keeps clear of the buttons on the left and of the notice below.
const CLEAR = { autoPanPaddingTopLeft: [84, 12], autoPanPaddingBottomRight: [12, 40] };
const ONE_SPOT = 30; // metres

export class Popups {
  constructor(view, words, onSelect) {
    Object.assign(this, { view, words, onSelect });
    this.map = view.map;
    this.map.on("popupopen", ({ popup }) =>
      popup
        .getElement()
        .querySelector(".leaflet-popup-close-button")
        .setAttribute("aria-label", words.close)
    );
  }

  /** The card of a drawn place, at its symbol. */
  card(place) {
    const marker = this.view.places.markers.get(place.id);
    this.open(marker ? marker.getLatLng() : place.anchor, titledCard(place, this.words));
  }

  /** A list of places; `act(place)` is what choosing one does. */
  list(point, title, places, act) {
    const chosen = (id) => act(places.find((place) => place.id === id));
    this.open(point, choice(title, places, chosen));
  }

  /** Go nearer to a crowd, or list it where nearer is of no use. */
  crowd(places) {
    const bounds = L.latLngBounds(places.map((place) => place.anchor));
    const apart = bounds.getNorthWest().distanceTo(bounds.getSouthEast());
    if (apart < ONE_SPOT || this.map.getZoom() >= this.map.getMaxZoom()) {
      const title = fill(this.words.several, { count: places.length });
      this.list(bounds.getCenter(), title, places, (place) => this.onSelect(place.id));
    } else {
      this.view.fit(bounds, { padding: [60, 60] });
    }
  }

  open(point, content) {
    this.view.moved = true;
    const maxHeight = Math.min(340, this.map.getSize().y - 96);
    const popup = L.popup({ minWidth: 240, maxWidth: 320, maxHeight, ...CLEAR });
    popup.setLatLng(point).setContent(content).openOn(this.map);
  }
}
