/* How far an import is. Without this script the page loads itself again now and then. */

const EVERY = 1000; // milliseconds
const part = document.querySelector("[data-import-progress]");
const bar = part.querySelector("progress");
const text = part.querySelector("[data-text]");

async function look() {
  try {
    const answer = await fetch(part.dataset.importProgress, { redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    if (told.state !== part.dataset.state) {
      window.location.reload();
      return;
    }
    text.textContent = told.text;
    if (told.total) {
      bar.max = told.total;
      bar.value = told.done;
    }
  } catch (error) {
    text.textContent = part.dataset.lost;
  }
  window.setTimeout(look, EVERY);
}

window.setTimeout(look, EVERY);
