// Pages of evidence: turned by quarters, enlarged twice and back.
"use strict";

document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-leaves]");
  const box = tool?.closest(".leaves");
  if (!box) return;
  const [mark, steps] = tool.dataset.leaves === "turn" ? ["turned", 4] : ["zoom", 3];
  const step = (Number(box.dataset[mark] || 0) + 1) % steps;
  if (step) box.dataset[mark] = String(step);
  else delete box.dataset[mark];
  if (mark === "zoom") tool.setAttribute("aria-pressed", String(step > 0));
});
