// Hours marked by taps: every choice becomes a button that goes on to the next word; arrows move between hours and days.
"use strict";

for (const grid of document.querySelectorAll("[data-hours]")) {
  const state = document.querySelector("[data-hours-state]");
  const days = Array.from(grid.querySelectorAll(".hours-day"), (day) => Array.from(day.querySelectorAll(".hours-cell"), tappable));
  let changed = false;

  function tappable(cell) {
    const select = cell.querySelector("select");
    const label = cell.querySelector("label");
    const button = document.createElement("button");
    const [hour, word] = [document.createElement("span"), document.createElement("strong")];
    button.type = "button";
    button.className = "hours-tap";
    hour.textContent = label.textContent;
    button.append(hour, word);
    const show = () => {
      cell.dataset.kind = select.value;
      word.textContent = select.selectedOptions[0].textContent;
    };
    button.addEventListener("click", () => {
      select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
      changed = true;
      if (state) state.textContent = state.dataset.changed;
      show();
    });
    select.hidden = label.hidden = true;
    cell.classList.add("hours-tapped");
    cell.append(button);
    show();
    return button;
  }

  grid.addEventListener("keydown", (event) => {
    const day = days.findIndex((column) => column.includes(event.target));
    if (day < 0) return;
    const hour = days[day].indexOf(event.target);
    const [column, row] = { ArrowUp: [day, hour - 1], ArrowDown: [day, hour + 1], ArrowLeft: [day - 1, hour], ArrowRight: [day + 1, hour] }[event.key] || [];
    const next = days[column] && days[column][Math.min(row, days[column].length - 1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  grid.closest("form").addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
