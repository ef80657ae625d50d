// Copies of what was typed and not yet acknowledged, on this device: one for each person, place and field, cleared at sign-out.
"use strict";

const Copies = (() => {
  const KEPT_DAYS = 14;
  const meta = (name, page = document) => page.querySelector(`meta[name="${name}"]`)?.content || "";
  const whose = meta("person");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("p4-isian") : null;
  let closed = false;
  let opening;

  function open() {
    opening ||= new Promise((done, failed) => {
      const asked = indexedDB.open("p4-isian", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("copies", { keyPath: "key" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    return opening;
  }

  // "strict" waits for the disk, so that a copy outlives a power cut.
  async function change(work) {
    const base = await open();
    return new Promise((done, failed) => {
      const step = base.transaction("copies", "readwrite", { durability: "strict" });
      work(step.objectStore("copies"));
      step.oncomplete = () => done();
      step.onerror = step.onabort = () => failed(step.error);
    });
  }

  async function all() {
    const base = await open();
    return new Promise((done, failed) => {
      const asked = base.transaction("copies").objectStore("copies").getAll();
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  }

  const key = (url, field) => `${whose} ${url} ${field}`;

  const own = async () => (whose ? (await all().catch(() => [])).filter((one) => one.person === whose) : []);

  function keep(url, field, value, version) {
    if (closed || !whose) return Promise.reject(new Error("closed"));
    const copy = { key: key(url, field), person: whose, url, field, value, version, at: serverNow().toISOString(), page: location.pathname };
    return change((store) => store.put(copy));
  }

  // Only values that the server has, or that gave way to one it has: what was typed meanwhile, or in another tab, stays.
  const drop = (url, field, ...values) => change((store) => {
    const asked = store.get(key(url, field));
    asked.onsuccess = () => { if (asked.result && values.includes(asked.result.value)) store.delete(asked.result.key); };
  }).catch(() => {});

  const forget = (copy) => change((store) => store.delete(copy.key)).catch(() => {});

  // A copy that is offered steps aside, so that typing on does not write over it.
  async function aside(copy) {
    if (copy.old) return copy;
    const moved = { ...copy, key: `${copy.key} ${copy.at}`, old: true };
    await change((store) => { store.put(moved); store.delete(copy.key); }).catch(() => {});
    return moved;
  }

  const mark = (url, fields) => change((store) => {
    for (const field of fields) {
      const asked = store.get(key(url, field));
      asked.onsuccess = () => { if (asked.result) store.put({ ...asked.result, posted: true }); };
    }
  }).catch(() => {});

  async function clear() {
    const copies = await own();
    await change((store) => { for (const one of copies) store.delete(one.key); }).catch(() => {});
  }

  const send = (url, field, value, version, keepalive = false) => fetch(url, {
    method: "POST",
    body: new URLSearchParams({ field, value, version }),
    credentials: "same-origin",
    keepalive,
    headers: { "X-CSRFToken": meta("csrf-token"), Accept: "application/json" },
  });

  function leave() {
    closed = true;
    dispatchEvent(new Event("signed-out"));
  }

  async function signOut(form) {
    dispatchEvent(new Event("before-sign-out"));
    const count = (await own()).length;
    if (count && !window.confirm(`Ada ${count} isian yang belum terkirim. Bila Anda keluar sekarang, isian itu dibuang dari perangkat ini. Tetap keluar?`)) return;
    leave();
    await clear();
    tabs?.postMessage(whose);
    form.submit();
  }

  document.addEventListener("submit", (event) => {
    if (!("signOut" in event.target.dataset) || !whose) return;
    event.preventDefault();
    signOut(event.target);
  });
  tabs?.addEventListener("message", (event) => { if (event.data === whose) leave(); });

  function notice(pages) {
    const box = document.createElement("div");
    box.className = "unsent";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = "Ada isian Anda yang belum tersimpan di perangkat ini. Buka halamannya untuk mengirim atau membuangnya: ";
    for (const [page, at] of pages) {
      const link = document.createElement("a");
      link.href = page;
      link.textContent = `isian dari ${clockText(new Date(at), "Asia/Jakarta").hour}`;
      words.append(link, " ");
    }
    box.append(words);
    document.querySelector(".desk-inner")?.prepend(box);
  }

  // What another page could not send. A copy whose fate is not known is sent once more: the same value again is no clash.
  async function remind() {
    const oldest = new Date(serverNow() - KEPT_DAYS * 86400000).toISOString();
    const pages = new Map();
    for (const copy of await all().catch(() => [])) {
      if (copy.at < oldest) await forget(copy);
      else if (copy.person === whose && copy.page !== location.pathname) {
        const answer = copy.posted ? await send(copy.url, copy.field, copy.value, copy.version).catch(() => null) : null;
        if (answer?.ok) await forget(copy);
        else pages.set(copy.page, copy.at);
      }
    }
    if (pages.size) notice(pages);
  }

  if (whose) remind();
  return { aside, drop, forget, keep, mark, meta, own, send, get closed() { return closed; } };
})();
