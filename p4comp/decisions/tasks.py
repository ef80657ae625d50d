"""Papers of decisions: the minutes (the PDF kept once the list is confirmed, before that and the Word draft made on request), the
answer to an objection, and every decision for the auditor.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from p4comp.core import audit, bundle, canonical, clock, docx, jobs, pdf, storage
from p4comp.core.bundle import Bundle
from p4comp.core.db import session
from p4comp.decisions import queries
from p4comp.decisions.models import Decision, Objection, Plenary, PlenaryState

MINUTES = "decisions/minutes.html"
ANSWER = "decisions/objection_pdf.html"
DECISIONS = (
    "kode",
    "jenis",
    "kategori",
    "diputuskan",
    "diumumkan",
    "nomor_penetapan",
    "tanggal_penetapan",
    "sha256",
    "ujung_catatan",
    "versi",
)
LIST = ("tempat", "kepesertaan", "nama", "penghargaan", "nilai")
RANKING = ("urutan", "kepesertaan", "nama", "nilai", "penentu_nilai_sama")
INPUTS = ("kepesertaan", "nama", "unsur", "lembar", "nilai")


def minutes(plenary: Plenary) -> bytes:
    """The minutes with what is known by now; numbers are as typed in or “menunggu nomor”."""
    return pdf.render(MINUTES, **_known(plenary))


def minutes_draft(plenary: Plenary) -> bytes:
    """The same minutes as a Word document to be edited."""
    return docx.render(MINUTES, **_known(plenary))


def _known(plenary: Plenary) -> dict[str, Any]:
    found = queries.minutes(plenary, queries.led_to(plenary))
    return {"minutes": found, "simulated": found.is_simulated, "edition_name": plenary.edition.name}


def objection_letter(objection: Objection) -> bytes:
    """The answer to an objection as a letter; its number is as typed in or “menunggu nomor”."""
    return pdf.render(ANSWER, one=objection, simulated=clock.is_demo(), edition_name=objection.edition.name)


@jobs.task("decisions.minutes")
def keep_minutes(plenary_id: str) -> None:
    """Keep the minutes of a confirmed plenary."""
    plenary = session().get(Plenary, plenary_id)
    if plenary is None or plenary.state is not PlenaryState.CONFIRMED:
        return
    kept = storage.keep_bytes(minutes(plenary), "application/pdf")
    plenary.minutes_sha256 = kept.sha256
    audit.record("plenary.minutes", plenary, by=None, at=clock.now(), sha256=kept.sha256)


@bundle.part
def snapshots(out: Bundle) -> None:
    """Every decision for the auditor: the text its hash is over, and what stands in it as a page and as tables."""
    kept = (Decision.decree_number, Decision.decree_on, Decision.sha256, Decision.audit_head, Decision.code_version)
    query = select(Decision.code, Decision.purpose, Decision.category, Decision.decided_at, Decision.announced_at, *kept)
    rows = [tuple(row) for row in session().execute(query.order_by(Decision.decided_at, Decision.code))]
    out.csv("keputusan/keputusan.csv", DECISIONS, rows, "semua hasil rapat pleno dengan SHA-256 cuplikannya")
    for code, *_rest in rows:
        _snapshot(out, code)


def _snapshot(out: Bundle, code: str) -> None:
    decision = queries.by_code(code)
    assert decision is not None
    snapshot, path = decision.snapshot, f"keputusan/{code}"
    out.text(f"{path}.json", canonical.text(snapshot))
    out.page(f"{path}.html", "decisions/bundle.html", decision=decision, snapshot=snapshot, simulated=clock.is_demo())
    rows = snapshot["list"]
    out.csv(f"{path}-daftar.csv", LIST, ((one["place"], one["subject_id"], one["name"], one["award"], one["score"]) for one in rows))
    ranking = enumerate(snapshot["ranking"], 1)
    ranked = ((place, row["subject_id"], row["name"], row["score"], canonical.text(row.get("tie", []))) for place, row in ranking)
    out.csv(f"{path}-urutan.csv", RANKING, ranked)
    out.csv(f"{path}-masukan.csv", INPUTS, _inputs(snapshot["inputs"]))
    session().expunge(decision)


def _inputs(inputs: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """What was ranked: scores of sheets, or the figures of a category without dossiers by their columns."""
    for one in inputs.get("entries", []):
        scored = {"nilai_lembar": one["totals"]} if "totals" in one else {code: [value] for code, value in one["values"].items()}
        for part, values in (scored | one.get("aspects", {})).items():
            yield from ((one["id"], one["name"], part, number, value) for number, value in enumerate(values, 1))
        if one.get("desk") is not None:
            yield one["id"], one["name"], "evaluasi_dokumen", "", one["desk"]
