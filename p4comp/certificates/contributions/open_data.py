"""The signed lists of certificates in the catalogue of open data."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from p4comp.certificates.queries import yearly
from p4comp.core import open_data


@open_data.contribute
def lists(at: datetime) -> Iterator[open_data.Shelf]:
    """A list a year, with its signature and the program that checks it."""
    for year in yearly.years(at):
        title = _("Daftar piagam bertanda tangan %(year)s", year=year)
        about = _("Keadaan dan SHA-256 berkas setiap piagam yang terbit pada tahun itu; dapat diperiksa tanpa portal ini.")
        yield open_data.Shelf(f"piagam-{year}", title, about, "", {"application/zip": url_for("certificates.yearly_list", year=year)})
