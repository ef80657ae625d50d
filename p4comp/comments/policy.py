"""Who reads comments, who learns whose they are, who answers a summary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.policy import may_audit, may_run_secretariat
from p4comp.comments.models import Comment, CommentDigest
from p4comp.comments.rules import CommentState, Times
from p4comp.competition.models import Edition
from p4comp.competition.spec import EditionSpec
from p4comp.core.access import YES, Actor, Verdict, no
from p4comp.decisions.models import DecisionLine
from p4comp.entries.models import Entry
from p4comp.institutions.rules.conflicts import WORDS, Relation

__all__ = [
    "About",
    "Opening",
    "Said",
    "may_answer",
    "may_audit",
    "may_erase",
    "may_handle",
    "may_identify",
    "may_moderate",
    "may_read_about",
    "may_read_digest",
    "may_sum_up",
]


@dataclass(frozen=True)
class Opening:
    """An edition whose announced finalists are, or were, open to comments, with those finalists."""

    edition: Edition
    spec: EditionSpec
    times: Times
    finalists: Sequence[tuple[str, DecisionLine]] = ()

    def open_finalists(self, at: datetime) -> list[tuple[str, DecisionLine]]:
        """Category and line of those who may be commented on at `at`."""
        return [(category, line) for category, line in self.finalists if self.times.is_open(category, at)]


@dataclass(frozen=True)
class About:
    """A finalist with the summary of what was said, if there is one, how many comments it is made of, and what binds whoever asks to its institution."""

    opening: Opening
    entry: Entry
    digest: CommentDigest | None
    relation: Relation | None = None
    taken: int = 0


@dataclass(frozen=True)
class Said:
    """One comment on a finalist, as the secretariat works on it."""

    about: About
    comment: Comment


def may_read_about(actor: Actor, about: About, at: datetime) -> Verdict:
    """The secretariat and auditors read what was said, nobody bound to the institution."""
    return may_audit(actor, about, at) and _impartial(about)


def _impartial(about: About) -> Verdict:
    if about.relation is not None:
        return no(_("Anda %(bond)s. Tanggapan ini ditangani petugas lain.", bond=WORDS[about.relation]))
    return YES


def may_handle(actor: Actor, said: Said, at: datetime) -> Verdict:
    """The secretariat takes a confirmed comment into the summary, or sets it aside."""
    if said.comment.state is CommentState.UNCONFIRMED:
        return no(_("Tanggapan ini belum dikonfirmasi penulisnya."))
    return may_run_secretariat(actor, said, at) and _impartial(said.about)


def may_identify(actor: Actor, said: Said, at: datetime) -> Verdict:
    """The secretariat learns whose comment it is with a reason that is logged, while that is known."""
    if not said.comment.writer:
        return no(_("Identitas penulis sudah dihapus."))
    return may_run_secretariat(actor, said, at) and _impartial(said.about)


def may_erase(actor: Actor, said: Said, at: datetime) -> Verdict:
    """The secretariat erases whose comment it is, once."""
    return may_identify(actor, said, at)


def may_sum_up(actor: Actor, about: About, at: datetime) -> Verdict:
    """The secretariat writes the summary until the institution has answered it."""
    if about.digest is not None and about.digest.answered_at is not None:
        return no(_("Instansi sudah menjawab ringkasan ini, jadi ringkasannya tetap."))
    if not about.taken:
        return no(_("Belum ada tanggapan yang dipakai. Baca tanggapannya, lalu tandai yang dipakai dalam ringkasan."))
    return may_run_secretariat(actor, about, at) and _impartial(about)


def may_moderate(actor: Actor, about: About, at: datetime) -> Verdict:
    """The secretariat lets the plenary read an answer, without what would name people."""
    if about.digest is None or about.digest.answered_at is None:
        return no(_("Instansi belum menjawab ringkasan ini."))
    return may_run_secretariat(actor, about, at) and _impartial(about)


def may_read_digest(actor: Actor, about: About, at: datetime) -> Verdict:
    """Sight is decided by the query: members of the institution, once there is a summary."""
    return YES


def may_answer(actor: Actor, about: About, at: datetime) -> Verdict:
    """Those who draft or sign for the institution answer, until the final plenary, as long as the answer was not passed on."""
    home = about.entry.institution_id
    if not (actor.has("drafter", home) or actor.has("approver", home)):
        return no(_("Ringkasan ini dijawab penyusun atau penyetuju berkas instansi yang bersangkutan."))
    if about.digest is not None and about.digest.moderated_at is not None:
        return no(_("Jawaban sudah diteruskan kepada rapat pleno, jadi tidak dapat diubah."))
    return YES if about.opening.times.is_answerable(at) else no(_("Masa menjawab ringkasan tanggapan sudah berakhir."))
