// The scoring desk by keyboard: in the indicator in focus, 0-9 choose a level, n and p go to the next and the previous one.
"use strict";

(() => {
  const rubrics = () => Array.from(document.querySelectorAll("[data-rubric]"));
  const typing = (target) => target.closest("textarea, select, input:not([type=radio])") || target.isContentEditable;

  function current() {
    return document.activeElement?.closest("[data-rubric]");
  }

  function choose(rubric, points) {
    const level = rubric.querySelector(`input[value="${points}"]:not(:disabled)`);
    if (!level) return false;
    level.checked = true;
    level.focus();
    level.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function go(step) {
    const list = rubrics();
    const next = list[list.indexOf(current()) + step];
    if (!next) return;
    (next.querySelector("input:checked") || next.querySelector("input")).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    const rubric = current();
    if (!rubric || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (/^[0-9]$/.test(event.key) && choose(rubric, event.key)) event.preventDefault();
    else if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
  });
})();
