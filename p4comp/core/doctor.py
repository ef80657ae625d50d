"""Health of an instance: what must be there before anybody can work."""

import ctypes.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Connection

from p4comp.config import ROOT, Settings
from p4comp.core import audit, db, scanning, spaces

LEAST_FREE = 2 * 1024**3
PDF_LIBRARIES = {"pango-1.0": "libpango-1.0-0", "pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz-subset": "libharfbuzz-subset0"}


@dataclass(frozen=True)
class Check:
    """One thing looked at, whether it is fine, and what to do if not."""

    what: str
    fine: bool
    advice: str = ""


def migrations() -> Config:
    """Alembic's settings for this portal."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "p4comp" / "migrations"))
    return config


def prepare() -> None:
    """Bring the database to the newest step, whole or not at all; on an empty instance this makes it."""
    with db.db.engine.connect() as connection, _tables_may_be_made_anew(connection), connection.begin():
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _tables_may_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by making it anew, which its foreign keys forbid: they are set aside and proved afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if dangling := raw.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"rows point at nothing: {dangling[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def is_current() -> bool:
    """Whether the database is at the newest step."""
    with db.transactions(writing=False), db.db.engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
    return at == ScriptDirectory.from_config(migrations()).get_current_head()


def checks() -> list[Check]:
    """Database, audit log, folders, space and PDF libraries."""
    settings: Settings = current_app.extensions["settings"]
    missing = [package for library, package in PDF_LIBRARIES.items() if not ctypes.util.find_library(library)]
    current = is_current()
    return [
        Check(_("basis data pada langkah migrasi terbaru"), current, _("jalankan `p4comp serve` atau pulihkan cadangan")),
        Check(_("catatan audit utuh"), current and not any(audit.faults()), _("jalankan `p4comp audit verify` dan laporkan hasilnya")),
        Check(_("ruang kosong di disk minimal 2 GB"), shutil.disk_usage(settings.instance).free > LEAST_FREE, _("kosongkan disk")),
        Check(
            _("alamat pengirim surel diatur"),
            not settings.smtp_url or not settings.mail_from.endswith(".invalid>"),
            _("atur P4COMP_MAIL_FROM"),
        ),
        Check(_("pustaka PDF terpasang"), not missing, "apt-get install " + " ".join(missing)),
        *_scanner(settings),
        *_spaces(settings),
    ]


def _spaces(settings: Settings) -> list[Check]:
    """The facts of the spaces beside this portal, where there are any."""
    found = {slug: spaces.registry().look(slug) for slug in spaces.registry().slugs()} if not settings.slug else {}
    faults = [f"{slug}: {one}" for slug, one in found.items() if isinstance(one, spaces.BadFacts)]
    return [Check(_("fakta %(n)s ruang penyelenggara terbaca", n=len(found)), not faults, "; ".join(faults))] if found else []


def _scanner(settings: Settings) -> list[Check]:
    """The virus scanner, where one is set up."""
    if not settings.clamd_url:
        return []
    return [Check(_("pemindai virus clamd menjawab"), bool(scanning.version()), _("jalankan clamd dan periksa CLAMD_URL"))]
