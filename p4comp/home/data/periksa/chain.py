"""The chain of records: made again from the records themselves, and where it must end."""

import io
import json
from typing import Any

from p4comp.home.data.periksa.basics import Findings, sha256, table

START = "0" * 64
HASHED = ("number", "at", "verb", "subject_kind", "subject_id", "person_id", "details", "before")


class Chain:
    """The chain as it follows from the records themselves."""

    def __init__(self, root: Any, found: Findings):
        self.hashes: list[str] = [START]
        self.last = 0
        self.told: dict[tuple[str, str], str] = {}
        self.places: dict[str, int] = {START: 0}
        with (root / "catatan.jsonl").open("rb") as file:
            for line, text in enumerate(io.TextIOWrapper(file, "utf-8"), 1):
                self._add(line, text, found)

    def _add(self, line: int, text: str, found: Findings) -> None:
        where = f"catatan.jsonl baris {line}"
        try:
            record = json.loads(text)
            content = json.dumps([record[key] for key in HASHED], sort_keys=True, ensure_ascii=False)
        except (ValueError, KeyError):
            found.wrong(where, "bukan catatan yang dapat dibaca")
            return
        if record["number"] != self.last + 1:
            found.wrong(where, f"bernomor {record['number']}; ada catatan yang hilang atau disisipkan")
        if record["before"] != self.hashes[-1]:
            found.wrong(where, f"catatan {record['number']} tidak tersambung pada catatan sebelumnya")
        if sha256(content.encode()) != record["hash"]:
            found.wrong(where, f"catatan {record['number']} diubah: hash tidak sama dengan isinya")
        self.hashes.append(record["hash"])
        self.last = self.places[record["hash"]] = record["number"]
        details = record["details"]
        key = details.get("code") or details.get("slug")
        if key:
            self.told[record["verb"], key] = details.get("sha256") or details.get("plan_sha256", "")
            self.told[record["verb"] + "/document", key] = details.get("document_sha256", "")

    def holds(self, last: str, count: int = 0) -> bool:
        """Whether a head is that of a record; of record `count` if one is named."""
        return last in self.places and count in (0, self.places[last])


def check_head(root: Any, chain: Chain, found: Findings) -> None:
    """The chain ends where the bundle says, and holds every head that was printed or mailed."""
    head, count, wrong = json.loads((root / "kepala.json").read_text("utf-8")), len(chain.hashes) - 1, found.faults
    if count != head["jumlah"]:
        found.wrong("catatan.jsonl", f"berisi {count} catatan, seharusnya {head['jumlah']}; ekornya dipotong atau ditambah")
    elif chain.hashes[-1] != head["ujung"]:
        found.wrong("kepala.json", f"ujung rantai seharusnya {chain.hashes[-1]}")
    for row in table(root, "saksi.csv"):
        if not chain.holds(row["ujung"], int(row["jumlah"])):
            found.wrong("saksi.csv", f"ujung hari {row['hari']} tidak ada pada catatan {row['jumlah']}")
    for line, row in enumerate(table(root, "catatan.csv"), 1):
        if line >= len(chain.hashes) or row["hash"] != chain.hashes[line]:
            found.wrong("catatan.csv", f"catatan {row['nomor']} tidak sama dengan catatan.jsonl")
            break
    if found.faults == wrong:
        found.well(f"rantai {count} catatan utuh, ujungnya {head['ujung']}")
