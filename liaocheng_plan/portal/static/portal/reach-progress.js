/* <reach-progress url>: how far the computation is; loads the page anew when it is done. */

const EVERY = 2000; // milliseconds

class ReachProgress extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector("progress");
    this.text = this.querySelector("[data-percent]");
    this.timer = window.setInterval(() => this.ask(), EVERY);
  }

  disconnectedCallback() {
    window.clearInterval(this.timer);
  }

  /** A failed question is asked again; what is shown stays. */
  async ask() {
    const answer = await fetch(this.getAttribute("url")).catch(() => null);
    if (!answer || !answer.ok) {
      return;
    }
    const { busy, progress } = await answer.json();
    if (!busy) {
      window.clearInterval(this.timer);
      window.location.reload();
      return;
    }
    this.bar.value = progress;
    this.text.textContent = `${progress}%`;
  }
}

customElements.define("reach-progress", ReachProgress);
