"""Which edition each row of the access table is about: the cast's, or a draft that nobody runs and whose plan may change."""

from datetime import UTC, datetime

from p4comp.competition import files
from p4comp.competition.queries import by_slug
from tests import factories

BEFORE = datetime(2022, 1, 5, tzinfo=UTC)


def _draft():
    found = by_slug("draf") or factories.edition(slug="draf", nomor=3, running=False, frozen=False)
    return {"slug": found.slug}


def subjects(cast):
    """URL values by row."""
    own = {"slug": cast.edition.slug}
    return {
        "competition.edition_terms": own,
        "competition.edition_terms@draft": _draft(),
        "competition.instrument": own | {"code": factories.SMALL["instrumen"][0]["kode"]},
        "competition.plan": own,
        "competition.plan@draft": _draft(),
        "competition.plan_file": own,
        "competition.show": own,
        "competition.show@draft": _draft(),
        "competition.deadlines": own,
        "competition.extend": own,
        "competition.freeze": own,
        "competition.freeze@draft": _draft(),
        "competition.beginning": {"name": "kemendagri"},
        "competition.start": own,
        "competition.start@draft": _draft(),
    }


def bodies(cast):
    """What is posted."""
    typed = {
        "stage": "pleno_akhir",
        "category": "",
        "entry_id": "",
        "until": "2022-12-31T10:00",
        "reason": "Libur nasional",
        "letter_number": "",
    }
    return {"competition.extend": typed, "competition.load_draft": {"text": files.write(files.read("kemendagri"))}}


def moments(cast):
    """Drafts are looked at before their registration opens."""
    rows = ("edition_terms", "plan", "show", "freeze", "start")
    return {f"competition.{row}@draft": BEFORE for row in rows}
