"""Rows about what lies beside the sheets: phrases, opened locks, calibration, reconciliation."""

import hashlib
import json

from sqlalchemy import select

from p4comp.core import db
from p4comp.judging.models import Assignment, Evaluator, Phrase, ReadingCopy
from tests import factories
from tests.judging import together

ON_CASES = ("case", "propose_agreement", "agree", "disagree")
UNLOCKS = ("unlocking", "grant_unlock", "refuse_unlock")
ASIDES = ("set_aside", "set_aside@own", "keep_sheet")
ROUNDS = ("calibration", "note_calibration", "end_calibration")


def subjects(cast, one):
    """The cast's edition asks for a round and for reconciliation; entries of the other category hold what is asked about."""
    document = cast.edition.document | {"pembacaan": together.ROUND, "rekonsiliasi": together.LIMITS}
    cast.edition.document, cast.edition.document_sha256 = document, hashlib.sha256(json.dumps(document).encode()).hexdigest()
    together.shared(cast.entry)
    phrase = factories.keep(Phrase(person_id=cast.evaluator.id, text="Bukti lengkap.", added_at=factories.BEGINNING))
    return (
        {"judging.drop_phrase": {"phrase_id": phrase.id}} | copies(cast) | unlocks(cast, one) | asides(cast) | cases(cast, one) | rounds()
    )


def copies(cast):
    """A copy on the cast's desk, one on the conflicted one's, one that holds what was hidden since."""
    recused = db.first(select(Assignment).join(Assignment.evaluator).where(Evaluator.person_id == cast.conflicted.id))
    hidden = factories.proof(cast.entry, "A1", content=factories.pdf("Tersembunyi sejak itu"), hidden_at=factories.BEGINNING)
    given = {"asked_at": factories.BEGINNING, "made_at": factories.BEGINNING, "sha256": factories.stored(factories.pdf("Salinan")).sha256}
    wanted = {"": (cast.assignment.id, []), "@recused": (recused.id, []), "@outdated": (cast.assignment.id, [hidden.id])}
    made = {mark: factories.keep(ReadingCopy(assignment_id=sheet, holds=holds, **given)) for mark, (sheet, holds) in wanted.items()}
    return {f"judging.copy_file{mark}": {"assignment_id": one.assignment_id, "copy_id": one.id} for mark, one in made.items()}


def rounds():
    """The round of the cast's category."""
    return {f"judging.{name}": {"category": "UMUM"} for name in ROUNDS}


def unlocks(cast, one):
    """Locked sheets of the cast's evaluator: one to ask for, one asked for by them, one by the secretary; one of a category with a list."""
    first, second, third = (factories.assignment(_unit(cast), one, state="locked") for _ in range(3))
    listed = factories.assignment(factories.entry(cast.edition, state="verified", evidence=False), one, state="locked")
    theirs, own = together.unlocking(second, cast.evaluator), together.unlocking(third, cast.secretary)
    rows = {f"judging.{name}": {"unlocking_id": theirs.id} for name in UNLOCKS}
    rows["judging.grant_unlock@own"] = {"unlocking_id": own.id}
    seen, unseen = factories.assignment(_unit(cast), one, state="locked"), first
    for sheet in (seen, listed):
        together.divergence(sheet.entry)
    rows |= {f"judging.{name}": {"assignment_id": seen.id, "indicator": "A1"} for name in ("second_findings", "note_second")}
    rows |= {"judging.second_findings@unseen": {"assignment_id": unseen.id}}
    rows |= {"judging.note_second@listed": {"assignment_id": listed.id, "indicator": "A1"}}
    return rows | {"judging.ask_unlock": {"assignment_id": first.id}, "judging.ask_unlock@listed": {"assignment_id": listed.id}}


def asides(cast):
    """Locked sheets whose evaluator is bound by now: two asked about by the second secretary, one by the first."""
    found = []
    for by in (cast.second_secretary, cast.second_secretary, cast.secretary):
        entry, reader = _unit(cast), factories.evaluator(cast.edition)
        factories.tie(reader, entry.institution)
        found.append(together.aside(factories.assignment(entry, reader, state="locked"), by))
    rows = {f"judging.{name}": {"aside_id": found[0].id} for name in ("aside", "set_aside")}
    return rows | {"judging.keep_sheet": {"aside_id": found[1].id}, "judging.set_aside@own": {"aside_id": found[2].id}}


def cases(cast, one):
    """An entry whose two sheets differ, with a finding the other reader proposed."""
    other, entry = factories.evaluator(cast.edition), _unit(cast)
    together.read_by(entry, [one, other], [{"A1": 1, "A2": 3, "B1": 3}, {"A1": 4, "A2": 4, "B1": 3}])
    together.divergence(entry)
    proposed = together.agreement(entry, other)
    rows = {f"judging.{name}": {"entry_id": entry.id} for name in ON_CASES}
    rows["judging.propose_agreement"] |= {"indicator": "A2"}
    for name in ("agree", "disagree"):
        rows[f"judging.{name}"] |= {"agreement_id": proposed.id}
    return rows


def _unit(cast):
    return factories.entry(cast.edition, state="verified", category="UPP", evidence=False)


def bodies():
    """What is posted."""
    reason, second = {"reason": "Bukti terlewat."}, {"level": "1", "note": "Notulen hanya satu bulan."}
    return {
        "judging.keep_phrase": {"text": "Bukti lengkap dan terbaca."},
        "judging.ask_unlock": reason,
        "judging.note_second": second,
        "judging.note_second@listed": second,
        "judging.ask_unlock@listed": reason,
        "judging.refuse_unlock": {"answer": "Tidak perlu."},
        "judging.note_calibration": {"notes": "Tingkat 3 mensyaratkan bukti pemantauan.", "version": "0"},
        "judging.propose_agreement": {"level": "3", "code": "tafsir_rubrik", "note": "Dibaca bersama."},
        "judging.disagree": {"answer": "Bukti belum cukup."},
    }


DURING = ("ask_unlock", "ask_unlock@listed", "grant_unlock", "grant_unlock@own", "refuse_unlock", *ASIDES, *ROUNDS, *ON_CASES)
