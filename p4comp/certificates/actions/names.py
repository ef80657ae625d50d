"""Proof-reading names: every finalist approves the name as it will be printed, or asks for another, which the secretariat decides."""

from datetime import datetime

from flask_babel import gettext as _

from p4comp.certificates import policy
from p4comp.certificates.models import NameRound, PrintedName
from p4comp.certificates.queries import names as queries
from p4comp.certificates.queries.names import Reading, Roll
from p4comp.certificates.rules.names import LONGEST, MOVES, NameState
from p4comp.core import audit, mail
from p4comp.core.access import Actor, demand
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused


def open_names(roll: Roll, until: datetime, *, by: Actor, at: datetime) -> None:
    """Ask all finalists, or set another end; those who are asked for the first time are written to."""
    demand(policy.may_run_names(by, roll, at))
    if not roll.readings:
        raise Refused(_("Pemeriksaan nama dibuka setelah daftar finalis diumumkan: semua finalis diminta, bukan hanya pemenang."))
    if until <= at:
        raise Invalid(_("Pilih batas waktu yang belum lewat."), "until")
    if roll.round is None:
        held = NameRound(edition=roll.edition, until=until, opened_at=at, opened_by=by.id)
        session().add(held)
        session().flush()
        _write("certificates/mail/names_asked.txt", roll.readings, held, at)
    else:
        held = roll.round
        held.until = until
    audit.record("name_round.opened", held, by=by, at=at, until=until.isoformat(), finalists=len(roll.readings))


def remind_names(roll: Roll, *, by: Actor, at: datetime) -> int:
    """Write again to those who have not answered; how many finalists those are."""
    demand(policy.may_run_names(by, roll, at))
    held, waiting = roll.round, roll.unanswered
    if held is None or at >= held.until:
        raise Refused(_("Tidak ada pemeriksaan nama yang sedang terbuka."))
    held.reminded_at = at
    _write("certificates/mail/names_asked.txt", waiting, held, at)
    audit.record("name_round.reminded", held, by=by, at=at, count=len(waiting))
    return len(waiting)


def _write(template: str, readings: list[Reading], held: NameRound, at: datetime) -> None:
    by_entry = {one.entry.id: one for one in readings}
    for entry_id, person in queries.answerers(list(by_entry)):
        mail.to_person(template, person, at=at, reading=by_entry[entry_id], until=held.until)


def approve_name(reading: Reading, name: str, *, by: Actor, at: datetime) -> None:
    """The finalist approves the name that was shown."""
    demand(policy.may_answer_name(by, reading, at))
    if name != reading.name:
        raise Refused(_("Nama ini berubah sejak halaman Anda buka. Periksa lagi, lalu setujui."))
    kept = _kept(reading, by, at)
    kept.state = MOVES.after(reading.state, "approve")
    kept.wanted, kept.reason = "", ""
    audit.record("printed_name.approved", kept, by=by, at=at, name=kept.name)


def want_name(reading: Reading, wanted: str, reason: str, *, by: Actor, at: datetime) -> None:
    """The finalist asks for another name, with the reason; who the institution is, the registry says, not this."""
    demand(policy.may_answer_name(by, reading, at))
    tidied = " ".join(wanted.split())
    if tidied == reading.name:
        raise Invalid(_("Ini sama dengan nama yang sekarang. Setujui saja, atau tulis nama yang benar."), "wanted")
    if len(tidied) > LONGEST:
        raise Invalid(_("Persingkat nama: paling banyak 180 huruf."), "wanted")
    kept = _kept(reading, by, at)
    kept.state = MOVES.after(reading.state, "want")
    kept.wanted, kept.reason, kept.answer = tidied, reason.strip(), ""
    audit.record("printed_name.wanted", kept, by=by, at=at, wanted=tidied, reason=kept.reason)


def correct_name(reading: Reading, name: str, *, by: Actor, at: datetime) -> None:
    """The secretariat accepts: the name asked for is printed, if it is the one that was shown."""
    demand(policy.may_decide_name(by, reading, at))
    kept = reading.answer
    assert kept is not None  # a wish is an answer
    if name != kept.wanted:
        raise Refused(_("Nama yang diminta berubah sejak halaman Anda buka. Periksa lagi, lalu putuskan."))
    kept.state = MOVES.after(kept.state, "correct")
    kept.name, kept.decided_at, kept.decided_by = kept.wanted, at, by.id
    audit.record("printed_name.corrected", kept, by=by, at=at, name=kept.name)
    _tell(reading, at)


def refuse_name(reading: Reading, answer: str, *, by: Actor, at: datetime) -> None:
    """The secretariat refuses, and says why; the finalist approves or asks again."""
    demand(policy.may_decide_name(by, reading, at))
    kept = reading.answer
    assert kept is not None  # a wish is an answer
    kept.state = MOVES.after(kept.state, "refuse")
    kept.answer, kept.decided_at, kept.decided_by = answer.strip(), at, by.id
    audit.record("printed_name.refused", kept, by=by, at=at, answer=kept.answer)
    _tell(reading, at)


def _tell(reading: Reading, at: datetime) -> None:
    for _entry_id, person in queries.answerers([reading.entry.id]):
        mail.to_person(
            "certificates/mail/name_decided.txt", person, at=at, reading=reading, was_corrected=reading.state is NameState.CORRECTED
        )


def _kept(reading: Reading, by: Actor, at: datetime) -> PrintedName:
    if (kept := reading.answer) is None:
        kept = PrintedName(entry_id=reading.entry.id, state=NameState.WAITING, name=reading.entry.institution_name)
        session().add(kept)
    kept.answered_at, kept.answered_by = at, by.id
    return kept
