// A sign-in that ended is renewed in place: the sign-in page's own forms, step by step, in a dialog over the page.
"use strict";

const Renewal = (() => {
  const PAGE = document.querySelector('meta[name="sign-in"]')?.content || "/masuk";
  const person = (page) => page.querySelector('meta[name="person"]')?.content || "";
  const named = (page) => page.querySelector(".person-name")?.textContent.trim() || "";
  let running;

  function parsed(text) { return new DOMParser().parseFromString(text, "text/html"); }

  // A fresh token is taken only for the same person: what is unsent belongs to nobody else.
  function taken(page) {
    const token = page.querySelector('meta[name="csrf-token"]')?.content;
    if (!token || !person(page)) return "nobody";
    if (person(page) !== person(document)) return named(page) || "akun lain";
    document.querySelector('meta[name="csrf-token"]').content = token;
    for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token;
    return "same";
  }

  // Whether somebody signed in again elsewhere: in another tab or window.
  async function look() {
    const response = await fetch(location.href, { credentials: "same-origin" });
    return response.ok ? taken(parsed(await response.text())) : "nobody";
  }

  class Box {
    constructor(done) {
      this.done = done;
      this.dialog = document.createElement("dialog");
      this.dialog.className = "renew";
      this.dialog.setAttribute("aria-labelledby", "renew-title");
      this.dialog.innerHTML = '<h2 id="renew-title">Sesi berakhir</h2><p>Masuk lagi untuk meneruskan. Isian Anda masih ada di halaman ini.</p><div data-step></div>'
        + '<p class="small">Memakai kunci sandi atau akun instansi? <a target="_blank" rel="noopener">Masuk di tab baru</a>, lalu kembali ke halaman ini.</p>'
        + '<button type="button" class="btn btn-quiet">Nanti saja</button>';
      this.dialog.querySelector("a").href = PAGE;
      this.dialog.querySelector("button").addEventListener("click", () => this.end("nobody"));
      this.dialog.addEventListener("cancel", () => this.end("nobody"));
      this.dialog.addEventListener("submit", (event) => { event.preventDefault(); this.send(event.target); });
      this.focused = () => look().then((found) => { if (found !== "nobody") this.arrived(found); }).catch(() => {});
      addEventListener("focus", this.focused);
      document.body.append(this.dialog);
      this.dialog.showModal();
      this.ask(PAGE);
    }

    async ask(url, options = {}) {
      const step = this.dialog.querySelector("[data-step]");
      try {
        const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html" }, ...options });
        this.show(parsed(await response.text()), response.url, step);
      } catch {
        step.textContent = "Tidak ada sambungan. Coba lagi sebentar lagi.";
      }
    }

    show(page, url, step) {
      const found = taken(page);
      if (found !== "nobody") return this.arrived(found);
      const form = Array.from(page.querySelectorAll("main form")).find((one) => one.querySelector('input[type="password"], input[name="code"]'));
      if (!form) { step.textContent = "Langkah ini perlu tab baru."; return; }
      const shown = document.importNode(form, true);
      shown.action = new URL(form.getAttribute("action") || url, url).href;
      step.replaceChildren(shown);
      shown.querySelector("input:not([type=hidden])")?.focus();
    }

    send(form) {
      const body = new URLSearchParams(new FormData(form));
      form.querySelector("button[type=submit], button:not([type])")?.setAttribute("disabled", "");
      this.ask(form.action, { method: "POST", body });
    }

    arrived(found) {
      if (found === "same") return this.end("same");
      const step = this.dialog.querySelector("[data-step]");
      step.textContent = `Anda masuk sebagai ${found}. Isian di halaman ini milik ${named(document)}, jadi tidak dikirim.`;
      this.found = found;
    }

    end(found) {
      removeEventListener("focus", this.focused);
      this.dialog.close();
      this.dialog.remove();
      this.done(this.found || found);
    }
  }

  // "same", "nobody", or the name of another person who is signed in now.
  function ask() {
    running ||= new Promise((done) => { new Box(done); }).finally(() => { running = null; });
    return running;
  }

  return { ask, look };
})();
