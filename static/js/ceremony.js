// The ceremony screen: one slide at a time, and on it one name more at each step. All of it is in the page; nothing is fetched.
"use strict";

(() => {
  const stage = document.querySelector("[data-stage]");
  const slides = Array.from(stage.querySelectorAll("[data-slide]"));
  const told = document.querySelector("[data-told]");
  const steps = slides.flatMap((slide, at) => {
    const names = slide.querySelectorAll("[data-reveal]").length;
    return Array.from({ length: names + 1 }, (_nothing, shown) => ({ at, shown }));
  });
  let now = 0;

  function show() {
    const { at, shown } = steps[now];
    slides.forEach((slide, number) => slide.classList.toggle("stage-on", number === at));
    const names = Array.from(slides[at].querySelectorAll("[data-reveal]"));
    names.forEach((name, number) => name.classList.toggle("stage-shown", number < shown));
    told.textContent = shown ? names[shown - 1].textContent : slides[at].querySelector("h2").textContent;
  }

  function step(by) {
    document.body.classList.remove("stage-blank");
    now = Math.min(steps.length - 1, Math.max(0, now + by));
    show();
  }

  function jump(act) {
    const at = slides.findIndex((slide) => slide.dataset.act === act);
    if (at >= 0) { now = steps.findIndex((one) => one.at === at); step(0); }
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  const blank = () => document.body.classList.toggle("stage-blank");
  const KEYS = {
    ArrowRight: () => step(1), " ": () => step(1), PageDown: () => step(1), Enter: () => step(1),
    ArrowLeft: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
    b: blank, B: blank, ".": blank, f: full, F: full, Home: () => { now = 0; step(0); },
  };

  document.addEventListener("keydown", (event) => {
    const pressed = event.target.closest("button") && (event.key === " " || event.key === "Enter");
    if (event.ctrlKey || event.metaKey || event.altKey || pressed || event.target.closest("select")) return;
    const act = KEYS[event.key] || (/^[1-9]$/.test(event.key) ? () => jump(event.key) : null);
    if (act) { event.preventDefault(); act(); }
  });
  document.querySelectorAll("[data-step]").forEach((button) => button.addEventListener("click", () => step(Number(button.dataset.step))));
  document.querySelector("[data-blank]").addEventListener("click", blank);
  document.querySelector("[data-fullscreen]").addEventListener("click", full);
  document.querySelector("[data-jump]").addEventListener("change", (event) => { jump(event.target.value); event.target.value = ""; event.target.blur(); });
  window.addEventListener("beforeunload", (event) => { if (now > 0 && now < steps.length - 1) event.preventDefault(); });
  stage.classList.add("stage-live");
  show();
})();
