"""Makes a space, opens it and closes it."""

import re
from typing import Any

import tomli_w
from flask import Flask
from sqlalchemy import text

from p4comp.core import db, doctor
from p4comp.core.errors import Refused
from p4comp.core.spaces import SLUG, BadFacts, Space, read
from p4comp.hosting.settings import schema
from p4comp.hosting.site import Site
from p4comp.institutions.queries import by_code

OPEN_LINE = re.compile(r"(?m)^buka\s*=.*$")


def add(site: Site, slug: str, institution_code: str, said: dict[str, Any]) -> Space:
    """Make a space for an institution of the registry, and open it. `said` are facts besides those that follow from the institution."""
    if not SLUG.fullmatch(slug):
        raise Refused(f"{slug!r} bukan nama ruang: 2-30 huruf kecil, angka, atau tanda hubung, diawali huruf.")
    if site.registry.look(slug) is not None:
        raise Refused(f"Ruang {slug} sudah ada.")
    with site.root.app_context():
        institution = by_code(institution_code)
        if institution is None:
            raise Refused(f"Tidak ada instansi dengan kode {institution_code!r} dalam registri.")
        plain = {"nama": institution.name, "instansi": institution.code}
    plain |= {"sebutan": f"Penghargaan {slug.replace('-', ' ').title()}", "tim": "Sekretariat"}
    facts = plain | {key: value for key, value in said.items() if value} | {"buka": False}
    _write(site, slug, tomli_w.dumps(facts))
    return turn(site, slug, is_open=True)


def turn(site: Site, slug: str, *, is_open: bool) -> Space:
    """Open a space, its database brought to the newest step first, or close it: nobody finds its pages, its jobs wait."""
    app = site.by_name(slug)
    if is_open:
        prepare(site, app)
    content = site.registry.file(slug).read_text("utf-8")
    line = f"buka = {str(is_open).lower()}"
    _write(site, slug, OPEN_LINE.sub(line, content, count=1) if OPEN_LINE.search(content) else f"{line}\n{content}")
    found = site.registry.get(slug)
    assert found is not None
    return found


def prepare(site: Site, app: Flask) -> None:
    """Bring the database of a space to the newest step; on PostgreSQL the root makes its schema first."""
    if not site.settings.is_sqlite:
        name = schema(app.extensions["settings"].slug)
        with site.root.app_context(), db.db.engine.begin() as connection:
            connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{name}"'))  # a slug holds letters, digits and hyphens only
    with app.app_context():
        doctor.prepare()
        db.db.engine.dispose()  # what the steps read need not stay in memory


def _write(site: Site, slug: str, content: str) -> None:
    try:
        read(slug, content)
    except BadFacts as error:
        raise Refused(f"Fakta ruang {slug}: {error}.") from None
    file = site.registry.file(slug)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".new")
    fresh.write_text(content, "utf-8")
    fresh.replace(file)
