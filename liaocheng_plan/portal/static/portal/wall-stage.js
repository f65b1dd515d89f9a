/* The stage: scaled to the screen, and moved a little from time to time against burn-in. */

const WIDTH = 1920;
const HEIGHT = 1080;
const ROOM = 12; // pixels by which the picture wanders, inside the stage's own padding
const IDLE = 4000; // ms without a movement until the pointer disappears

export class Stage {
  constructor(element) {
    this.element = element;
    this.step = 0;
    window.addEventListener("resize", () => this.fit());
    document.addEventListener("pointermove", () => this.wake(), { passive: true });
    this.fit();
    this.wake();
  }

  /** At least 1920 × 1080 pixels of its own, as many screens' worth as there is. */
  fit() {
    const { clientWidth, clientHeight } = document.documentElement;
    const scale = Math.min(clientWidth / WIDTH, clientHeight / HEIGHT);
    this.element.style.width = `${clientWidth / scale}px`;
    this.element.style.height = `${clientHeight / scale}px`;
    this.scale = scale;
    this.place();
  }

  /** Another of a hundred places: no edge stays on the same pixel for long. */
  wander() {
    this.step = (this.step + 1) % 10000;
    this.place();
  }

  place() {
    const x = Math.round(ROOM * Math.sin(this.step * 0.37));
    const y = Math.round(ROOM * Math.sin(this.step * 0.23));
    this.element.style.transform = `translate(${x * this.scale}px, ${y * this.scale}px) scale(${this.scale})`;
  }

  wake() {
    document.body.classList.remove("is-idle");
    window.clearTimeout(this.sleep);
    this.sleep = window.setTimeout(() => document.body.classList.add("is-idle"), IDLE);
  }
}
