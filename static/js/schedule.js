// The week board: lift an interview by mouse, keyboard or touch, see at once what every seat would mean, and put it down.
// The server answers for every seat with the check that a move asks; the move itself is the ordinary form.
"use strict";

(() => {
  const board = document.querySelector("[data-schedule]");
  const status = document.querySelector("[data-schedule-status]");
  let lifted = null;

  function say(words) {
    status.textContent = words;
    status.hidden = !words;
  }

  const seats = () => Array.from(board.querySelectorAll("[data-seat]"));

  function judge(seat) {
    const word = lifted.words[seat.dataset.seat];
    if (seat === lifted.home) return { fault: "", swap: "", isHome: true };
    if (!word) return { fault: "Waktu ini tidak dapat dipakai.", swap: "" };
    return word;
  }

  function mark() {
    for (const seat of seats()) {
      const { fault, isHome } = judge(seat);
      seat.tabIndex = -1;
      seat.classList.toggle("seat-good", !fault && !isHome);
      seat.classList.toggle("seat-bad", Boolean(fault));
      seat.classList.toggle("is-lifted", Boolean(isHome));
    }
  }

  function describe(seat) {
    const { fault, swap, isHome } = judge(seat);
    const other = seat.querySelector("[data-name]");
    const place = seat.dataset.place;
    if (isHome) return `${place}: waktu sekarang.`;
    if (fault) return `${place}: ${fault}`;
    return swap && other ? `${place}: tukar dengan ${other.dataset.name}.` : `${place}: ${board.dataset.free}.`;
  }

  async function lift(card) {
    lower();
    const home = card.closest("[data-seat]");
    lifted = { card, home, words: {} };
    board.classList.add("is-lifting");
    say(`${card.dataset.name}: waktu yang mungkin sedang diperiksa.`);
    const mine = lifted;
    try {
      const answer = await fetch(card.dataset.wordsUrl, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (lifted !== mine) return;
      lifted.words = found.seats;
      mark();
      const good = board.querySelectorAll(".seat-good").length;
      say(`${card.dataset.name} diangkat. ${good} waktu dapat dipakai. Pilih dengan tombol panah lalu Enter, atau Esc untuk batal.`);
    } catch {
      lower();
      say("Pemeriksaan waktu tidak berhasil. Periksa sambungan internet, atau pakai tautan Pindah.");
    }
  }

  function lower() {
    if (!lifted) return;
    board.classList.remove("is-lifting");
    for (const seat of seats()) {
      seat.classList.remove("seat-good", "seat-bad", "is-lifted");
      seat.removeAttribute("tabindex");
    }
    lifted = null;
    say("");
  }

  function send(url, fields) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    const token = document.querySelector("meta[name=csrf-token]").content;
    for (const [name, value] of Object.entries({ csrf_token: token, ...fields })) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }

  function put(seat) {
    const { fault, swap, isHome } = judge(seat);
    if (isHome) { lower(); return; }
    if (fault) { say(describe(seat)); return; }
    const { name, moveUrl, swapUrl } = lifted.card.dataset;
    const [panel, startsAt] = seat.dataset.seat.split("|");
    const other = seat.querySelector("[data-name]");
    const asked = swap && other
      ? board.dataset.askSwap.replace("{name}", name).replace("{other}", other.dataset.name)
      : board.dataset.ask.replace("{name}", name).replace("{seat}", seat.dataset.place);
    if (!window.confirm(asked)) return;
    if (swap) send(swapUrl, { other: swap });
    else send(moveUrl, { panel, starts_at: startsAt });
  }

  // Up and down stay in the lane; left and right go to the neighbouring lane, as near in time as can be.
  function next(from, key) {
    const lanes = Array.from(board.querySelectorAll("[data-lane]"));
    const lane = from.closest("[data-lane]");
    const here = Array.from(lane.querySelectorAll("[data-seat]")).filter((seat) => seat.offsetParent !== null);
    if (key === "ArrowUp" || key === "ArrowDown") return here[here.indexOf(from) + (key === "ArrowDown" ? 1 : -1)] || from;
    const beside = lanes[lanes.indexOf(lane) + (key === "ArrowRight" ? 1 : -1)];
    const there = beside ? Array.from(beside.querySelectorAll("[data-seat]")) : [];
    const clock = (seat) => seat.dataset.seat.slice(-5);
    return there.find((seat) => clock(seat) >= clock(from)) || there.at(-1) || from;
  }

  function onKey(event) {
    if (!lifted) return;
    if (event.key === "Escape") {
      const { card } = lifted;
      lower();
      card.querySelector("[data-lift]").focus();
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      const at = document.activeElement.closest?.("[data-seat]");
      const seat = at && board.contains(at) ? next(at, event.key) : lifted.home;
      seat.focus();
      say(describe(seat));
    } else if (event.key === "Enter" && document.activeElement.matches("[data-seat]")) {
      event.preventDefault();
      put(document.activeElement);
    }
  }

  function onClick(event) {
    const button = event.target.closest("[data-lift]");
    if (button) {
      const card = button.closest("[data-interview]");
      if (lifted && lifted.card === card) lower();
      else lift(card);
      return;
    }
    const seat = event.target.closest("[data-seat]");
    if (lifted && seat && !event.target.closest("a, button")) put(seat);
  }

  if (board && board.querySelector("[data-interview]")) {
    for (const card of board.querySelectorAll("[data-interview]")) card.draggable = true;
    board.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    board.addEventListener("dragstart", (event) => {
      const card = event.target.closest("[data-interview]");
      if (!card) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.name);
      lift(card);
    });
    board.addEventListener("dragover", (event) => {
      const seat = event.target.closest("[data-seat]");
      if (!lifted || !seat) return;
      const words = describe(seat);
      if (status.textContent !== words) say(words);
      if (!judge(seat).fault) event.preventDefault();
    });
    board.addEventListener("drop", (event) => {
      const seat = event.target.closest("[data-seat]");
      if (!lifted || !seat) return;
      event.preventDefault();
      put(seat);
    });
    board.addEventListener("dragend", () => lower());
  }

  // A plan that is being computed shows its progress by itself; once it is there, the page is opened anew.
  const progressBox = document.querySelector("[data-plan-progress]");

  async function follow() {
    try {
      const answer = await fetch(window.location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-plan-progress]");
      if (!answer.ok || !fresh) { window.location.reload(); return; }
      if (fresh.innerHTML !== progressBox.innerHTML) progressBox.replaceChildren(...fresh.childNodes);
    } catch {
      // The next round tries again; the link stays.
    }
    window.setTimeout(follow, 1500);
  }

  if (progressBox) window.setTimeout(follow, 1000);
})();
