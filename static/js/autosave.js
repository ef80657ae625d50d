// Saves each field of form[data-autosave] by itself, and never lets a newer value be overwritten silently.
"use strict";

(() => {
  const DELAY = 800;
  const LONGEST = 10000; // who types without a pause is saved at least so often
  const AGAIN = [2000, 4000, 8000, 15000, 30000, 60000];
  const WORDS = {
    ready: "Perubahan disimpan otomatis",
    saving: "Menyimpan …",
    offline: "Tidak ada sambungan. Isian disimpan di perangkat ini, dikirim lagi begitu tersambung.",
    unsent: "Tidak ada sambungan. Isian Anda tetap di sini; tekan sekali lagi setelah tersambung.",
    exposed: "Tidak ada sambungan. Jangan tutup halaman ini; isian dikirim lagi begitu tersambung.",
    ended: "Sesi berakhir. Masuk lagi untuk mengirim isian Anda.",
    out: "Anda sudah keluar di tab lain. Isian yang belum terkirim tidak disimpan.",
    clash: "Isian ini sudah diubah di tempat lain. Pilih salah satu.",
    failed: "Belum tersimpan. Periksa isian ini.",
  };

  class Autosave {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.autosave;
      this.waiting = new Map();
      this.busy = new Set();
      this.clashing = new Map();
      this.written = new Map();
      this.tries = 0;
      this.isKept = true;
      if (!document.querySelector("[data-autosave-words]")?.textContent.includes("Tersimpan")) this.say("ready", WORDS.ready);
      this.restore();
      for (const control of form.elements) if (typedEarly(control)) this.note(control, DELAY);
      form.addEventListener("input", (event) => this.note(event.target, DELAY));
      form.addEventListener("change", (event) => this.note(event.target, 0));
      form.addEventListener("submit", (event) => { if (!event.defaultPrevented) this.submitted(event); });
      addEventListener("pagehide", () => this.flush());
      addEventListener("before-sign-out", () => this.flush());
      addEventListener("signed-out", () => this.stop(WORDS.out));
      addEventListener("online", () => this.again());
      addEventListener("focus", () => { if (!this.ended) this.again(); });
      addEventListener("beforeunload", (event) => { if (this.waiting.size && !this.isKept && !this.sent) event.preventDefault(); });
    }

    value(control) {
      if (control.type === "checkbox") return control.checked ? control.value : "";
      return control.value;
    }

    note(control, delay) {
      if (this.clashing.has(control.name)) return this.disputed(control);
      if (this.stopped || !control.name || control.type === "hidden" || control.type === "file" || "noAutosave" in control.dataset) return;
      if (control.type !== "radio" && !this.waiting.has(control.name) && control.dataset.saved === this.value(control)) return;
      const known = this.waiting.get(control.name);
      clearTimeout(known?.timer);
      const since = known?.since ?? performance.now();
      const pause = Math.min(delay, Math.max(0, LONGEST - (performance.now() - since)));
      const timer = setTimeout(() => this.save(control), pause);
      this.waiting.set(control.name, { control, timer, since });
      this.keep(control);
      if (!this.ended && !this.resting) this.say("saving", WORDS.saving);
    }

    // The copy on the device, written a few times a second at most.
    keep(control) {
      this.keeping ||= new Map();
      if (this.keeping.has(control.name)) return;
      this.keeping.set(control.name, setTimeout(() => {
        this.keeping.delete(control.name);
        if (![this.waiting, this.busy, this.clashing].some((known) => known.has(control.name))) return;
        this.copy(control, this.value(control)).then(() => { this.isKept = true; }, () => { this.isKept = false; });
      }, 150));
    }

    copy(control, value) {
      this.written.set(control.name, value);
      return Copies.keep(this.url, control.name, value, control.dataset.version || "0");
    }

    // The server has `value`: the copy on the device goes, also where it is a little older because the last letters were sent at once.
    dropCopy(control, value) {
      const older = this.waiting.has(control.name) ? [] : [this.written.get(control.name)];
      Copies.drop(this.url, control.name, value, ...older);
    }

    async save(control) {
      if (this.stopped) return;
      if (this.busy.has(control.name)) return this.note(control, DELAY);
      if (this.ended) return this.held(control);
      this.busy.add(control.name);
      this.waiting.delete(control.name);
      const sent = this.value(control);
      try {
        await this.read(control, sent, await Copies.send(this.url, control.name, sent, control.dataset.version || "0"));
      } catch {
        this.rest(control);
      } finally {
        this.busy.delete(control.name);
      }
    }

    async read(control, sent, response) {
      if (response.status === 401 || response.status === 400) return this.renew(control);
      const answer = await response.json().catch(() => ({}));
      if (response.status === 409 && "version" in answer) return this.clash(control, answer);
      if (response.status >= 500 || [408, 409, 429].includes(response.status)) return this.rest(control);
      if (!response.ok) return this.failed(control, answer.error || WORDS.failed);
      this.tries = 0;
      this.resting = null;
      this.kept(control, sent, answer);
    }

    kept(control, sent, saved) {
      this.versioned(control, saved.version);
      control.dataset.saved = sent;
      this.blame(control, false);
      this.dropCopy(control, sent);
      const others = Array.from(this.busy).filter((name) => name !== control.name);
      if (!this.waiting.size && !others.length) this.say("saved", `Tersimpan ${hour(saved.saved_at)}`);
      this.form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: { field: control.name, ...saved } }));
    }

    // The words stand in the foot, which may be far from the field they are about.
    blame(control, isWrong) {
      control.closest(".field")?.classList.toggle("field-wrong", isWrong);
      if (isWrong) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }

    held(control) {
      if (!this.waiting.get(control.name)?.timer) this.waiting.set(control.name, { control });
      else this.waiting.get(control.name).timer = 0;
    }

    // No line, or a server out of breath: what is unsent waits, a little longer each time.
    rest(control) {
      this.held(control);
      this.say("offline", this.isKept ? WORDS.offline : WORDS.exposed);
      if (this.resting) return;
      const pause = AGAIN[Math.min(this.tries, AGAIN.length - 1)] * (0.8 + Math.random() * 0.4);
      this.tries += 1;
      this.resting = setTimeout(() => this.again(), pause);
    }

    failed(control, words) {
      this.held(control);
      this.blame(control, true);
      this.say("failed", words);
    }

    again() {
      clearTimeout(this.resting);
      this.resting = null;
      for (const { control, timer } of Array.from(this.waiting.values())) if (!timer) this.save(control);
    }

    // An ended sign-in is renewed in place; what is unsent goes out for the same person only.
    async renew(control) {
      this.held(control);
      if (this.ended) return;
      this.ended = true;
      this.say("ended", WORDS.ended, () => this.renewed(Renewal.ask()));
      const elsewhere = await Renewal.look().catch(() => "nobody");
      await this.renewed(elsewhere === "nobody" ? Renewal.ask() : Promise.resolve(elsewhere));
    }

    async renewed(asked) {
      const found = await asked;
      if (found === "nobody") return this.say("ended", WORDS.ended, () => this.renewed(Renewal.ask()));
      if (found !== "same") return this.stop(`Anda masuk sebagai ${found}. Isian di halaman ini milik akun lain, jadi tidak dikirim.`);
      this.ended = false;
      this.again();
    }

    stop(words) {
      this.stopped = true;
      this.say("ended", words);
    }

    versioned(control, version) {
      for (const one of this.form.elements) if (one.name === control.name) one.dataset.version = version;
      const sent = this.form.elements.namedItem(`${control.name}.version`);
      if (sent) sent.value = version;
    }

    // The whole form is on its way: the next page finds out what became of it.
    // Without a line the browser would put its own error page in place of the form.
    submitted(event) {
      if (navigator.onLine) return this.posted();
      event.preventDefault();
      this.say("unsent", WORDS.unsent);
    }

    posted() {
      this.sent = true;
      Copies.mark(this.url, this.waiting.keys());
    }

    flush() {
      if (this.sent || this.stopped) return;
      const unsent = Array.from(this.waiting.values());
      Copies.mark(this.url, unsent.map(({ control }) => control.name));
      for (const { control, timer } of unsent) {
        clearTimeout(timer);
        Copies.send(this.url, control.name, this.value(control), control.dataset.version || "0", true)
          .then((response) => { if (response.ok) Copies.drop(this.url, control.name, this.value(control)); }, () => {});
      }
    }

    // What could not be sent before this page was closed is offered; what the server holds by now is dropped.
    async restore() {
      const offered = [];
      for (const copy of await Copies.own()) {
        const control = copy.url === this.url && this.control(copy);
        if (!control) continue;
        if (copy.value === this.shown(control)) Copies.forget(copy);
        else offered.push(await Copies.aside(copy));
      }
      if (offered.length) this.offer(offered);
    }

    control(copy) {
      const same = Array.from(this.form.elements).filter((one) => one.name === copy.field);
      return same.find((one) => one.type !== "radio" || one.value === copy.value) || same[0];
    }

    offer(copies) {
      const box = document.createElement("div");
      box.className = "unsent";
      box.setAttribute("role", "status");
      const since = copies.map((one) => one.at).sort()[0];
      const words = document.createElement("p");
      words.className = "strong";
      words.textContent = `Ada isian yang belum tersimpan dari ${hour(since)}:`;
      const list = document.createElement("ul");
      for (const copy of copies) {
        const item = document.createElement("li");
        item.textContent = `${copy.field.replace(".", " ")}: ${copy.value.slice(0, 300) || "(kosong)"}`;
        list.append(item);
      }
      box.append(words, list, this.button("Kirim", () => { box.remove(); for (const copy of copies) this.resend(copy); }), " ",
        this.button("Buang", () => { box.remove(); for (const copy of copies) Copies.forget(copy); }));
      this.form.before(box);
    }

    async resend(copy) {
      const control = this.control(copy);
      this.say("saving", WORDS.saving);
      try {
        const response = await Copies.send(this.url, copy.field, copy.value, copy.version);
        const answer = await response.json().catch(() => ({}));
        if (response.ok) {
          this.put(control, copy.value);
          this.kept(control, copy.value, answer);
          return Copies.forget(copy);
        }
        if (response.status === 409 && "version" in answer) { Copies.forget(copy); return this.clash(control, answer); }
        this.say("failed", answer.error || WORDS.failed);
      } catch {
        this.say("offline", WORDS.offline);
      }
      this.offer([copy]);
    }

    shown(control) {
      if (control.type !== "radio") return this.value(control);
      return this.form.querySelector(`[name="${CSS.escape(control.name)}"]:checked`)?.value ?? "";
    }

    put(control, value) {
      for (const one of this.form.elements) {
        if (one.name !== control.name) continue;
        if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === String(value ?? "");
        else { one.value = value ?? ""; one.dispatchEvent(new Event("counted")); }
      }
    }

    clash(control, found) {
      const mine = String(found.mine ?? "");
      this.copy(control, mine).catch(() => {});
      this.say("failed", WORDS.clash);
      this.clashing.set(control.name, Clash.show(control, found, (value) => this.chosen(control, found, value)));
    }

    chosen(control, found, value) {
      const mine = this.shown(control);
      this.clashing.delete(control.name);
      this.versioned(control, found.version);
      this.put(control, value);
      if (String(value ?? "") === String(found.theirs ?? "")) this.settled(control, mine, found);
      else this.note(this.control({ field: control.name, value: String(value ?? "") }), 0);
    }

    // What is typed while a choice is open becomes the own version of that choice; nothing is sent before it is made.
    disputed(control) {
      this.keep(control);
      this.clashing.get(control.name).retold(this.shown(control));
    }

    settled(control, mine, found) {
      control.dataset.saved = String(found.theirs ?? "");
      this.dropCopy(control, mine);
      if (!this.clashing.size) this.say("ready", WORDS.ready);
    }

    button(words, act) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "btn btn-secondary btn-sm";
      made.textContent = words;
      made.addEventListener("click", act);
      return made;
    }

    // Shown at every save; spoken only when something changes for the reader, so that a screen reader is left in peace.
    say(state, words, act) {
      for (const place of document.querySelectorAll("[data-autosave-state]")) {
        place.dataset.state = ["offline", "unsent"].includes(state) ? "failed" : state;
        (place.querySelector("[data-autosave-words]") || place).textContent = words;
        place.querySelector("button")?.remove();
        if (act) place.append(this.button("Masuk lagi", act));
      }
      if (state === "saving" || state === this.spoken) return;
      if (state !== "ready") for (const live of document.querySelectorAll("[data-autosave-live]")) live.textContent = words;
      this.spoken = state;
    }
  }

  // What was typed on a slow line before this script had come; what a browser fills in again by itself when going back is not that.
  function typedEarly(control) {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") return false;
    if (control.type === "radio" || control.type === "checkbox") return control.checked && !control.defaultChecked;
    return control.type === "textarea" && control.value !== control.defaultValue;
  }

  function hour(iso) {
    return new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      .format(new Date(iso)).replace(":", ".");
  }

  for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
})();
