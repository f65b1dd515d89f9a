/* New data in the background: the same page is fetched again, its slides are handed over. Without
   a network what was loaded stays; the next answer puts all right by itself. */

const PATIENCE = 20000; // ms that an answer may take
const SOON = 15000; // ms until the next attempt after a failed one

export class News {
  /** `onNews(page)` gets the fetched document, `onState(news)` is told after every attempt. */
  constructor({ seconds, onNews, onState }) {
    Object.assign(this, { onNews, onState });
    this.pause = seconds * 1000;
    this.since = new Date(); // of the data on screen
    this.lost = null; // since when there has been no answer
    this.busy = false;
    window.addEventListener("online", () => this.ask());
    window.addEventListener("offline", () => this.fail());
    this.wait(this.pause);
  }

  wait(milliseconds) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), milliseconds);
  }

  async ask() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    const controller = new AbortController();
    const limit = window.setTimeout(() => controller.abort(), PATIENCE);
    try {
      this.onNews(await fetchPage(controller.signal));
      this.since = new Date();
      this.lost = null;
    } catch {
      this.lost = this.lost || new Date();
    } finally {
      window.clearTimeout(limit);
      this.busy = false;
    }
    this.onState(this);
    this.wait(this.lost ? Math.min(SOON, this.pause) : this.pause);
  }

  fail() {
    this.lost = this.lost || new Date();
    this.onState(this);
  }
}

async function fetchPage(signal) {
  const response = await fetch(window.location.href, { signal, cache: "no-store" });
  if (!response.ok) {
    throw new Error(String(response.status));
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!page.querySelector("#wall .slide")) {
    throw new Error("no wall");
  }
  return page;
}
