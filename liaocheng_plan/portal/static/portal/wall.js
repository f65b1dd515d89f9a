/* The wall: scenes that change by themselves and need no mouse; arrows and space where there are
   keys. Made to run for weeks: nothing is added to the page that is not taken away again. */

import { Age } from "./wall-age.js";
import { News } from "./wall-news.js";
import { Show } from "./wall-show.js";
import { Stage } from "./wall-stage.js";

const element = document.getElementById("wall");
const words = JSON.parse(document.getElementById("wall-words").textContent);
const { scene, seconds, refresh } = element.dataset;
const buttons = [...document.querySelectorAll("[data-go]")];
const pauseButton = document.querySelector("[data-pause]");
const stage = new Stage(element);
const age = new Age(words);
let timer;
let paused = false;

const show = new Show(element.querySelector(".wall-slides"), { scene, onChange: mark });
const news = new News({ seconds: Number(refresh), onNews: take, onState: () => age.show(news) });

function mark(current) {
  buttons.forEach((button) => {
    if (button.dataset.go === current) {
      button.setAttribute("aria-current", "true");
    } else {
      button.removeAttribute("aria-current");
    }
  });
}

/** What a fetched page brings; one of another version of the portal is loaded whole. */
function take(page) {
  if (versionOf(page) !== versionOf(document)) {
    window.location.reload();
    return;
  }
  show.offer([...page.querySelectorAll(".slide")].map((slide) => document.adoptNode(slide)));
  page.querySelectorAll("[data-live]").forEach((fresh) => {
    document.querySelector(`[data-live="${fresh.dataset.live}"]`).innerHTML = fresh.innerHTML;
  });
  const map = document.querySelector("plan-map");
  if (map && map.reload) {
    map.reload();
  }
}

function versionOf(page) {
  return [...page.querySelectorAll("head link, script[src]")]
    .map((part) => part.getAttribute("href") || part.getAttribute("src"))
    .join(" ");
}

function run() {
  window.clearInterval(timer);
  if (!paused) {
    timer = window.setInterval(step, Number(seconds) * 1000);
  }
}

function step(by = 1) {
  show.move(by);
  stage.wander();
}

function pause() {
  paused = !paused;
  pauseButton.setAttribute("aria-pressed", String(paused));
  run();
}

const KEYS = { ArrowRight: () => step(1), ArrowLeft: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (KEYS[event.key]) {
    KEYS[event.key]();
    run();
  } else if (event.key === " " && !event.target.closest("button, a")) {
    event.preventDefault();
    pause();
  }
});
buttons.forEach((button) =>
  button.addEventListener("click", () => {
    show.go(button.dataset.go);
    run();
  })
);
pauseButton.addEventListener("click", pause);
window.setInterval(() => age.show(news), 10000);
age.show(news);
run();
