// Small helps for every page. Each works on what it finds; without them all pages still do their work.
"use strict";

document.documentElement.classList.add("js");

const ZONES = {
  WIB: ["Asia/Jakarta", "Asia/Pontianak"],
  WITA: ["Asia/Makassar", "Asia/Ujung_Pandang"],
  WIT: ["Asia/Jayapura"],
};
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zoneName = () => Object.keys(ZONES).find((name) => ZONES[name].includes(OWN_ZONE)) || "waktu perangkat Anda";
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// The zone in which a moment is told; a text that names none tells it in the first.
const zoneOf = (told) => (told.match(/\b(WIB|WITA|WIT)\b/) || ["WIB"])[0];

function clockText(moment, zone) {
  const parts = new Intl.DateTimeFormat("id-ID", {
    timeZone: zone, weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  }).formatToParts(moment);
  const get = (type) => parts.find((part) => part.type === type).value;
  return {
    day: `${get("weekday")} ${get("day")} ${get("month")} ${get("year")}`,
    short: `${get("day")} ${get("month").slice(0, 3)} ${get("year")}`,
    hour: `${get("hour")}.${get("minute")}`,
  };
}

// The reader's own clock, to stand behind the text of a moment; the day is said where it is not the one told (24.00 is told of the day before).
function besides(moment, told) {
  const zone = ZONES[zoneOf(told)][0];
  const there = clockText(moment, zone);
  const own = clockText(moment, OWN_ZONE);
  if ((there.day === own.day && there.hour === own.hour) || new RegExp(`\\b${zoneName()}\\b`).test(told)) return "";
  const day = told.includes("24.00") ? clockText(new Date(moment - 1), zone).day : there.day;
  return ` (${own.hour} ${zoneName()}${own.day === day ? "" : `, ${own.day}`})`;
}

// Of tabs wider than the screen the open one is in sight.
for (const one of all(".tabs [aria-current]")) {
  const row = one.closest(".tabs");
  row.scrollLeft = one.getBoundingClientRect().left - row.getBoundingClientRect().left - (row.clientWidth - one.offsetWidth) / 2;
}

// Server time runs on from the moment the page was made; the device's own clock may be wrong.
const clock = document.querySelector("[data-clock]");
const home = zoneOf(clock ? clock.textContent : "");
const drift = clock ? new Date(clock.dateTime) - Date.now() : 0;
const serverNow = () => new Date(Date.now() + drift);

function remaining(until) {
  const left = Math.floor((until - serverNow()) / 1000);
  if (left <= 0) return "sudah lewat";
  const [days, hours, minutes] = [Math.floor(left / 86400), Math.floor((left % 86400) / 3600), Math.floor((left % 3600) / 60)];
  if (days) return `${days} hari ${hours} jam lagi`;
  if (hours) return `${hours} jam ${minutes} menit lagi`;
  return minutes ? `${minutes} menit lagi` : "kurang dari satu menit lagi";
}

function tick() {
  if (clock) {
    const now = serverNow();
    const here = clockText(now, ZONES[home][0]);
    clock.textContent = `${here.short}, ${here.hour} ${home}${besides(now, home)}`;
  }
  for (const place of all("[data-countdown]")) {
    place.title ||= place.textContent;
    place.textContent = remaining(new Date(place.dateTime));
  }
}

// A moment that stands on two clocks already gets the reader's into the same brackets.
function tellHere(place) {
  const told = place.textContent.trimEnd();
  const own = besides(new Date(place.dateTime), told);
  if (own && told.endsWith(")")) place.textContent = `${told.slice(0, -1)}; ${own.slice(2)}`;
  else place.append(own);
}

function startClocks() {
  all("time[data-local]").forEach(tellHere);
  if (!clock && !document.querySelector("[data-countdown]")) return;
  tick();
  setInterval(tick, 1000);
}

// Counts as the server does (entries/rules/completeness.py): what stands between white space, unless nothing of it can be seen.
const BETWEEN = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+/;
const SEEN = /[^\xad\u200c-\u200f\u2060\ufe0f]/;
const wordsIn = (text) => text.split(BETWEEN).filter((part) => SEEN.test(part)).length;

function countWords(area) {
  const note = document.getElementById(`${area.id}-count`);
  const limit = Number(area.dataset.words);
  const show = () => {
    const used = wordsIn(area.value);
    note.textContent = used > limit ? `${used} kata, ${used - limit} terlalu banyak (batas ${limit})` : `${used} dari ${limit} kata`;
    note.classList.toggle("over", used > limit);
  };
  area.addEventListener("input", show);
  area.addEventListener("counted", show);
  show();
}

function startForms() {
  for (const area of all("[data-words]")) countWords(area);
  for (const choice of all("select[data-autosubmit]")) choice.addEventListener("change", () => choice.form.requestSubmit());
  for (const input of all("input[type=file][data-max-bytes]")) {
    input.addEventListener("change", () => {
      const tooBig = Array.from(input.files).some((file) => file.size > Number(input.dataset.maxBytes));
      input.setCustomValidity(tooBig ? "Berkas ini melebihi ukuran yang diterima." : "");
      input.reportValidity();
    });
  }
  document.querySelector("[data-focus]")?.focus();
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.innerHTML;
  button.textContent = "Tersalin";
  setTimeout(() => { button.innerHTML = words; }, 2000);
}

// An impatient second click sends nothing again while the answer is on its way; who comes back to the page may send once more.
const SENT_MS = 5000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (serverNow() - (form.sentAt || 0) < SENT_MS) event.preventDefault();
  else form.sentAt = serverNow();
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.sentAt; });

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, a");
  if (!button) return;
  if (button.dataset.confirm && !window.confirm(button.dataset.confirm)) event.preventDefault();
  if (button.dataset.copy) copy(button);
  if ("print" in button.dataset) window.print();
  if ("density" in button.dataset) {
    localStorage.setItem("dense", String(document.body.classList.toggle("dense")));
  }
});

// An open menu closes with Escape and with a click elsewhere.
const MENUS = "details.menu[open], details.person[open], .bottom details[open]";
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(MENUS);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => {
  for (const menu of all(MENUS)) if (!menu.contains(event.target)) menu.open = false;
});

function remember() {
  document.body.classList.toggle("dense", localStorage.getItem("dense") === "true");
  for (const part of all("details[data-remember]")) {
    const kept = localStorage.getItem(part.dataset.remember);
    part.open = kept ? kept === "open" : window.innerWidth >= 768;
    part.addEventListener("toggle", () => localStorage.setItem(part.dataset.remember, part.open ? "open" : "shut"));
  }
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]')?.content || "";
});

remember();
startClocks();
startForms();
