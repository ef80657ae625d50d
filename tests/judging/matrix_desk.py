"""Rows about what lies beside the sheets: phrases, opened locks, calibration, reconciliation."""

import hashlib
import json

from p4comp.judging.models import Phrase
from tests import factories
from tests.judging import together

ON_CASES = ("case", "propose_agreement", "agree", "disagree")
UNLOCKS = ("unlocking", "grant_unlock", "refuse_unlock")
ROUNDS = ("calibration", "note_calibration", "end_calibration")


def subjects(cast, one):
    """The cast's edition asks for a round and for reconciliation; entries of the other category hold what is asked about."""
    document = cast.edition.document | {"pembacaan": together.ROUND, "rekonsiliasi": together.LIMITS}
    cast.edition.document, cast.edition.document_sha256 = document, hashlib.sha256(json.dumps(document).encode()).hexdigest()
    together.shared(cast.entry)
    phrase = factories.keep(Phrase(person_id=cast.evaluator.id, text="Bukti lengkap.", added_at=factories.BEGINNING))
    return {"judging.drop_phrase": {"phrase_id": phrase.id}} | unlocks(cast, one) | cases(cast, one) | rounds()


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
    return rows | {"judging.ask_unlock": {"assignment_id": first.id}, "judging.ask_unlock@listed": {"assignment_id": listed.id}}


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
    reason = {"reason": "Bukti terlewat."}
    return {
        "judging.keep_phrase": {"text": "Bukti lengkap dan terbaca."},
        "judging.ask_unlock": reason,
        "judging.ask_unlock@listed": reason,
        "judging.refuse_unlock": {"answer": "Tidak perlu."},
        "judging.note_calibration": {"notes": "Tingkat 3 mensyaratkan bukti pemantauan.", "version": "0"},
        "judging.propose_agreement": {"level": "3", "code": "tafsir_rubrik", "note": "Dibaca bersama."},
        "judging.disagree": {"answer": "Bukti belum cukup."},
    }


DURING = ("ask_unlock", "ask_unlock@listed", "grant_unlock", "grant_unlock@own", "refuse_unlock", *ROUNDS, *ON_CASES)
