"""Announcements: to whom, of what kind, from when to when."""

from datetime import datetime
from enum import StrEnum

from flask_babel import lazy_gettext as _l

from p4comp.core.errors import Words, name
from p4comp.core.moves import Moves


class NoticeState(StrEnum):
    """A draft nobody sees, a published one from its moment on, a withdrawn one never again."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class NoticeKind(StrEnum):
    """What an announcement is about."""

    INFO = "info"
    SCHEDULE = "schedule"


class Reach(StrEnum):
    """Whom an announcement is for."""

    PUBLIC = "public"
    WORKSPACE = "workspace"


KINDS = {NoticeKind.INFO: _l("Informasi"), NoticeKind.SCHEDULE: _l("Perubahan jadwal")}
REACHES = {Reach.PUBLIC: _l("Semua orang, di halaman publik"), Reach.WORKSPACE: _l("Hanya pemegang akun, di ruang kerja")}
MOVES = Moves(
    "announcement",
    {
        "publish": ({NoticeState.DRAFT, NoticeState.WITHDRAWN}, NoticeState.PUBLISHED),
        "withdraw": ({NoticeState.PUBLISHED}, NoticeState.WITHDRAWN),
    },
)
name(
    "announcement",
    Words(
        _l("Pengumuman"),
        states={"draft": _l("Konsep"), "published": _l("Terbit"), "withdrawn": _l("Ditarik")},
        verbs={"publish": _l("diterbitkan"), "withdraw": _l("ditarik")},
    ),
)


def is_shown(state: NoticeState, appears_at: datetime | None, expires_at: datetime | None, at: datetime) -> bool:
    """Whether people can read an announcement: published, `appears_at <= at < expires_at`."""
    if state is not NoticeState.PUBLISHED or appears_at is None or at < appears_at:
        return False
    return expires_at is None or at < expires_at
