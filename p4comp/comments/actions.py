"""What can happen to comments on finalists and to their summaries."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from p4comp.accounts.queries import members
from p4comp.comments import policy, queries, rules
from p4comp.comments.models import Comment, CommentDigest
from p4comp.comments.policy import About, Opening, Said
from p4comp.comments.queries import LINK
from p4comp.comments.rules import MOVES
from p4comp.competition.actions import next_number
from p4comp.core import audit, clock, mail, vault
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.entries.models import Entry
from p4comp.partners.rules import identities

WRITER, ORIGIN = "comments.writer", "comments.origin"


class TooMany(Refused):
    """Too many comments in an hour from one writer, or one network address."""

    status = 429


@dataclass(frozen=True)
class Remarked:
    """What somebody says of a finalist, and who they say they are."""

    entry_id: str
    words: str
    name: str
    email: str


def receive(opening: Opening, remarked: Remarked, *, address: str, at: datetime) -> Comment:
    """Keep a comment and write to its writer, who confirms it by the link: the mail repeats nothing that was typed.

    Nothing about it enters the log but its code; name and address are sealed.
    """
    known = {line.subject_id for _category, line in opening.open_finalists(at)}
    if remarked.entry_id not in known:
        raise Invalid(_("Pilih finalis yang masih dapat ditanggapi."), "finalist")
    email, now = remarked.email.strip().lower(), clock.real()
    mark, origin = vault.mark(email, WRITER), vault.mark(address, ORIGIN)
    if rules.is_too_much(*queries.lately(mark, origin, now)):
        raise TooMany(_("Sudah banyak tanggapan masuk dari Anda dalam satu jam ini. Salin tulisan Anda dan kirim lagi nanti."))
    link, slug = secrets.token_urlsafe(24), opening.edition.slug.upper()
    comment = Comment(
        edition_id=opening.edition.id,
        entry_id=remarked.entry_id,
        code=f"TANGGAPAN/{slug}/{next_number(f'TANGGAPAN/{slug}'):04d}",
        words=remarked.words.strip(),
        writer=vault.seal(json.dumps({"name": remarked.name.strip(), "email": email}), WRITER),
        writer_mark=mark,
        origin=origin,
        link_mark=vault.mark(link, LINK),
        sent_at=at,
        received_at=now,
    )
    session().add(comment)
    mail.queue("comments/mail/confirm.txt", to=email, at=at, link=link, edition=opening.spec)
    return comment


def confirm(comment: Comment, *, at: datetime) -> None:
    """The writer's address is true: from here on the comment counts."""
    comment.state = MOVES.after(comment.state, "confirm")
    comment.confirmed_at = at
    audit.record("public_comment.received", comment, by=None, at=at, code=comment.code)


def forget_writer(comment: Comment, *, by: Actor | None, at: datetime, reason: str = "") -> None:
    """Erase whose comment it is, for good; what was said stays."""
    comment.writer, comment.writer_mark, comment.origin, comment.erased_at = "", "", "", at
    audit.record("public_comment.forgotten", comment, by=by, at=at, code=comment.code, reason=reason)


def erase(said: Said, *, by: Actor, at: datetime) -> None:
    """The secretariat erases whose comment it is, because the writer asked or nothing needs it any more."""
    demand(policy.may_erase(by, said, at))
    forget_writer(said.comment, by=by, at=at)


def identify(said: Said, reason: str, *, by: Actor, at: datetime) -> dict[str, str]:
    """Learn whose comment it is, with a reason; who learnt it and why stands in the log."""
    demand(policy.may_identify(by, said, at))
    audit.record("public_comment.identified", said.comment, by=by, at=at, code=said.comment.code, reason=reason)
    found: dict[str, str] = json.loads(vault.unseal(said.comment.writer, WRITER))
    return found


def handle(said: Said, *, takes: bool, reason: str, by: Actor, at: datetime) -> None:
    """Take a comment into the summary, or set it aside with the reason."""
    demand(policy.may_handle(by, said, at))
    if not takes and not reason.strip():
        raise Invalid(_("Tulis alasan tanggapan ini tidak dipakai."), "reason")
    comment = said.comment
    comment.state = MOVES.after(comment.state, "take" if takes else "set_aside")
    comment.handled_by, comment.handled_at, comment.reason = by.id, at, reason.strip()
    audit.record("public_comment.handled", comment, by=by, at=at, code=comment.code, taken=takes, reason=comment.reason)


def sum_up(about: About, words: str, *, by: Actor, at: datetime) -> CommentDigest:
    """Write the summary that institution and plenary read; it names nobody. The institution is told the first time."""
    demand(policy.may_sum_up(by, about, at))
    _check_nameless(words, "words")
    digest, is_new = about.digest or CommentDigest(edition_id=about.entry.edition_id, entry_id=about.entry.id), about.digest is None
    digest.words, digest.written_by, digest.written_at = words.strip(), by.id, at
    session().add(digest)
    audit.record("comment_digest.written", digest, by=by, at=at, entry=about.entry.id)
    if is_new:
        _tell(about.entry, about, at)
    return digest


def _tell(entry: Entry, about: About, at: datetime) -> None:
    for person in members(entry.institution_id):
        mail.to_person("comments/mail/digest.txt", person, at=at, entry=entry, until=about.opening.times.answered_by)


def answer(about: About, words: str, *, by: Actor, at: datetime) -> None:
    """The institution answers; the secretariat passes it on."""
    demand(policy.may_answer(by, about, at))
    digest = about.digest
    assert digest is not None
    digest.answer, digest.answered_by, digest.answered_at = words.strip(), by.id, at
    audit.record("comment_digest.answered", digest, by=by, at=at, entry=about.entry.id)


def moderate(about: About, words: str, *, by: Actor, at: datetime) -> None:
    """Pass the answer on to the plenary in words that name no writer; the original stays."""
    demand(policy.may_moderate(by, about, at))
    _check_nameless(words, "shown")
    digest = about.digest
    assert digest is not None
    digest.answer_shown, digest.moderated_by, digest.moderated_at = words.strip(), by.id, at
    audit.record("comment_digest.moderated", digest, by=by, at=at, entry=about.entry.id)


def _check_nameless(words: str, field: str) -> None:
    if found := identities(words):
        raise Invalid(_("Hapus dahulu yang menunjuk orang: %(what)s.", what=", ".join(found)), field)
