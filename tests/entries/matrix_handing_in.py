"""Subjects of the rows about signing, recommending, receipts and the board."""

from sqlalchemy import select

from p4comp.core.db import first
from p4comp.entries.models import Endorsement
from tests import factories

DURING = ("declare", "hand_in_declared", "ask_sign_off", "take_back_request", "give_back", "ask_endorsement", "accept_letter@early")


def _unit(cast, state="draft", *, parent=None):
    """The entrant's entry of a unit; with a parent, one whose local admin is the stranger."""
    unit = factories.institution("upp", parent=parent)
    factories.member(cast.entrant, unit)
    colleague = factories.member(institution=unit)
    return factories.entry(cast.edition, unit, state=state, category="UPP", contact=colleague)


def _asking(cast):
    """A unit of the stranger's institution without a letter."""
    found = _unit(cast, parent=cast.stranger_entry.institution)
    found.recommendation_sha256 = None
    return found


def _signed(cast):
    """A hand-in with a signed paper."""
    entry = _unit(cast, "submitted")
    paper = {"way": "declaration", "text": "Benar.", "name": "Kepala", "title": "Kepala Dinas", "file": "pernyataan.pdf"}
    sent = {"entry": entry.id, "sign_off": paper | {"sha256": factories.stored(factories.pdf("Pernyataan")).sha256}}
    found = factories.submission(entry)
    found.snapshot = sent
    return {"entry_id": entry.id, "submission_id": found.id}


def subjects(cast):
    """URL values by row."""
    asked, signed = _unit(cast), _signed(cast)
    factories.sign_off_request(asked)
    at_asked, asking = {"entry_id": asked.id}, _asking(cast)
    wanted = factories.endorsement(_asking(cast))
    proof = factories.proof(wanted.entry, "A1", content=factories.pdf("Bukti unit"))
    foreign = factories.submission(cast.stranger_entry)
    at_wanted = {"endorsement_id": wanted.id}
    uploaded, early = {"entry_id": _unit(cast, "submitted").id}, {"entry_id": _unit(cast, "submitted").id}
    return {
        "entries.earlier_receipt": signed,
        "entries.earlier_receipt_pdf": signed,
        "entries.earlier_receipt@foreign": {"entry_id": cast.entry.id, "submission_id": foreign.id},
        "entries.declaration_file": signed,
        "entries.declaration_page": signed | {"page": 1},
        "entries.declare": {"entry_id": _unit(cast).id},
        "entries.hand_in_declared": {"entry_id": _unit(cast).id},
        "entries.hand_in_declared@late": {"entry_id": _unit(cast).id},
        "entries.ask_sign_off": {"entry_id": _unit(cast).id},
        "entries.take_back_request": at_asked,
        "entries.give_back": at_asked,
        "entries.ask_endorsement": {"entry_id": asking.id},
        "entries.endorsement": at_wanted,
        "entries.endorsement_file": at_wanted | {"evidence_id": proof.id},
        "entries.endorse": at_wanted,
        "entries.decline_endorsement": at_wanted,
        "entries.accept_letter": uploaded,
        "entries.accept_letter@early": early,
    }


def bodies(cast):
    """What is posted."""
    paper = {"signed_by": "Kepala", "title": "Kepala Dinas"}
    return {
        "entries.hand_in_declared": paper | {"file": factories.upload("pernyataan.pdf")},
        "entries.hand_in_declared@late": paper | {"file": factories.upload("pernyataan.pdf")},
        "entries.give_back": {"words": "Lengkapi bukti."},
        "entries.endorse_many": {"id": _waiting()},
        "entries.endorse": {"number": "800/2"},
        "entries.decline_endorsement": {"reason": "Bukan unit kami."},
    }


def _waiting():
    return first(select(Endorsement.id).where(Endorsement.state == "waiting")) or ""
