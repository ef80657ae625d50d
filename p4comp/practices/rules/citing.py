"""How a practice is cited."""

from flask_babel import gettext as _


def citation(*, institution: str, year: int, title: str, version: int, day: str, address: str) -> str:
    """One line that names who, when, what, which version and where."""
    return _(
        "%(institution)s. (%(year)s). %(title)s (versi %(version)s, %(day)s). Perpustakaan Praktik Baik, Kompetisi Pengelolaan Pengaduan Pelayanan Publik. %(address)s",
        institution=institution,
        year=year,
        title=title.rstrip("."),
        version=version,
        day=day,
        address=address,
    )
