// Two values of one field side by side: take one of them, or put both together by hand.
"use strict";

const Clash = (() => {
  function made(tag, words, look) {
    const one = document.createElement(tag);
    if (words) one.textContent = words;
    if (look) one.className = look;
    return one;
  }

  function button(words, act) {
    const one = made("button", words, "btn btn-secondary btn-sm");
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  }

  // A level's number says little by itself: its words stand beside it.
  function told(control, value) {
    if (value === null || value === undefined || value === "") return "(kosong)";
    const level = control.type === "radio" && control.form.querySelector(`[name="${CSS.escape(control.name)}"][value="${CSS.escape(String(value))}"]`);
    return level ? level.closest("label").innerText.trim().replace(/\s+/g, " ") : String(value);
  }

  function version(control, title, value, act, words) {
    const one = made("div");
    one.append(made("p", title, "strong"), made("p", told(control, value)), button(words, act));
    return one;
  }

  function both(control, mine, theirs, choose, box) {
    const area = made("textarea", "", "form-control");
    area.rows = 10;
    area.value = `${mine}\n\n${theirs}`;
    area.setAttribute("aria-label", "Isian gabungan");
    area.dataset.noAutosave = "";
    box.append(area, button("Pakai gabungan ini", () => choose(area.value)));
    area.focus();
  }

  // `choose(value)` lets a value count; `found` is { mine, theirs, who, when }. `retold(mine)` says what is typed by now.
  function show(control, found, choose) {
    const home = control.closest(".field, .rubric") || control.parentElement;
    home.querySelector(".clash")?.remove();
    const box = made("div", "", "clash");
    box.setAttribute("role", "alert");
    const pair = made("div", "", "clash-two");
    const done = (value) => { box.remove(); choose(value); control.focus(); };
    const other = found.who ? `${found.who}, ${found.when}` : "Isian yang tersimpan";
    let mine = found.mine;
    const own = version(control, "Isian Anda", mine, () => done(mine), "Pakai isian saya");
    pair.append(
      own,
      version(control, other, found.theirs, () => done(found.theirs), "Pakai yang tersimpan"),
    );
    box.append(made("p", "Isian ini sudah diubah di tempat lain sementara Anda mengisinya. Mana yang dipakai?", "strong"), pair);
    if (control.type === "textarea") {
      const merge = button("Gabungkan sendiri", () => { merge.remove(); both(control, mine ?? "", found.theirs ?? "", done, box); });
      box.append(merge);
    }
    home.append(box);
    // On a phone the choice would lie under the keyboard and the foot of the page; who types elsewhere by now is left in peace.
    if (document.activeElement === control) box.scrollIntoView({ block: "center" });
    return { retold(value) { mine = value; own.children[1].textContent = told(control, value); } };
  }

  return { show };
})();
