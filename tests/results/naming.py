"""The hunt for a name: every address that can be asked with what is in the tables, every form sent with nothing more, all files and letters made.

A new page, form, document or letter joins it by itself. Its parts of an address are found by the tables' names.
"""

import io
import re
import subprocess
import zipfile
from contextlib import suppress
from itertools import product

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.certificates.rules.kinds import CertificateKind
from p4comp.core import db, jobs
from p4comp.core.db import Base
from p4comp.core.mail.models import Mail
from p4comp.decisions.models import Decision
from tests.results import worlds

OTHERWISE = {"subject": "entry", "run": "print_run", "photo": "press_photo", "batch": "signing_batch"}
FORMS = ("abjad", "peringkat", "csv", "json", "pdf", "docx")
MOST = 6
NOT_SENT = frozenset({"accounts.sign_out", "home.sign_out"})


def values(slug, home, own, moment):
    """What each part of an address may hold: the edition's, the institution's, its own entries, and ids of rows by the names of their tables."""
    found = {f"{table.name}_id": ids(table) for table in Base.metadata.sorted_tables if "id" in table.c}
    found["entry_id"], found["institution_id"] = own, [home.id]
    found |= {f"{short}_id": found[f"{table}_id"] for short, table in OTHERWISE.items()}
    codes = [one for model in (Decision, Certificate) for one in db.everything(select(model.code))]
    papers = db.everything(select(Certificate.serial))
    files = db.everything(select(CertificateFile.sha256).distinct())
    found |= {"slug": [slug], "category": ["KABKOTA", "ADMIN"], "code": [home.code, *codes, *papers], "sha256": files}
    return found | {"form": FORMS, "page": [1], "number": [2, 3], "which": [0, 1], "year": [moment.year], "kind": list(CertificateKind)}


def ids(table):
    """The ids of the rows of a table, as far as they are few."""
    return list(db.session().execute(select(table.c.id).limit(MOST)).scalars())


def addresses(app, given, method):
    """Every address that takes this method and whose parts are known, by the endpoint it leads to."""
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if method not in rule.methods or rule.endpoint in NOT_SENT or not rule.arguments <= given.keys() - {"filename"}:
                continue
            parts = sorted(rule.arguments)
            for chosen in product(*(given[name] for name in parts)):
                with suppress(ValueError):
                    yield rule.endpoint, url_for(rule.endpoint, _external=False, **dict(zip(parts, chosen, strict=True)))


def words(content):
    """What a person reads in a file of any kind, and what its source says; archives and office files unpacked."""
    if content.startswith(b"%PDF"):
        read = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
        return plain(read)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(f"{name} {words(archive.read(name))}" for name in archive.namelist())
    return plain(content)


def plain(content):
    """Text in one line, with its marks and without them."""
    text = " ".join(content.decode("utf-8", "replace").split())
    return f"{text} {re.sub(r'<[^>]*>', '', text)}" if "<" in text else text


def holds(content, name):
    """Whether a file of any kind says the name, however it is written."""
    return name.casefold() in words(content).casefold()


def pages(browser, given, name):
    """The endpoints of the pages and files that name the person to whoever this is."""
    browser.app.extensions["page_cache"].clear()
    db.rollback()
    asked = {address: endpoint for endpoint, address in addresses(browser.app, given, "GET")}
    return {endpoint for address, endpoint in asked.items() if holds(answer(browser, "GET", address).get_data(), name)}


def answer(browser, method, address, **options):
    """What this person gets, in a context of its own: whoever asked before is forgotten."""
    with browser.app.app_context():
        return browser.client.open(address, method=method, buffered=True, **options)


def sent(browser, given, name):
    """The forms that name the person in their answer or in what they make, or whose job fails: each is sent alone, then the tables are put back."""
    found, kept = set(), worlds.all_rows()
    for endpoint, address in addresses(browser.app, given, "POST"):
        before = made(browser.app)
        told = answer(browser, "POST", address, data={"csrf_token": browser.token()})
        if told.status_code < 400:
            jobs.run_waiting()
            db.rollback()
            found |= {f"{endpoint}: {one.error}" for one in db.everything(select(jobs.Job).where(jobs.Job.error != ""))}
            new = {key: content for key, content in made(browser.app).items() if key not in before}
            worlds.put_back(kept)
            found |= {f"{endpoint}: a {kind}" for kind in naming(new, name)}
        if holds(told.get_data(), name):
            found.add(endpoint)
    return found


def made(app):
    """All letters and files that there are, with the way to what each says; databases and keys are no files."""
    folder = app.extensions["settings"].instance
    files = (one for one in folder.rglob("*") if one.is_file() and ".sqlite" not in one.name and "keys" not in one.parts)
    found = {("file", str(one), one.stat().st_mtime_ns): one.read_bytes for one in files}
    db.rollback()
    for one in db.everything(select(Mail).options(selectinload(Mail.attached))):
        text = "\n".join([one.subject, one.body, *(words(piece.content) for piece in one.attached)])
        found["letter", one.id, 0] = text.encode
    db.rollback()
    return found


def naming(things, name):
    """What kinds of these letters and files say the name."""
    return {kind for (kind, *_where), content in things.items() if holds(content(), name)}
