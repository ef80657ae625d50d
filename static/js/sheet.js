// The foot of a scoring sheet follows what was saved: the sum and how many indicators have a level.
"use strict";

document.addEventListener("autosaved", ({ detail }) => {
  for (const [mark, value] of [["total", detail.total], ["done", detail.done]]) {
    const place = document.querySelector(`[data-sheet-${mark}]`);
    if (place && value !== undefined) place.textContent = value;
  }
});
