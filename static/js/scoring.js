// The scoring desk: on from one indicator to the next across aspects, the mark of doubt, notes, own phrases.
"use strict";

(() => {
  const rubrics = () => Array.from(document.querySelectorAll("[data-rubric]"));
  const entry = (rubric) => rubric.querySelector("input:checked") || rubric.querySelector("input");
  const home = (target) => target?.closest?.("[data-finding]");
  let note = null;

  function focus(rubric) {
    entry(rubric).focus();
    rubric.scrollIntoView({ block: "nearest" });
  }

  // n and p within a page are keys.js's; here they begin, and go on to the aspect beside this one.
  function go(step) {
    const list = rubrics();
    const place = list.indexOf(document.activeElement?.closest("[data-rubric]"));
    if (place < 0) {
      const own = home(document.activeElement)?.querySelector("[data-rubric]");
      const open = list.find((one) => !one.querySelector("input:checked"));
      const wanted = own ? list[list.indexOf(own) + step] || own : open || list[0];
      if (wanted) focus(wanted);
      return Boolean(wanted);
    }
    if (list[place + step]) return false;
    const way = document.querySelector(`[data-part="${step}"]`);
    if (!way) return false;
    location.assign(`${way.href}#${step > 0 ? "awal" : "akhir"}`);
    return true;
  }

  function doubt() {
    const mark = home(document.activeElement)?.querySelector("[data-doubt]");
    if (!mark) return false;
    mark.checked = !mark.checked;
    mark.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function write() {
    const field = home(document.activeElement)?.querySelector("[data-note]");
    field?.focus();
    return Boolean(field);
  }

  const KEYS = { n: () => go(1), p: () => go(-1), r: doubt, c: write };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const typing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
    if (event.key === "Escape" && typing && home(typing)) focus(home(typing).querySelector("[data-rubric]"));
    else if (!typing && KEYS[event.key]?.()) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  document.addEventListener("focusin", (event) => { if (event.target.matches("[data-note]")) note = event.target; });

  document.addEventListener("click", (event) => {
    const phrase = event.target.closest("[data-phrase]");
    if (phrase) insert(phrase.dataset.phrase);
  });

  function insert(text) {
    const field = note || document.querySelector("[data-note]");
    if (!field) return;
    field.value = field.value.trim() ? `${field.value.trimEnd()} ${text}` : text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  const list = rubrics();
  if (location.hash === "#awal" && list.length) focus(list[0]);
  if (location.hash === "#akhir" && list.length) focus(list[list.length - 1]);
  const asked = location.hash.includes(".") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked) (asked.matches("[data-rubric]") ? entry(asked) : asked).focus();
})();
