// Saved texts: a button adds the text it names to the end of the field it names.
for (const button of document.querySelectorAll("[data-insert]")) {
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.insert);
    const field = document.getElementById(button.dataset.into);
    if (!text || !field) return;
    field.value = (field.value ? `${field.value}\n\n` : "") + text.textContent;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}
