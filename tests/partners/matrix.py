"""Which partner and which note the rows of the access table are about."""

from tests.partners import scene


def subjects(cast):
    """A partner of the cast's edition, and its note of the cast's entry."""
    note, entrant = {"note_id": scene.note(cast.entry).id}, {"entry_id": cast.entry.id}
    return {
        "partners.dismiss": {"partner_id": scene.partner(cast.edition).id},
        "partners.entrant": entrant,
        "partners.write": entrant,
        "partners.note": note,
        "partners.answer": note,
    }


def bodies(cast):
    """What is posted."""
    return {"partners.answer": {"answer": "Sudah kami perbaiki."}, "partners.write": {"has_note": "tidak_ada"}}


def moments(cast):
    """Notes are written and answered before the plenary."""
    return dict.fromkeys(("partners.note", "partners.answer", "partners.entrant", "partners.write"), scene.AT)
