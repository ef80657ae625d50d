"""What can be asked about announcements."""

from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, or_, select

from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session
from p4comp.messages.models import Announcement
from p4comp.messages.rules.announcements import NoticeState, Reach


def shown(at: datetime, *reaches: Reach) -> Select[Announcement]:
    """The announcements that can be read at `at`: pinned ones first, then the latest."""
    unexpired = or_(Announcement.expires_at.is_(None), Announcement.expires_at > at)
    found = select(Announcement).where(Announcement.state == NoticeState.PUBLISHED, Announcement.appears_at <= at, unexpired)
    return found.where(Announcement.reach.in_(reaches)).order_by(
        Announcement.is_pinned.desc(), Announcement.appears_at.desc(), Announcement.id
    )


def for_everybody(at: datetime, most: int = 3) -> list[Announcement]:
    """The newest public announcements."""
    return everything(shown(at, Reach.PUBLIC).limit(most))


def for_workspace(at: datetime, most: int = 3) -> list[Announcement]:
    """The newest announcements for those with an account, public ones too."""
    return everything(_in_workspace(most), {"at": at})


@cache
def _in_workspace(most: int) -> Select[Announcement]:
    return shown(bindparam("at"), *Reach).limit(most)  # type: ignore[arg-type]  # a placeholder for the moment


def public_announcement(actor: Actor, announcement_id: str) -> Announcement | None:
    """A public announcement that can be read now; before its moment it does not exist."""
    return first(shown(clock.arrived(), Reach.PUBLIC).where(Announcement.id == announcement_id))


def notice(actor: Actor, announcement_id: str) -> Announcement | None:
    """An announcement that somebody with an account can read now."""
    return first(shown(clock.arrived(), *Reach).where(Announcement.id == announcement_id)) if actor.is_signed_in else None


def next_change(at: datetime) -> datetime | None:
    """The next moment at which a public announcement appears or expires: until then pages stay true."""
    moments = select(Announcement.appears_at, Announcement.expires_at)
    rows = session().execute(moments.where(Announcement.state == NoticeState.PUBLISHED, Announcement.reach == Reach.PUBLIC))
    return min((moment for row in rows for moment in row if moment is not None and moment > at), default=None)


def all_announcements() -> Select[Announcement]:
    """Every announcement, drafts and withdrawn ones too, the latest first."""
    return select(Announcement).order_by(Announcement.written_at.desc(), Announcement.id)


def kept_announcement(actor: Actor, announcement_id: str) -> Announcement | None:
    """An announcement in whatever state, for the secretariat."""
    if not actor.has("secretariat"):
        return None
    return first(held(select(Announcement), Announcement).where(Announcement.id == announcement_id))
