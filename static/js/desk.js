// The verification desk by keyboard: 1, 2, 3 answer the line in focus or the first unanswered one; n and p open the next and the previous entry.
"use strict";

(() => {
  const typing = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox])") || target.isContentEditable;
  const lines = () => Array.from(document.querySelectorAll("[data-check]:not([disabled])"));

  function answer(number) {
    const open = lines().find((line) => !line.querySelector("input:checked"));
    const line = document.activeElement?.closest("[data-check]:not([disabled])") || open;
    const choice = line?.querySelectorAll("input[type=radio]")[number - 1];
    if (!choice) return false;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    const following = lines()[lines().indexOf(line) + 1] || line;
    const focus = following.querySelector("input:checked") || following.querySelector("input[type=radio]");
    focus.focus();
    following.scrollIntoView({ block: "nearest" });
    return true;
  }

  function go(backwards) {
    const forms = Array.from(document.querySelectorAll('form[action*="/verifikasi/berikutnya"]'));
    const wanted = forms.find((form) => form.action.includes("mundur=") === backwards);
    wanted?.requestSubmit();
    return Boolean(wanted);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.defaultPrevented || typing(event.target)) return;
    const done = /^[123]$/.test(event.key) ? answer(Number(event.key)) : event.key === "n" ? go(false) : event.key === "p" ? go(true) : false;
    if (done) event.preventDefault();
  });
})();
