// A certificate's PDF: its hash is made here and asked about; the file stays where it is.
"use strict";

for (const form of document.querySelectorAll("form[data-check-file]")) {
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector("[data-hash]");
  const state = form.querySelector("[data-hash-state]");
  if (!window.crypto?.subtle) {
    button.remove();
    continue;
  }

  const look = async () => {
    const [file] = input.files;
    if (!file) {
      input.focus();
      return;
    }
    button.disabled = true;
    try {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const address = new URL(form.dataset.checkFile, location.href);
      address.searchParams.set("kode", hash);
      location.assign(address);
    } catch (error) {
      state.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  };

  button.addEventListener("click", look);
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("drop-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("drop-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("drop-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    look();
  });
}
