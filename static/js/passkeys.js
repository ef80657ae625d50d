// Passkeys: hands the page's options to the browser and sends its answer with the form. Without it, codes and passwords do the work.
"use strict";

(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const described = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

  function optionsOf(place) {
    const options = JSON.parse(place.dataset.options);
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    if (options.allowCredentials) options.allowCredentials = described(options.allowCredentials);
    if (options.excludeCredentials) options.excludeCredentials = described(options.excludeCredentials);
    return { publicKey: options };
  }

  function answerOf(credential) {
    const given = credential.response;
    const response = { clientDataJSON: toText(given.clientDataJSON) };
    if (given.attestationObject) {
      response.attestationObject = toText(given.attestationObject);
      response.transports = given.getTransports ? given.getTransports() : [];
    } else {
      response.authenticatorData = toText(given.authenticatorData);
      response.signature = toText(given.signature);
      if (given.userHandle) response.userHandle = toText(given.userHandle);
    }
    return JSON.stringify({ id: credential.id, rawId: toText(credential.rawId), type: credential.type, response });
  }

  const REASONS = {
    NotAllowedError: "Dibatalkan atau terlalu lama. Tekan tombol untuk mencoba lagi.",
    InvalidStateError: "Perangkat ini sudah punya kunci sandi untuk akun Anda.",
    SecurityError: "Kunci sandi hanya dapat dipakai di alamat resmi portal ini.",
  };
  let hidden = null; // the request that waits in the address field's suggestions

  function send(place, credential) {
    const form = place.querySelector("form");
    form.elements.answer.value = answerOf(credential);
    for (const name of ["next", "replay"]) { // where to go on, and what was typed before, stand once in the page
      const kept = document.querySelector(`form input[name=${name}]`);
      if (kept?.value) form.append(kept.cloneNode());
    }
    form.submit();
  }

  async function ask(place) {
    const note = place.querySelector("[data-passkey-note]");
    hidden?.abort();
    note.textContent = "Ikuti petunjuk peramban Anda.";
    try {
      send(place, await navigator.credentials[place.dataset.passkey](optionsOf(place)));
    } catch (error) {
      note.textContent = REASONS[error.name] || "Kunci sandi tidak dapat dipakai di perangkat ini. Pakai cara lain.";
    }
  }

  async function suggest(place) {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    hidden = new AbortController();
    try {
      send(place, await navigator.credentials.get({ ...optionsOf(place), mediation: "conditional", signal: hidden.signal }));
    } catch { /* nobody chose a suggestion; the button stays */ }
  }

  for (const place of all("[data-passkey]")) {
    place.hidden = false;
    place.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      ask(place);
    });
    if ("passkeyAuto" in place.dataset) suggest(place);
  }
  for (const part of all("[data-passkey-part]")) part.hidden = false;
  for (const part of all("[data-passkey-none]")) part.hidden = true;
})();
