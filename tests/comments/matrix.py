"""Which comments the rows of the access table are about."""

from sqlalchemy import select

from p4comp.comments.models import CommentDigest
from p4comp.core import db
from tests import factories
from tests.comments import scene


def subjects(cast):
    """Another running edition with a number above the cast's, in which the entrant's other unit is a finalist."""
    edition = scene.edition(nomor=99)
    unit = factories.institution("upp")
    factories.member(cast.entrant, unit)
    entry, other = (factories.entry(edition, one, state="verified", category="UPP", evidence=False) for one in (unit, None))
    factories.decision(edition, [entry, other], category="UPP", announced_at=scene.ANNOUNCED)
    waiting, unconfirmed = scene.comment(entry), scene.comment(entry, state="unconfirmed", link="baru")
    scene.comment(entry, state="taken", link="dipakai")
    scene.digest(entry)
    scene.digest(other, answer="Sudah kami jawab.", answered_at=scene.SOON)
    slug, own = {"slug": edition.slug}, {"entry_id": entry.id}
    rows = dict.fromkeys(("comments.write", "comments.sent"), slug) | {"comments.write@silent": {"slug": cast.edition.slug}}
    rows |= {f"comments.{name}": {"link": "baru"} for name in ("own", "confirm", "forget")}
    rows |= dict.fromkeys(("comments.about", "comments.sum_up", "comments.digest", "comments.answer", "comments.moderate@open"), own)
    rows |= {f"comments.{name}": {"comment_id": waiting.id} for name in ("comment", "handle", "identify", "erase")}
    return rows | {
        "comments.own@unknown": {"link": "lain"},
        "comments.comment@unconfirmed": {"comment_id": unconfirmed.id},
        "comments.moderate": {"entry_id": other.id},
    }


def bodies(cast):
    """What is posted; a field for machines is filled in, so that nothing has to be chosen."""
    return {
        "comments.write": {"finalist": _finalist(), "words": "Aduan lama.", "name": "Warga", "email": "a@uji.example"},
        "comments.handle": {"verdict": "pakai"},
        "comments.identify": {"why": "Diminta penulisnya."},
        "comments.sum_up": {"words": "Dua orang menunggu jawaban."},
        "comments.moderate": {"shown": "Sudah dijawab."},
        "comments.answer": {"answer": "Sudah kami jawab."},
    }


def _finalist():

    return db.first(select(CommentDigest.entry_id).order_by(CommentDigest.id))


def moments(cast):
    """All in the days after the announcement."""
    names = ("write", "write@silent", "sent", "own", "own@unknown", "confirm", "forget", "desk", "about", "comment", "comment@unconfirmed")
    more = ("handle", "identify", "erase", "sum_up", "moderate", "moderate@open", "digest", "answer")
    return {f"comments.{name}": scene.SOON for name in (*names, *more)}
