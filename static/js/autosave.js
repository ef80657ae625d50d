// Saves each field of form[data-autosave] by itself, and never lets a newer value be overwritten silently.
"use strict";

(() => {
  const DELAY = 800;
  const token = () => meta(document)?.content || "";
  const meta = (page) => page.querySelector('meta[name="csrf-token"]');
  const person = (page) => page.querySelector(".person-name")?.textContent;
  const ended = "Sesi berakhir. Masuk lagi di tab baru, lalu lanjutkan; isian Anda masih ada di sini.";

  class Autosave {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.autosave;
      this.waiting = new Map();
      this.busy = new Set();
      if (!document.querySelector("[data-autosave-words]")?.textContent.includes("Tersimpan")) this.say("ready", "Perubahan disimpan otomatis");
      this.restore();
      form.addEventListener("input", (event) => this.note(event.target, DELAY));
      form.addEventListener("change", (event) => this.note(event.target, 0));
      form.addEventListener("submit", () => { this.sent = true; });
      addEventListener("pagehide", () => this.flush());
      addEventListener("online", () => this.again());
      addEventListener("focus", () => this.again());
    }

    key(name) { return `autosave:${this.url}:${name}`; }

    value(control) {
      if (control.type === "checkbox") return control.checked ? control.value : "";
      return control.value;
    }

    note(control, delay) {
      if (!control.name || control.type === "hidden" || control.type === "file" || "noAutosave" in control.dataset) return;
      const value = this.value(control);
      if (control.type !== "radio" && !this.waiting.has(control.name) && control.dataset.saved === value) return;
      localStorage.setItem(this.key(control.name), JSON.stringify({ value, version: control.dataset.version || "0" }));
      clearTimeout(this.waiting.get(control.name)?.timer);
      const timer = setTimeout(() => this.save(control), delay);
      this.waiting.set(control.name, { control, timer });
      this.say("saving", "Belum tersimpan …");
    }

    body(control) {
      return new URLSearchParams({ field: control.name, value: this.value(control), version: control.dataset.version || "0" });
    }

    request(control, keepalive = false) {
      return fetch(this.url, {
        method: "POST",
        body: this.body(control),
        credentials: "same-origin",
        keepalive,
        headers: { "X-CSRFToken": token(), Accept: "application/json" },
      });
    }

    async save(control) {
      if (this.busy.has(control.name)) return this.note(control, DELAY);
      this.busy.add(control.name);
      this.waiting.delete(control.name);
      const sent = this.value(control);
      try {
        if (this.ended && !(await this.signedInAgain())) return this.failed(control, ended, "ended");
        await this.read(control, sent, await this.request(control));
      } catch {
        this.failed(control, "Tidak tersambung. Isian disimpan di perangkat ini dan dikirim lagi nanti.");
      } finally {
        this.busy.delete(control.name);
      }
    }

    async read(control, sent, response) {
      this.ended = response.status === 401;
      if (this.ended) return this.failed(control, ended, "ended");
      if (response.status === 409) return this.clash(control, await response.json());
      if (!response.ok) return this.failed(control, (await reason(response)) || "Belum tersimpan. Periksa isian ini.");
      const saved = await response.json();
      this.versioned(control, saved.version);
      control.dataset.saved = sent;
      if (this.value(control) === sent) localStorage.removeItem(this.key(control.name));
      if (!this.waiting.size) this.say("saved", `Tersimpan ${hour(saved.saved_at)}`);
      this.form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: { field: control.name, ...saved } }));
    }

    // After a new sign-in in another tab the page's token is old; a fresh one is taken only for the same person.
    async signedInAgain() {
      const response = await fetch(location.href, { credentials: "same-origin" });
      if (!response.ok) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!meta(page) || person(page) !== person(document)) return false;
      meta(document).content = meta(page).content;
      for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = meta(page).content;
      return true;
    }

    versioned(control, version) {
      for (const one of this.form.elements) if (one.name === control.name) one.dataset.version = version;
      const sent = this.form.elements.namedItem(`${control.name}.version`);
      if (sent) sent.value = version;
    }

    failed(control, words, state = "failed") {
      this.waiting.set(control.name, { control });
      this.say(state, words);
    }

    again() {
      for (const { control, timer } of Array.from(this.waiting.values())) if (!timer) this.save(control);
    }

    flush() {
      if (this.sent) return;
      for (const { control, timer } of this.waiting.values()) {
        clearTimeout(timer);
        this.request(control, true).catch(() => {});
      }
    }

    // What could not be sent before this page was closed comes back, as a choice where the server knows another value.
    restore() {
      for (const control of this.form.elements) {
        const kept = control.name && localStorage.getItem(this.key(control.name));
        if (!kept) continue;
        const { value, version } = JSON.parse(kept);
        if (control.type === "radio" && control.value !== value) continue;
        if (value === this.shown(control)) localStorage.removeItem(this.key(control.name));
        else if ((control.dataset.version || "0") === version) this.put(control, value);
        else this.clash(control, { mine: value, theirs: this.shown(control), version: control.dataset.version });
      }
    }

    shown(control) {
      if (control.type !== "radio") return this.value(control);
      return this.form.querySelector(`[name="${CSS.escape(control.name)}"]:checked`)?.value ?? "";
    }

    put(control, value) {
      for (const one of this.form.elements) {
        if (one.name !== control.name) continue;
        if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === String(value ?? "");
        else one.value = value ?? "";
      }
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }

    clash(control, { mine, theirs, version }) {
      this.say("failed", "Isian ini sudah diubah di tempat lain. Pilih salah satu.");
      const home = control.closest(".field, .rubric") || control.parentElement;
      home.querySelector(".clash")?.remove();
      const box = document.createElement("div");
      box.className = "clash";
      box.setAttribute("role", "alert");
      box.append(line("Isian ini sudah diubah di tempat lain sementara Anda mengisinya. Mana yang dipakai?"), this.pair(control, box, { mine, theirs, version }));
      home.append(box);
    }

    pair(control, box, { mine, theirs, version }) {
      const two = document.createElement("div");
      two.className = "clash-two";
      two.append(
        version_box("Isian Anda", mine, () => { this.versioned(control, version); this.put(control, mine); box.remove(); }),
        version_box("Isian yang tersimpan", theirs, () => {
          this.versioned(control, version);
          localStorage.removeItem(this.key(control.name));
          control.dataset.saved = theirs ?? "";
          this.put(control, theirs);
          box.remove();
        }),
      );
      return two;
    }

    say(state, words) {
      for (const place of document.querySelectorAll("[data-autosave-state]")) {
        place.dataset.state = state;
        (place.querySelector("[data-autosave-words]") || place).textContent = words;
      }
    }
  }

  function hour(iso) {
    return new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      .format(new Date(iso)).replace(":", ".");
  }

  async function reason(response) {
    try { return (await response.json()).error; } catch { return ""; }
  }

  function line(words) {
    const made = document.createElement("p");
    made.className = "strong mb-0";
    made.textContent = words;
    return made;
  }

  function version_box(title, value, choose) {
    const made = document.createElement("div");
    const words = document.createElement("p");
    words.textContent = value === null || value === "" ? "(kosong)" : String(value);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary btn-sm";
    button.textContent = "Pakai yang ini";
    button.addEventListener("click", choose);
    made.append(line(title), words, button);
    return made;
  }

  for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
})();
