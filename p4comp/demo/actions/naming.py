"""Finalists proof-read their names before anybody knows who won; after the award every assessed entry gets its proof."""

from datetime import datetime

from p4comp.accounts.identity import Someone
from p4comp.certificates.actions import kinds, names
from p4comp.certificates.models import CertificateKind
from p4comp.certificates.queries import kinds as due_kinds
from p4comp.certificates.queries import names as readings
from p4comp.certificates.queries.names import Reading, Roll
from p4comp.core import clock, db
from p4comp.demo import rules
from p4comp.demo.actions.setting import Season

OPENED_AT, ANSWERED_AT, UNTIL = rules.wib(5, 31, 9), rules.wib(6, 1, 10), rules.wib(6, 8, 16)
GUIDES_ANSWER_AT, DECIDED_AT = rules.wib(6, 2, 14), rules.wib(6, 3, 10)
WISHER, WANTED = "sim-upp-3", "Rumah Sakit Umum Daerah Kabupaten Simulasi 3"
REASON = "SIMULASI. Keterangan nomor unit bukan bagian dari nama resmi kami."


def ask(season: Season) -> None:
    """All finalists are asked; by the final plenary all but the guides' have answered, one of them with a wish."""
    secretary = season.secretaries[0]
    with clock.at(OPENED_AT):
        names.open_names(_roll(season), UNTIL, by=secretary, at=OPENED_AT)
        db.commit()
    guides = {guide.email for guide in rules.GUIDES}
    with clock.at(ANSWERED_AT):
        for one in _roll(season).readings:
            if _member(season, one).email not in guides:
                _answer(season, one, ANSWERED_AT)
        db.commit()


def settle(season: Season) -> None:
    """The guides' institutions approve while the plenary meets; the secretariat grants the wish."""
    with clock.at(GUIDES_ANSWER_AT):
        for one in _roll(season).unanswered:
            _answer(season, one, GUIDES_ANSWER_AT)
        db.commit()
    with clock.at(DECIDED_AT):
        wished = readings.reading(season.secretaries[0], season.entry_ids[WISHER])
        assert wished is not None  # the secretariat sees every finalist
        names.correct_name(wished, WANTED, by=season.secretaries[0], at=DECIDED_AT)
        db.commit()


def _roll(season: Season) -> Roll:
    found = readings.roll(season.secretaries[0], season.edition.slug)
    assert found is not None  # the secretariat sees its edition
    return found


def _member(season: Season, one: Reading) -> Someone:
    code = next(code for code, entry_id in season.entry_ids.items() if entry_id == one.entry.id)
    return season.members[code]


def _answer(season: Season, one: Reading, at: datetime) -> None:
    member = _member(season, one)
    if one.entry.id == season.entry_ids[WISHER]:
        names.want_name(one, WANTED, REASON, by=member, at=at)
    else:
        names.approve_name(one, one.name, by=member, at=at)


def give_proofs(season: Season, at: datetime) -> None:
    """The proofs of participation, unprinted and without letters: a demo is not to draw 434 files nobody asked for."""
    kinds.issue_kind(due_kinds.due_of(season.edition, at), CertificateKind.PARTICIPANT, by=season.secretaries[0], at=at, tells=False)
    db.commit()
