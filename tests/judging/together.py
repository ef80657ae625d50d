"""What tests of calibration and reconciliation share: an edition with these terms, a pair of readers, agreed findings."""

from p4comp.judging.models import Agreement, AgreementVoice, Calibration, Divergence, SettingAside, Unlocking
from tests import factories

ROUND = {"kalibrasi": 1, "putaran_kalibrasi": True}
LIMITS = {"selisih_tingkat": 1, "selisih_nilai": 20.0}


def edition(**changes):
    """The small edition with a calibration round and limits for reconciliation."""
    return factories.edition(**{"pembacaan": ROUND, "rekonsiliasi": LIMITS} | changes)


def read_by(entry, people, levels):
    """Locked sheets of these evaluators on an entry, with their levels."""
    return [factories.assignment(entry, one, state="locked", levels=each) for one, each in zip(people, levels, strict=True)]


def shared(entry):
    """An entry that all evaluators of its category read."""
    return factories.keep(Calibration(edition_id=entry.edition_id, entry_id=entry.id, chosen_at=factories.BEGINNING))


def divergence(entry, **values):
    """An entry whose sheets differ too widely."""
    found = values.pop("found", {"indicators": {"A1": 3}, "points": None})
    return factories.keep(Divergence(entry_id=entry.id, found_at=factories.during("evaluasi_dokumen"), found=found, **values))


def agreement(entry, evaluator, *, indicator="A1", level=3, state="proposed"):
    """A finding that an evaluator proposed."""
    at = factories.during("evaluasi_dokumen")
    given = {"indicator": indicator, "level": level, "code": "tafsir_rubrik", "note": "Dibaca bersama.", "state": state}
    made = factories.keep(Agreement(entry_id=entry.id, proposed_by=evaluator.id, proposed_at=at, **given))
    factories.keep(AgreementVoice(agreement_id=made.id, evaluator_id=evaluator.id, agrees=True, said_at=at))
    return made


def unlocking(sheet, by, *, state="asked"):
    """A request to open a locked sheet."""
    at = factories.during("evaluasi_dokumen")
    kept = {"total": sheet.total, "levels": {}, "locked_at": sheet.locked_at}
    return factories.keep(Unlocking(assignment_id=sheet.id, state=state, reason="Bukti terlewat.", asked_by=by.id, asked_at=at, **kept))


def aside(sheet, by=None, *, relation="parent", state="asked"):
    """A request to count a locked sheet no more."""
    at = factories.during("evaluasi_dokumen")
    values = {"relation": relation, "reason": "Pengecualian dicabut.", "total": sheet.total, "asked_by": by.id if by else None}
    return factories.keep(SettingAside(assignment_id=sheet.id, state=state, asked_at=at, **values))
