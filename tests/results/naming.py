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

from p4comp.certificates.models import Certificate, CertificateFile
from p4comp.certificates.rules.kinds import CertificateKind
from p4comp.core import db, jobs
from p4comp.core.db import Base
from p4comp.core.mail.models import Mail
from p4comp.decisions.models import Decision

OTHERWISE = {"subject": "entry", "run": "print_run", "photo": "press_photo", "batch": "signing_batch"}
FORMS = ("abjad", "peringkat", "csv", "json", "pdf", "docx")
NOT_SENT = frozenset({"accounts.sign_out", "home.sign_out"})


def values(slug, home, moment):
    """What each part of an address may hold: the edition's, the institution's, and the ids of every row by the name of its table."""
    found = {f"{table.name}_id": ids(table) for table in Base.metadata.sorted_tables if "id" in table.c}
    found |= {f"{short}_id": found[f"{table}_id"] for short, table in OTHERWISE.items()}
    codes = [one for model in (Decision, Certificate) for one in db.everything(select(model.code))]
    papers = db.everything(select(Certificate.serial))
    files = db.everything(select(CertificateFile.sha256).distinct())
    found |= {"slug": [slug], "category": ["KABKOTA", "ADMIN"], "code": [home.code, *codes, *papers], "sha256": files}
    return found | {"form": FORMS, "page": [1], "number": [2, 3], "which": [0, 1], "year": [moment.year], "kind": list(CertificateKind)}


def ids(table):
    """The ids of all rows of a table, as far as they are few."""
    return list(db.session().execute(select(table.c.id).limit(40)).scalars())


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


def pages(app, browser, given, name):
    """The endpoints of the pages and files that name the person to whoever this is."""
    app.extensions["page_cache"].clear()
    asked = {address: endpoint for endpoint, address in addresses(app, given, "GET")}
    return {endpoint for address, endpoint in asked.items() if holds(browser.client.get(address, buffered=True).get_data(), name)}


def sent(app, browser, given, name, *, put_back):
    """The endpoints of the forms that name the person in their answer or in what they make: each is sent alone, jobs run, the tables put back."""
    found = set()
    for endpoint, address in addresses(app, given, "POST"):
        before = made(app)
        answer = browser.client.post(address, data={"csrf_token": browser.token()}, buffered=True)
        jobs.run_waiting()
        found |= {endpoint} if holds(answer.get_data(), name) else set()
        found |= {f"{endpoint}: {one}" for one in naming({key: one for key, one in made(app).items() if key not in before}, name)}
        put_back()
    return found


def made(app):
    """All letters and files that there are, with the way to what each says; databases and keys are no files."""
    db.rollback()
    folder = app.extensions["settings"].instance
    files = [one for one in folder.rglob("*") if one.is_file() and ".sqlite" not in one.name and "keys" not in one.parts]
    letters = {("letter", one.id): _letter(one) for one in db.everything(select(Mail))}
    return letters | {("file", str(one)): one.read_bytes() for one in files}


def naming(things, name):
    """What kinds of these letters and files say the name."""
    return {kind for (kind, _where), content in things.items() if holds(content, name)}


def _letter(mail):
    return "\n".join([mail.subject, mail.body, *(words(one.content) for one in mail.attached)]).encode()
