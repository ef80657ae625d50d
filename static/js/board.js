// A part of a page that renews itself: a stream says when to look again; where there is none, the page asks from time to time.
"use strict";

(() => {
  const POLL = 10000;
  const SPREAD = 1500;
  const LONGEST = 300000;
  const SILENT = 6000;
  const SLEPT = 5000;
  const part = document.querySelector("[data-live]");
  if (!part) return;
  const state = document.querySelector("[data-live-state]");
  const wait = (time) => time + Math.random() * SPREAD;
  let etag = "";
  let stream;
  let timer;
  let again;
  let asking = false;
  let missed = false;
  let isEnded = false;

  function say(words) { if (state.textContent !== words) state.textContent = words; }

  function heed() {
    const head = part.querySelector("[data-now]");
    const until = head?.dataset.freshUntil;
    plan(until ? Math.min(Math.max(new Date(until) - Timers.now(), 0) + 500, LONGEST) : LONGEST);
    if (typeof tellHere === "function") part.querySelectorAll("time[data-local]").forEach(tellHere);
    Timers.tick();
  }

  // The next look, at the latest after `time`; a look that is due sooner stays due.
  function plan(time) {
    clearTimeout(timer);
    timer = setTimeout(look, wait(stream ? time : Math.min(time, POLL)));
  }

  function soon(spread) {
    clearTimeout(again);
    again = setTimeout(look, Math.random() * spread);
  }

  function put(content) {
    const focus = document.activeElement?.closest("[data-live]") ? document.activeElement : null;
    const place = focus && Array.from(part.querySelectorAll("a, button, summary")).indexOf(focus);
    const name = focus && (focus.id || focus.textContent);
    const open = new Set(Array.from(part.querySelectorAll("details[open][id]"), (one) => one.id));
    part.innerHTML = content;
    for (const one of part.querySelectorAll("details[id]")) if (open.has(one.id)) one.open = true;
    const found = focus && Array.from(part.querySelectorAll("a, button, summary"));
    if (found?.length) (found.find((one) => (one.id || one.textContent) === name) || found[Math.min(place, found.length - 1)]).focus();
  }

  async function look() {
    if (isEnded || document.hidden) return;
    if (asking) { missed = true; return; }  // what is wanted meanwhile, such as on waking, is asked right after
    asking = true;
    const sentAt = Date.now();
    try {
      const answer = await fetch(part.dataset.live, {
        credentials: "same-origin", headers: { Accept: "text/html", ...(etag && { "If-None-Match": etag }) },
      });
      if (answer.status === 401) return end();
      if (answer.status === 200) {
        etag = answer.headers.get("ETag") || "";
        put(await answer.text());
      }
      if (answer.headers.get("X-Server-Now")) Timers.set(answer.headers.get("X-Server-Now"), sentAt);
      if (answer.ok || answer.status === 304) say(stream ? "Terhubung: diperbarui dengan sendirinya." : "Diperbarui tiap 10 detik.");
      heed();
    } catch {
      say("Sambungan terputus. Mencoba lagi …");
      plan(POLL);
    } finally {
      asking = false;
      if (missed) { missed = false; look(); }
    }
  }

  function end() {
    isEnded = true;
    stream?.close();
    say("Sesi Anda berakhir. Muat ulang halaman ini untuk masuk lagi.");
  }

  function listen() {
    if (!window.EventSource || stream || isEnded) return;
    const opened = new EventSource(part.dataset.stream);
    const quiet = setTimeout(() => { opened.close(); stream = undefined; plan(POLL); }, SILENT);
    opened.addEventListener("hello", () => { clearTimeout(quiet); stream = opened; });
    opened.addEventListener("changed", (event) => soon(Number(event.data) || SPREAD));
    opened.addEventListener("error", () => {
      clearTimeout(quiet);
      if (opened.readyState === EventSource.CLOSED) { stream = undefined; soon(SPREAD); }
    });
  }

  // A page nobody looks at holds no line; it looks at once when it is seen again, or when the device wakes.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { stream?.close(); stream = undefined; return; }
    look();
    listen();
  });
  let before = Date.now();
  setInterval(() => {
    if (Date.now() - before > SLEPT) look();
    before = Date.now();
  }, 1000);
  addEventListener("online", () => { look(); listen(); });

  document.querySelector(".live-again")?.addEventListener("click", (event) => { event.preventDefault(); look(); });
  document.querySelector("[data-full]")?.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen(); else document.querySelector("[data-room]").requestFullscreen();
  });

  Timers.set(part.querySelector("[data-now]").dataset.now);
  heed();
  listen();
})();
