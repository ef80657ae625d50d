"""The list of a year's certificates as it can be checked without the portal: what is public of each, nothing else."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.certificates.queries.checking import ended_all
from p4comp.certificates.rules.verifying import Answer, answer
from p4comp.core import clock, db, sealing
from p4comp.decisions.models import Decision

SCHEMA = "p4-daftar-piagam/1"
DATA = Path(__file__).parent.parent / "data"
BESIDE = {"periksa_daftar.py": "periksa_daftar.py", "baca_saya.txt": "BACA-SAYA.txt"}
Row = dict[str, object]


def years(at: datetime) -> list[int]:
    """The years in which certificates were issued that are known, the last first."""
    query = select(Certificate.issued_at).join(Certificate.decision).where(Decision.announced_at <= at)
    return sorted({_year(one) for one in db.everything(query.distinct())}, reverse=True)


def lines(year: int, at: datetime, address: str) -> list[Row]:
    """A head, then a row each in the order of their codes; no moment of making is in it, so that its hash changes only with it."""
    found = of_year(year, at)
    ended, given = ended_all(found, at), _files(found, at)
    rows = [_row(one, answer(one.state, is_ended=one.id in ended), ended.get(one.id), given[one.id]) for one in found]
    head: Row = {"skema": SCHEMA, "tahun": year, "jumlah": len(rows), "portal": address, "simulasi": clock.is_demo()}
    return [head | {"terbit_terakhir": _moment(max((one.issued_at for one in found), default=None))}, *rows]


def parts(year: int, at: datetime, address: str) -> list[tuple[str, str]]:
    """The list of a year as files: names and texts. The signature covers the list as it is at this moment."""
    text = list_of(year, at, address)
    key = sealing.current()
    signed = [
        ("daftar.jsonl", text),
        ("daftar.p7s", sealing.detached(text.encode(), key)),
        ("sertifikat.pem", sealing.certificate_pem(key)),
    ]
    return signed + [(target, (DATA / name).read_text("utf-8")) for name, target in BESIDE.items()]


def list_of(year: int, at: datetime, address: str) -> str:
    """The list itself, a row a line."""
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in lines(year, at, address))


def hashes(at: datetime, address: str) -> dict[int, str]:
    """The SHA-256 of each year's list as it is at this moment."""
    return {year: hashlib.sha256(list_of(year, at, address).encode()).hexdigest() for year in years(at)}


def of_year(year: int, at: datetime) -> list[Certificate]:
    """All certificates issued in a year, by its clock here, whose decision is known."""
    query = select(Certificate).join(Certificate.decision).where(Decision.announced_at <= at).options(joinedload(Certificate.replaced_by))
    return [one for one in db.everything(query.order_by(Certificate.code)) if _year(one.issued_at) == year]


def _year(issued_at: datetime) -> int:
    return clock.local(issued_at).year


def _files(certificates: Sequence[Certificate], at: datetime) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    known = {one.id for one in certificates}
    query = select(CertificateFile).join(CertificateFile.certificate).join(Certificate.decision).where(Decision.announced_at <= at)
    for file in db.everything(query.order_by(CertificateFile.made_at, CertificateFile.id)):
        if file.certificate_id in known:
            found[file.certificate_id].append({"sha256": file.sha256, "jenis": file.role.value, "terbaru": file.is_current})
    return found


def _row(one: Certificate, said: Answer, ended: Decision | None, files: list[Row]) -> Row:
    since = {Answer.SUSPENDED: one.suspended_at, Answer.REPLACED: one.replaced_at, Answer.REVOKED: one.revoked_at}.get(said)
    moment = since or (ended.announced_at if ended else None)
    kept: Row = {"jenis": one.kind.value, "keadaan": said.value, "sejak": _moment(moment), "berkas": files}
    kept["kode_sha256"] = hashlib.sha256(one.code.encode()).hexdigest()
    return kept | (_public(one) if one.is_listed and not one.is_private else {})


def _public(one: Certificate) -> Row:
    """What stands on a published list: everybody knows it already. Of the others only whoever holds the code can find the row."""
    return {
        "kode": one.code,
        "kode_portal": one.serial,
        "nomor": one.number or None,
        "penerima": one.institution_name,
        "penghargaan": one.phrases,
        "kategori": one.category_name,
        "edisi": one.edition_name,
        "tanggal": one.dated_on.isoformat(),
        "diganti_oleh": one.replaced_by.code if one.replaced_by else None,
    }


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None
