// Institutions that fit what was typed so far, in a list below the field; choosing one fills the field in. Without it people search by the button.
"use strict";

const WAIT = 250;

function suggestFor(field) {
  const list = document.createElement("ul");
  let timer = 0;
  let asked = 0;
  let at = -1;
  list.className = "suggest";
  list.id = `${field.id}-suggest`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Instansi yang cocok");
  field.after(list);
  const states = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" };
  for (const [name, value] of Object.entries(states)) field.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    field.value = option.dataset.name;
    close();
    if (field.dataset.suggestSends !== undefined) field.form.requestSubmit();
  };
  const point = (step) => {
    const options = [...list.children];
    if (!options.length || list.hidden) return;
    at = (at + step + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    field.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    const options = found.map((one, place) => {
      const option = document.createElement("li");
      const note = document.createElement("span");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.dataset.name = one.name;
      option.append(one.name);
      note.className = "muted small";
      note.textContent = one.note ? ` ${one.note}` : "";
      option.append(note);
      option.addEventListener("mousedown", (event) => { event.preventDefault(); choose(option); });
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    at = -1;
    field.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    const mine = (asked += 1);
    const text = field.value.trim();
    if (text.length < 3) return close();
    try {
      const answer = await fetch(`${field.dataset.suggest}?cari=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
      if (answer.ok && mine === asked && document.activeElement === field) show(await answer.json());
    } catch {
      close(); // the button still searches
    }
  };
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); point(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === "Enter" && at >= 0 && !list.hidden) { event.preventDefault(); choose(list.children[at]); }
  });
}

document.querySelectorAll("[data-suggest]").forEach(suggestFor);
