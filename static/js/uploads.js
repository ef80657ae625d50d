// Sends chosen files piece by piece (tus), several at once, and goes on by itself after a cut line, a closed lid or a new sign-in.
"use strict";

(() => {
  const PIECE = 2 * 1024 * 1024;
  const DELAYS = [0, 1000, 3000, 5000, 10000, 20000, 30000];
  const AT_ONCE = 2;
  const AGAIN = 15000;
  const MARK = "tus::p4|";
  const token = (page = document) => page.querySelector('meta[name="csrf-token"]')?.content || "";
  const person = (page) => page.querySelector(".person-name")?.textContent;
  const megabytes = (bytes) => `${(bytes / 1048576).toLocaleString("id-ID", { maximumFractionDigits: 1 })} MB`;
  let library;

  // The library is fetched when a file is chosen, so that the page itself stays light.
  function fetched(url) {
    library ||= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = done;
      script.onerror = () => { library = null; script.remove(); failed(new Error("library")); };
      document.head.append(script);
    });
    return library;
  }

  class Place {
    constructor(box) {
      this.box = box;
      this.input = box.querySelector("input[type=file]");
      this.waiting = [];
      this.running = new Set();
      this.rows = document.createElement("ul");
      this.rows.className = "uploading";
      box.append(this.rows);
      this.input.multiple = "list" in box.dataset;
      box.querySelector("[data-upload-button]").hidden = true;
      this.input.addEventListener("change", () => { this.take(this.input.files); this.input.value = ""; });
      for (const kind of ["dragenter", "dragover"]) box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.add("over"); });
      for (const kind of ["dragleave", "drop"]) box.addEventListener(kind, () => box.classList.remove("over"));
      box.addEventListener("drop", (event) => { event.preventDefault(); this.take(event.dataTransfer.files); });
      addEventListener("online", () => this.again());
      addEventListener("focus", () => this.again(true));
      setInterval(() => this.again(), AGAIN);
      addEventListener("beforeunload", (event) => { if (this.running.size) event.preventDefault(); });
      this.remind();
    }

    // What was begun before the page was left: the same file, chosen again, goes on where it was.
    remind() {
      const begun = `${MARK}${person(document)}|${this.box.dataset.target}|`;
      for (let place = 0; place < localStorage.length; place += 1) {
        const key = localStorage.key(place);
        if (!key.startsWith(begun)) continue;
        const kept = JSON.parse(localStorage.getItem(key));
        const row = new Row(this, { name: kept.metadata.filename, size: kept.size });
        row.key = key;
        row.reminder = true;
        row.say("Belum selesai diunggah. Pilih berkas yang sama untuk melanjutkan, tanpa mengulang dari awal.", "paused");
      }
    }

    take(files) {
      for (const file of files) {
        for (const old of this.rows.querySelectorAll("li")) if (old.upload?.reminder && old.upload.file.name === file.name) old.remove();
        const row = new Row(this, file);
        const most = Number(this.input.dataset.maxBytes);
        if (file.size > most) row.fail(`Berkas ini lebih besar dari ${megabytes(most)}. Kecilkan atau bagi menjadi beberapa berkas.`);
        else if (!file.size) row.fail("Berkas ini kosong (0 byte). Periksa berkas di komputer Anda, lalu pilih lagi.");
        else { row.say("Menunggu giliran …"); this.waiting.push(row); }
      }
      this.next();
    }

    next() {
      while (this.running.size < AT_ONCE && this.waiting.length) {
        const row = this.waiting.shift();
        this.running.add(row);
        row.start();
      }
    }

    again(focused = false) {
      for (const row of this.running) if (row.cut && (focused || !row.ended)) row.start();
    }

    async over(row, isGood) {
      this.running.delete(row);
      this.next();
      if (isGood && this.box.dataset.after) location.assign(this.box.dataset.after);
      if (!isGood || !this.box.dataset.list) return;
      const answer = await fetch(this.box.dataset.list, { credentials: "same-origin" }).catch(() => null);
      if (answer?.ok) {
        document.getElementById(this.box.dataset.into).innerHTML = await answer.text();
        row.item.remove();
      }
    }
  }

  class Row {
    constructor(place, file) {
      this.place = place;
      this.file = file;
      this.item = document.createElement("li");
      this.item.upload = this;
      const name = document.createElement("span");
      name.className = "file-name";
      name.textContent = file.name;
      this.words = document.createElement("span");
      this.words.className = "uploading-words";
      this.words.setAttribute("role", "status");
      this.bar = document.createElement("progress");
      this.bar.max = file.size || 1;
      this.bar.value = 0;
      this.bar.setAttribute("aria-label", `Kemajuan ${file.name}`);
      this.give_up = document.createElement("button");
      this.give_up.type = "button";
      this.give_up.className = "btn btn-quiet btn-sm";
      this.give_up.textContent = "Batalkan";
      this.give_up.addEventListener("click", () => this.stop());
      this.item.append(name, this.bar, this.words, this.give_up);
      place.rows.append(this.item);
    }

    say(words, state = "") {
      this.words.textContent = words;
      this.item.dataset.state = state;
    }

    fail(words) {
      this.cut = false;
      this.say(words, "failed");
      this.words.setAttribute("role", "alert");
      this.give_up.textContent = "Tutup";
      this.place.over(this, false);
    }

    async start() {
      if (this.busy) return;
      this.busy = true;
      const was = this.cut;
      this.cut = false;
      try {
        await fetched(this.place.box.dataset.script);
        if (this.ended && !(await this.signed_in_again())) return this.pause("Sesi berakhir. Masuk lagi di tab baru, lalu kembali ke sini; unggahan dilanjutkan.");
        this.ended = false;
        this.say("Mengunggah …", "running");
        if (!this.tus) await this.make();
        this.tus.start();
      } catch {
        this.pause("Tidak tersambung. Dilanjutkan sendiri begitu tersambung lagi.");
      } finally {
        this.busy = false;
        if (was && this.cut) this.place.running.add(this);
      }
    }

    async make() {
      const { endpoint, purpose, target } = this.place.box.dataset;
      const { name, size, lastModified } = this.file;
      this.tus = new tus.Upload(this.file, {
        endpoint,
        chunkSize: PIECE,
        retryDelays: DELAYS,
        removeFingerprintOnSuccess: true,
        metadata: { filename: name, purpose, target },
        fingerprint: async () => `p4|${person(document)}|${target}|${name}|${size}|${lastModified}`,
        headers: { Accept: "application/json" },
        onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
        onShouldRetry: (error) => this.goes_on(error),
        onProgress: (sent, all) => this.progress(sent, all),
        onError: (error) => this.trouble(error),
        onSuccess: () => this.done(),
      });
      const [begun] = await this.tus.findPreviousUploads();
      if (begun) this.tus.resumeFromPreviousUpload(begun);
    }

    progress(sent, all) {
      this.bar.value = sent;
      this.say(sent === all ? "Memeriksa berkas …" : `${megabytes(sent)} dari ${megabytes(all)}`, "running");
    }

    // A line may be gone without the browser knowing: nobody looks at a bar that stands still while it is tried again.
    goes_on(error) {
      const status = error.originalResponse?.getStatus() || 0;
      if (!navigator.onLine || (status && status < 500 && ![409, 423].includes(status))) return false;
      if (!status) this.say("Sambungan terputus. Yang sudah terkirim tidak hilang; dicoba lagi sendiri.", "paused");
      return true;
    }

    trouble(error) {
      const response = error.originalResponse;
      const status = response?.getStatus() || 0;
      if (status === 401) { this.ended = true; return this.pause("Sesi berakhir. Masuk lagi di tab baru, lalu kembali ke sini; unggahan dilanjutkan."); }
      if (!status || status >= 500 || status === 423 || status === 409) return this.pause("Sambungan terputus. Yang sudah terkirim tidak hilang; dilanjutkan sendiri begitu tersambung lagi.");
      this.forget();
      let words = "";
      try { words = JSON.parse(response.getBody()).error; } catch { /* an answer of another kind */ }
      this.fail(words || "Berkas ini tidak diterima. Muat ulang halaman, lalu coba lagi.");
    }

    pause(words) {
      this.cut = true;
      this.say(words, "paused");
    }

    done() {
      this.bar.value = this.bar.max;
      this.say("Diterima.", "done");
      this.give_up.hidden = true;
      this.place.over(this, true);
    }

    // After a new sign-in the page's token is old; a fresh one is taken only for the same person.
    async signed_in_again() {
      const response = await fetch(location.href, { credentials: "same-origin" });
      if (!response.ok) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!token(page) || person(page) !== person(document)) return false;
      document.querySelector('meta[name="csrf-token"]').content = token(page);
      for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token(page);
      return true;
    }

    forget() {
      const key = this.key || Object.keys(localStorage).find((one) => one.startsWith(`${MARK}${person(document)}|${this.place.box.dataset.target}|${this.file.name}|`));
      if (key) localStorage.removeItem(key);
    }

    stop() {
      this.tus?.abort(true).catch(() => {});
      this.forget();
      this.item.remove();
      this.place.waiting = this.place.waiting.filter((one) => one !== this);
      this.place.over(this, false);
    }
  }

  for (const box of document.querySelectorAll("[data-uploads]")) new Place(box);
})();
