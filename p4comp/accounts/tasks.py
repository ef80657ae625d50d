"""Later work of accounts: the copy of a person's data; what they add to the auditor's bundle, names apart from all that is hashed."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from flask import render_template
from sqlalchemy import or_, select

from p4comp.accounts import privacy
from p4comp.accounts.actions import privacy as actions
from p4comp.accounts.models import Person, PrivacyRequest
from p4comp.accounts.privacy import Table
from p4comp.accounts.queries import privacy_own as own
from p4comp.accounts.rules.privacy import OPEN
from p4comp.core import bundle, clock, jobs, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.bundle import Bundle
from p4comp.core.db import session

STYLE = Path(__file__).parent / "data" / "gaya.css"


@bundle.part
def names(out: Bundle) -> None:
    """The names behind the ids of those who acted, in a file that can be taken out without breaking the chain."""
    acted = select(AuditRecord.person_id).distinct()
    concerned = select(AuditRecord.subject_id).where(AuditRecord.subject_kind == "person")
    query = select(Person.id, Person.name).where(or_(Person.id.in_(acted), Person.id.in_(concerned))).order_by(Person.id)
    rows = session().execute(query.execution_options(yield_per=1000))
    out.csv("orang.csv", ("kode_orang", "nama"), (tuple(row) for row in rows), "nama di balik kode orang; boleh dihapus")


@jobs.task("accounts.copy_data")
def copy_data(request_id: str) -> None:
    """Make the copy of everything about somebody who asked for it: a page to read and the same as JSON."""
    asked = session().get(PrivacyRequest, request_id)
    if asked is None or asked.person is None or asked.copy_sha256 or asked.state not in OPEN:
        return
    at, tables = clock.now(), privacy.tables(asked.person)
    plain = [
        {"judul": str(one.title), "isi": [dict(zip([str(head) for head in one.heads], row, strict=True)) for row in one.rows]}
        for one in tables
    ]
    page = render_template("accounts/privacy_copy.html", person=asked.person, tables=tables, at=at, root="", simulated=clock.is_demo())
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data-saya.html", page)
        archive.writestr("data-saya.json", json.dumps(plain, ensure_ascii=False, indent=1, default=str))
        archive.writestr("gaya.css", STYLE.read_text("utf-8"))
    actions.keep_copy(asked, storage.keep_bytes(content.getvalue(), "application/zip"), at=at)


@privacy.part
def own_account(person: Person) -> Iterator[Table]:
    """Account, roles, ways in, mails, requests, and what the log says the person did."""
    yield from own.tables(person)
