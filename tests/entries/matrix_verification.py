"""Subjects of the access table's rows about verification."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.decisions.models import Decision
from p4comp.entries.models import CorrectionPoint, Evidence, Submission, Visit
from tests import factories
from tests.entries.contest_scene import SOON, Scene

OVER = factories.closing("pendaftaran") - timedelta(days=1)


def hand_in_of(entry):
    return first(select(Submission.id).where(Submission.entry_id == entry.id))


def subjects(cast, own):
    """URL values by row; `own(cast, state)` makes an entry of a unit for which the entrant works as well."""
    submitted, returned, refused = own(cast, "submitted"), own(cast, "returned"), refused_of(cast)
    overdue, known = own(cast, "returned"), cast.entry
    overdue.correct_until = OVER
    factories.correction(returned, ("A1", "Tanggal."))
    factories.submission(overdue, snapshot=snapshot_of(overdue), at=factories.during("verifikasi"))
    at = {"entry_id": known.id, "submission_id": hand_in_of(known)}
    run = {"run_id": factories.letter_run(cast.edition, [known]).id}
    names = ("stay", "save_check", "save_checks", "flag", "decide_earlier@submitted")
    rows = {f"entries.{name}": {"entry_id": submitted.id} for name in names}
    rows |= {f"entries.{name}": {"entry_id": returned.id} for name in ("save_reply", "save_replies")}
    rows |= {f"entries.{name}": {"entry_id": known.id} for name in ("verification", "visit", "as_entrant", "verification_as_entrant")}
    rows |= looks(cast.entry, "")
    rows |= looks(visited_of(cast, own(cast, "verified")), "@visited")
    rows |= {"entries.own_letter": {"entry_id": known.id}, "entries.decide_earlier": {"entry_id": overdue.id}}
    rows |= {"entries.handed_in": at, "entries.what_changed": at}
    rows |= {"entries.handed_in@foreign": at | {"submission_id": hand_in_of(cast.stranger_entry)}}
    rows |= {"entries.object_to_refusal": {"entry_id": refused.id}, "entries.object_to_refusal@verified": {"entry_id": known.id}}
    rows |= contested_of(cast)
    return rows | dict.fromkeys(("entries.result_letter", "entries.result_letter_draft", "entries.letters_zip"), run)


def looks(entry, word):
    """The pages of an entry as its entrant sees them."""
    proof, at = first(select(Evidence.id).where(Evidence.entry_id == entry.id).limit(1)), {"entry_id": entry.id}
    more = {"aspect": {"aspect": "A"}, "figures": {}, "evidence": {"evidence_id": proof}}
    return {f"entries.{name}_as_entrant{word}": at | values for name, values in more.items()}


def visited_of(cast, entry):
    """The entry, with a look that the secretary has just begun."""
    factories.keep(Visit(entry_id=entry.id, person_id=cast.secretary.id, reason="Tiket 12.", began_at=factories.during("wawancara")))
    return entry


def refused_of(cast):
    """An entry that was refused in an edition that lets its institution object."""
    other = factories.edition(slug="lain", nomor=9, running=False, verifikasi=factories.CHECKLIST)
    unit = factories.institution("upp")
    factories.member(cast.entrant, unit)
    when = factories.during("verifikasi")
    return factories.entry(other, unit, state="refused", category="UPP", contact=cast.entrant, refused_at=when, reason="Bukan peserta.")


def contested_of(cast):
    """A list that an edition lets be objected to, one that is not announced, one of an edition that says nothing."""
    scene = Scene(running=False)
    factories.member(cast.entrant, scene.off.institution)
    hidden = factories.decision(scene.edition, [scene.off], purpose="winners")
    listed = first(select(Decision.id).where(Decision.edition_id == cast.edition.id, Decision.category == "UMUM"))
    return {
        "entries.contest": {"entry_id": scene.off.id, "decision_id": scene.decision.id},
        "entries.contest@hidden": {"entry_id": scene.off.id, "decision_id": hidden.id},
        "entries.contest@silent": {"entry_id": cast.entry.id, "decision_id": listed},
    }


def snapshot_of(entry):
    return {
        "answers": [],
        "evidence": [],
        "letter": {"sha256": None, "name": "", "number": ""},
        "system": {"name": entry.system_name, "since": None},
    }


def bodies(cast):
    """What is posted."""
    return {
        "entries.save_check": {"field": "X.reply", "value": "ya", "version": "0"},
        "entries.flag": {"flag": "Tanyakan."},
        "entries.save_reply": {"field": f"{first(select(CorrectionPoint.id))}.reply", "value": "Sudah.", "version": "0"},
        "entries.contest": {"words": "Nilai kami keliru."},
        "entries.object_to_refusal": {"words": "Kami peserta yang sah."},
        "entries.visit": {"reason": "Tiket 12."},
        "entries.make_letters": {"capacity": "definitif"},
    }


def moments():
    """Objections, corrections and visits belong to the days of verification."""
    registration = ("save_reply", "save_replies")
    rows = {f"entries.{name}": factories.during("pendaftaran") for name in registration}
    rows |= {f"entries.{name}": factories.during("verifikasi") for name in ("object_to_refusal", "object_to_refusal@verified")}
    rows |= {f"entries.contest{word}": SOON for word in ("", "@hidden", "@silent")}
    return rows | {"entries.decide_earlier": factories.during("verifikasi")}
