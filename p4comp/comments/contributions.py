"""What comments add to every page: the desk, what waits for whom."""

from collections.abc import Iterator
from datetime import datetime

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.accounts.policy import is_staff
from p4comp.comments import queries
from p4comp.comments.models import Comment
from p4comp.comments.rules import CommentState
from p4comp.competition import queries as competition
from p4comp.competition.models import Edition
from p4comp.core import audit, db, tallies, web
from p4comp.core.access import Actor, homes
from p4comp.core.errors import state_word
from p4comp.core.words import number

audit.name(
    nouns={"public_comment": _l("Tanggapan masyarakat"), "comment_digest": _l("Ringkasan tanggapan masyarakat")},
    verbs={
        "public_comment.received": _l("Tanggapan masyarakat diterima"),
        "public_comment.handled": _l("Tanggapan masyarakat dimoderasi"),
        "public_comment.identified": _l("Identitas penulis tanggapan dibuka"),
        "public_comment.forgotten": _l("Identitas penulis tanggapan dihapus"),
        "comment_digest.written": _l("Ringkasan tanggapan masyarakat ditulis"),
        "comment_digest.answered": _l("Ringkasan tanggapan masyarakat dijawab instansi"),
        "comment_digest.moderated": _l("Jawaban instansi diteruskan kepada rapat pleno"),
    },
)
TONES = {CommentState.UNCONFIRMED: "draft", CommentState.WAITING: "yours", CommentState.TAKEN: "done", CommentState.ASIDE: "draft"}


def _edition() -> Edition | None:
    """The running edition, if it asks the public."""
    found = competition.current_calendar()
    return found[0] if found and found[1].spec.comments else None


def _of_desk(actor: Actor) -> tuple[str] | None:
    edition = _edition() if actor.has("secretariat") else None
    return (edition.id,) if edition else None


def _of_institution(actor: Actor) -> Edition | None:
    return _edition() if actor.has("drafter") or actor.has("approver") else None


def _of_own(actor: Actor) -> tuple[list[str], str] | None:
    edition = _of_institution(actor)
    return (homes(actor, "drafter", "approver"), edition.id) if edition else None


WAITING = tallies.on_start_page(queries.waiting, _of_desk)
ANSWERS = tallies.on_start_page(queries.unmoderated, _of_desk)
OWN = tallies.on_start_page(queries.count_unanswered, _of_own)


@web.contribute("nav")
def place(actor: Actor, at: datetime) -> Iterator[web.NavItem]:
    """Those inside have the desk, where the edition asks the public."""
    if is_staff(actor) and _edition():
        yield web.NavItem(_("Tanggapan masyarakat"), url_for("comments.desk"), "message", 59)


@web.contribute("todo")
def to_moderate(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """The secretariat is told of comments nobody has read, and of answers to be passed on."""
    if waiting := WAITING.of(actor):
        note = _("Pakai dalam ringkasan, atau kesampingkan dengan alasan.")
        yield web.Todo(_("%(n)s tanggapan masyarakat belum dibaca", n=number(waiting)), url_for("comments.desk"), _("Baca"), note=note)
    if answers := ANSWERS.of(actor):
        title = _("%(n)s jawaban instansi atas ringkasan tanggapan belum diteruskan", n=number(answers))
        yield web.Todo(title, url_for("comments.desk"), _("Periksa jawaban"))


@web.contribute("todo")
def to_answer(actor: Actor, at: datetime) -> Iterator[web.Todo]:
    """An institution is told of summaries it may answer before the plenary reads them."""
    edition, opening = _of_institution(actor), None
    if edition is None or not OWN.of(actor) or (opening := queries.running()) is None or not opening.times.is_answerable(at):
        return
    for one in db.everything(queries.unanswered(actor, edition.id)):
        note = _("Rapat pleno membaca ringkasan bersama jawaban Anda.")
        url = url_for("comments.digest", entry_id=one.entry_id)
        yield web.Todo(_("Jawab ringkasan tanggapan masyarakat"), url, _("Baca"), note=note, due=opening.times.answered_by)


def comment_status(comment: Comment) -> tuple[str, str]:
    """The state of a comment as word and tone of a tag."""
    return state_word("public_comment", comment.state), TONES[comment.state]


def init_app(app: Flask) -> None:
    """Let all templates speak of comments alike."""
    app.jinja_env.globals |= {"comment_status": comment_status}
