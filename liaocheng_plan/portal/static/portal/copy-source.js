/* Copies words with their source: `data-copy` is the text, `data-done` says that it is done.
   Without script the buttons stay hidden. */

function shown(button, word) {
  const before = button.textContent;
  button.textContent = word;
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}

// Where a page is not served securely there is no clipboard: the browser's own command is left.
function byCommand(text) {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done ? Promise.resolve() : Promise.reject(new Error("copy"));
}

function copied(text) {
  return navigator.clipboard ? navigator.clipboard.writeText(text) : byCommand(text);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => {
    copied(button.dataset.copy).then(
      () => shown(button, button.dataset.done),
      () => window.getSelection().selectAllChildren(button.closest("section, aside")),
    );
  });
}
