/* A round's form: takes last time's figures over, saves drafts by itself, warns before leaving.
   Without this script the same buttons do the same by way of the server. */

const EVERY = 20000; // milliseconds between two savings
const form = document.querySelector("[data-round-form]");
const status = form.querySelector("[data-status]");
let dirty = form.hasAttribute("data-dirty");
let typed = 0;

function changed() {
  dirty = true;
  typed += 1;
  status.textContent = form.dataset.unsaved;
}

function takeOver(event) {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  event.preventDefault();
  for (const input of button.closest("td").querySelectorAll("[data-last]")) {
    input.value = input.dataset.last;
  }
  changed();
}

function keepStamps(stamps) {
  for (const [slot, stamp] of Object.entries(stamps)) {
    const input = form.elements[`stamp:${slot}`];
    if (input) input.value = stamp;
  }
}

async function save() {
  if (!dirty) return;
  const before = typed;
  const body = new FormData(form);
  body.set("action", "autosave");
  try {
    const answer = await fetch(window.location.pathname, { method: "POST", body, redirect: "error" });
    const told = await answer.json();
    if (answer.ok) {
      keepStamps(told.stamps);
      dirty = typed !== before;
      status.textContent = `${form.dataset.saved} ${told.at}`;
    } else {
      status.textContent = form.dataset.wrong;
    }
  } catch (error) {
    status.textContent = form.dataset.lost;
  }
}

form.addEventListener("input", changed);
form.addEventListener("click", takeOver);
form.addEventListener("submit", () => {
  dirty = false;
});
window.addEventListener("beforeunload", (event) => {
  if (dirty) {
    event.preventDefault();
    event.returnValue = "";
  }
});
window.setInterval(save, EVERY);
