/* How old the data on screen are, in words that go on by themselves. */

const UNITS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];
const ZONE = "Asia/Shanghai";

export class Age {
  constructor(words) {
    const language = document.documentElement.lang;
    this.words = words;
    this.relative = new Intl.RelativeTimeFormat(language);
    this.clock = new Intl.DateTimeFormat(language, {
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hour12: false,
      timeZone: ZONE,
    });
    this.updated = document.querySelector("[data-updated]");
    this.offline = document.querySelector("[data-offline]");
  }

  /** Say it for `since` (data on screen) and `lost` (no answer since; null: all is well). */
  show({ since, lost }) {
    const seconds = Math.round((Date.now() - since) / 1000);
    const [unit, length] = UNITS.find(([, size]) => seconds >= size) || [];
    const ago = unit && this.relative.format(-Math.floor(seconds / length), unit);
    this.updated.textContent = ago ? this.words.updated.replace("{ago}", ago) : this.words.now;
    this.offline.hidden = !lost;
    if (lost) {
      this.offline.textContent = this.words.offline.replace("{time}", this.clock.format(lost));
    }
  }
}
