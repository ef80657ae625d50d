// The time that is left of a running stage, by the server's clock: colour, words and digits; a tone for who wants one; the tab's title.
"use strict";

const Timers = (() => {
  const WORDS = { calm: "Waktu berjalan", soon: "Waktu hampir habis", over: "Waktu habis" };
  const TONES = { soon: [660], over: [880, 880] };
  const PLAIN = document.title;
  let offset = 0;
  let sound;

  const now = () => Date.now() + offset;
  const two = (number) => String(number).padStart(2, "0");

  // How far the server's clock is ahead; the time the answer travelled is split in half.
  function set(moment, sentAt = Date.now()) { offset = new Date(moment) - (sentAt + Date.now()) / 2; }

  function clockOf(seconds) {
    const left = Math.abs(seconds);
    return `${seconds < 0 ? "+" : ""}${two(Math.floor(left / 60))}.${two(left % 60)}`;
  }

  function signalOf(place, at) {
    if (at >= new Date(place.dataset.until)) return "over";
    return at >= new Date(place.dataset.soon) ? "soon" : "calm";
  }

  function beep(tones) {
    if (!sound) return;
    tones.forEach((pitch, number) => {
      const tone = sound.createOscillator();
      const volume = sound.createGain();
      tone.frequency.value = pitch;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(sound.destination);
      tone.start(sound.currentTime + number * 0.5);
      tone.stop(sound.currentTime + number * 0.5 + 0.3);
    });
  }

  function show(place) {
    const at = now();
    const seconds = Math.ceil((new Date(place.dataset.until) - at) / 1000);
    const signal = signalOf(place, at);
    place.querySelector("[data-left]").textContent = clockOf(seconds);
    if (place.dataset.signal !== signal || !place.dataset.shown) {
      if (place.dataset.shown && signal !== "calm") beep(TONES[signal]);
      place.dataset.signal = signal;
      place.dataset.shown = "yes";
      place.querySelector("[data-word]").textContent = WORDS[signal];
    }
    return `${clockOf(seconds)} ${place.querySelector(".timer-stage").textContent}`;
  }

  function tick() {
    const told = Array.from(document.querySelectorAll("[data-timer]"), show);
    const word = document.querySelector("[data-title]")?.textContent;
    document.title = [told[0] || word, PLAIN].filter(Boolean).join(" · ");
  }

  // A browser lets a page sound only after a click on it: the choice is made anew on every page.
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-sound]")) return;
    if (event.target.checked) { sound = new AudioContext(); beep([440]); } else { sound.close(); sound = undefined; }
  });

  setInterval(tick, 500);
  return { now, set, tick };
})();
