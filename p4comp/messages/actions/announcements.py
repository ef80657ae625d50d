"""What can happen to announcements."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.core import audit
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid
from p4comp.messages import policy
from p4comp.messages.models import Announcement
from p4comp.messages.rules.announcements import MOVES, NoticeKind, Reach


@dataclass(frozen=True)
class Notice:
    """What an announcement says, to whom, from when to when (no moment: as soon as it is published)."""

    kind: NoticeKind
    reach: Reach
    title: str
    body: str
    is_pinned: bool = False
    appears_at: datetime | None = None
    expires_at: datetime | None = None


def _checked(notice: Notice, at: datetime) -> dict[str, object]:
    if notice.expires_at is not None and notice.expires_at <= (notice.appears_at or at):
        raise Invalid(_("Akhir masa tampil harus sesudah saat terbitnya."), "expires_at")
    return dict(vars(notice))


def draft_notice(notice: Notice, *, by: Actor, at: datetime) -> Announcement:
    """Write an announcement that nobody sees yet."""
    demand(policy.may_see_outbox(by, None, at))
    found = Announcement(written_by=by.id, written_at=at, **_checked(notice, at))
    session().add(found)
    audit.record("announcement.drafted", found, by=by, at=at, title=notice.title)
    return found


def change_notice(found: Announcement, notice: Notice, *, by: Actor, at: datetime) -> None:
    """Change an announcement that is not out."""
    demand(policy.may_edit_notice(by, found, at))
    for name, value in _checked(notice, at).items():
        setattr(found, name, value)
    audit.record("announcement.changed", found, by=by, at=at, title=notice.title)


def publish_notice(found: Announcement, *, by: Actor, at: datetime) -> None:
    """Let it appear, at its moment or now; one whose time is over is not published."""
    demand(policy.may_edit_notice(by, found, at))
    if found.expires_at is not None and found.expires_at <= at:
        raise Invalid(_("Masa tampil pengumuman ini sudah lewat. Ubah dahulu akhir masa tampilnya."), "expires_at")
    found.state = MOVES.after(found.state, "publish")
    found.appears_at, found.published_by = max(found.appears_at or at, at), by.id
    audit.record("announcement.published", found, by=by, at=at, appears_at=found.appears_at.isoformat())


def withdraw_notice(found: Announcement, *, by: Actor, at: datetime) -> None:
    """Take it off every page."""
    demand(policy.may_withdraw_notice(by, found, at))
    found.state = MOVES.after(found.state, "withdraw")
    audit.record("announcement.withdrawn", found, by=by, at=at)
