"""An edition that asks the public about its announced finalists."""

import json
from datetime import timedelta

from p4comp.comments.actions import ORIGIN, WRITER
from p4comp.comments.models import Comment, CommentDigest
from p4comp.comments.queries import LINK
from p4comp.core import vault
from tests import factories
from tests.factories.base import numbers

ANNOUNCED = factories.closing("pleno_finalis")
SOON = ANNOUNCED + timedelta(hours=5)
LATE = ANNOUNCED + timedelta(days=9)
EMAIL, NAME = "warga@uji.example", "Warga Rahasia"


def edition(slug="tanggapan", nomor=9, **values):
    """An edition that asks for five days."""
    return factories.edition(slug=slug, nomor=nomor, tanggapan_masyarakat={"hari": 5, "pengantar": ""}, **values)


def comment(entry, *, state="waiting", link="rahasia", words="Aduan saya tidak dijawab.", **values):
    """What somebody said of a finalist."""
    return factories.keep(
        Comment(
            edition_id=entry.edition_id,
            entry_id=entry.id,
            code=f"TANGGAPAN/{next(numbers):04d}",
            words=words,
            writer=vault.seal(json.dumps({"name": NAME, "email": EMAIL}), WRITER),
            writer_mark=vault.mark(EMAIL, WRITER),
            origin=vault.mark("192.0.2.1", ORIGIN),
            link_mark=vault.mark(link, LINK),
            state=state,
            sent_at=SOON,
            received_at=values.pop("received_at", SOON),
            confirmed_at=None if state == "unconfirmed" else SOON,
            **values,
        )
    )


def digest(entry, **values):
    """The summary of what was said of a finalist."""
    return factories.keep(
        CommentDigest(
            edition_id=entry.edition_id, entry_id=entry.id, words="Dua orang menunggu jawaban.", written_by="", written_at=SOON, **values
        )
    )
