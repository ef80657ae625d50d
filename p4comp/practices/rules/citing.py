"""How a practice is cited, by people and by programs."""

from datetime import date
from typing import Any

from flask_babel import gettext as _


def citation(*, house: str, institution: str, year: int, title: str, version: int, day: str, address: str) -> str:
    """One line that names who, when, what, which version and where."""
    return _(
        "%(institution)s. (%(year)s). %(title)s (versi %(version)s, %(day)s). Perpustakaan Praktik Baik, %(house)s. %(address)s",
        house=house,
        institution=institution,
        year=year,
        title=title.rstrip("."),
        version=version,
        day=day,
        address=address,
    )


def described(*, house: str, institution: str, title: str, summary: str, day: date, version: int, address: str) -> dict[str, Any]:
    """The same as JSON-LD after schema.org, for search engines and reference managers."""
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": title,
        "abstract": summary,
        "author": {"@type": "GovernmentOrganization", "name": institution},
        "datePublished": day.isoformat(),
        "version": version,
        "inLanguage": "id",
        "isPartOf": {"@type": "Collection", "name": _("Perpustakaan Praktik Baik, %(house)s", house=house)},
    }
