// Camera, microphone and line: everything stays in this browser, but for a sample fetched from the portal itself.
"use strict";

const place = document.querySelector("[data-line-test]");
const part = (name) => place.querySelector(`[data-line-${name}]`);
const ROUNDS = 4;
const FAIR_MEGABITS = 1.5;
const FAIR_MILLISECONDS = 400;
const HEARD = 0.05;

function showSound(stream) {
  const context = new AudioContext();
  const listener = context.createAnalyser();
  const meter = place.querySelector("meter");
  const samples = new Float32Array(listener.fftSize);
  context.createMediaStreamSource(stream).connect(listener);
  const measure = () => {
    listener.getFloatTimeDomainData(samples);
    const loudness = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
    meter.value = Math.min(1, loudness * 4);
    if (loudness > HEARD) part("words").textContent = place.dataset.heard;
    if (stream.active) requestAnimationFrame(measure);
  };
  measure();
}

async function showCamera() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    const picture = place.querySelector("video");
    picture.srcObject = stream;
    picture.hidden = false;
    part("words").textContent = place.dataset.seen;
    showSound(stream);
  } catch (error) {
    part("words").textContent = error.name === "NotAllowedError" ? place.dataset.refused : place.dataset.missing;
  }
}

async function fetchSample() {
  const began = performance.now();
  const answer = await fetch(`${place.dataset.sample}?${Math.random()}`, { cache: "no-store" });
  const headed = performance.now();
  if (!answer.ok) throw new Error(answer.status);
  const bytes = (await answer.arrayBuffer()).byteLength;
  return { delay: headed - began, megabits: (bytes * 8) / (performance.now() - began) / 1000 };
}

async function measureLine() {
  const found = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) found.push(await fetchSample());
  } catch {
    part("speed").textContent = place.dataset.broken;
    return;
  }
  const delay = Math.min(...found.map((one) => one.delay));
  const megabits = Math.max(...found.map((one) => one.megabits));
  const verdict = megabits >= FAIR_MEGABITS && delay <= FAIR_MILLISECONDS ? place.dataset.fair : place.dataset.slow;
  const number = (value) => value.toLocaleString("id-ID", { maximumFractionDigits: 1 });
  part("speed").textContent = `${verdict} (${number(megabits)} Mbit/s, ${number(delay)} ms)`;
}

if (place) {
  part("begin").addEventListener("click", () => {
    showCamera();
    measureLine();
  });
}
