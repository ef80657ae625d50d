// A proof of one row is checked here, in the browser: nothing leaves it. Leaf 00 + salt + row, node 01 + left + right.
const box = document.querySelector("[data-row-check]");

const bytesOf = (hex) => {
  if (!/^([0-9a-f]{2})+$/.test(hex)) throw new Error("hex");
  return Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
};
const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((place, part) => {
    all.set(part, place);
    return place + part.length;
  }, 0);
  return all;
};
const digest = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

const rootOf = async (proof) => {
  let found = await digest(Uint8Array.of(0), bytesOf(proof.garam), new TextEncoder().encode(proof.baris));
  for (const step of proof.jalur) {
    const other = bytesOf(step.sha256);
    found = await (step.sisi === "kiri" ? digest(Uint8Array.of(1), other, found) : digest(Uint8Array.of(1), found, other));
  }
  return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const check = async () => {
  const file = box.querySelector("[type=file]").files[0];
  const stated = box.querySelector("[type=text]").value.trim().toLowerCase();
  if (!file || !stated) return box.dataset.missing;
  if (!window.crypto || !crypto.subtle) return box.dataset.unable;
  try {
    const proof = JSON.parse(await file.text());
    if (proof.format !== "p4comp-baris/1") return box.dataset.unreadable;
    return (await rootOf(proof)) === stated ? box.dataset.right : box.dataset.wrong;
  } catch {
    return box.dataset.unreadable;
  }
};

if (box) {
  box.querySelector("button").addEventListener("click", async () => {
    box.querySelector("[role=status]").textContent = await check();
  });
}
