/* Which slide is on: one after the other, or those of one scene only. A new set of slides that the
   network brought is taken over at the next change, so nothing flickers. */

export class Show {
  /** `holder` holds the slides; `onChange(scene)` is told what is on now. */
  constructor(holder, { scene, onChange }) {
    this.holder = holder;
    this.scene = scene;
    this.onChange = onChange;
    this.next = null;
    this.at = 0;
    this.show(0);
  }

  all() {
    return [...this.holder.querySelectorAll(".slide")];
  }

  slides() {
    const fixed = this.scene && this.all().filter((slide) => slide.dataset.slide === this.scene);
    return fixed && fixed.length ? fixed : this.all();
  }

  /** Keep a new set of slides ready; only the latest is kept. */
  offer(slides) {
    this.next = slides;
  }

  /** One slide on (or back); the end is followed by the beginning. */
  move(by = 1) {
    this.takeOver();
    this.show(this.at + by);
  }

  /** The first slide of a scene. */
  go(scene) {
    this.takeOver();
    this.show(Math.max(0, this.slides().findIndex((slide) => slide.dataset.slide === scene)));
  }

  show(number) {
    const slides = this.slides();
    this.at = (number + slides.length) % slides.length;
    const chosen = slides[this.at];
    this.all().forEach((slide) => slide.classList.toggle("is-shown", slide === chosen));
    this.onChange(chosen.dataset.slide);
  }

  /** Replace every slide by its successor; one that is kept (the map) takes over its parts. */
  takeOver() {
    if (!this.next) {
      return;
    }
    const kept = new Map(
      this.all().filter((slide) => "keep" in slide.dataset).map((s) => [s.dataset.slide, s])
    );
    const slides = this.next.map((slide) => {
      const old = kept.get(slide.dataset.slide);
      return old ? this.renew(old, slide) : slide;
    });
    this.next = null;
    const wanted = new Set(slides);
    this.all().filter((slide) => !wanted.has(slide)).forEach((slide) => slide.remove());
    slides.forEach((slide, n) => {
      if (this.holder.children[n] !== slide) {
        this.holder.insertBefore(slide, this.holder.children[n] || null);
      }
    });
  }

  renew(old, slide) {
    slide.querySelectorAll("[data-part]").forEach((part) => {
      const before = old.querySelector(`[data-part="${part.dataset.part}"]`);
      before.replaceWith(part);
    });
    return old;
  }
}
