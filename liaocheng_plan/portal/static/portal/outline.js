/* Brings the current clause of an outline into view, inside the outline's own box; the page stays
   where its address has led. */

const outline = document.getElementById("outline");
const current = outline && outline.querySelector("[aria-current]");

if (current && outline.scrollHeight > outline.clientHeight) {
  const above = current.getBoundingClientRect().top - outline.getBoundingClientRect().top;
  outline.scrollTop += above - outline.clientHeight / 2;
}
