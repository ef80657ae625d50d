// Says every half minute that this page is open, and shows who else has the dossier open.
"use strict";

(() => {
  const EVERY = 30000;
  const place = document.querySelector("[data-presence]");
  if (!place) return;
  const names = place.querySelector("[data-presence-names]");

  async function beat() {
    if (document.hidden || Copies.closed) return;
    try {
      const response = await fetch(place.dataset.presence, {
        method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": Copies.meta("csrf-token"), Accept: "application/json" },
      });
      if (!response.ok) return;
      const { here } = await response.json();
      const words = here.join(", ");
      if (names.textContent !== words) names.textContent = words;
      place.hidden = !here.length;
    } catch { /* the next beat comes in half a minute */ }
  }

  beat();
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", beat);
})();
