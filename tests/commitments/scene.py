"""An agreement with its parties and commitments."""

from datetime import date

from p4comp.accounts.identity import someone
from p4comp.commitments import actions, queries
from p4comp.commitments.actions import Terms, Wording
from p4comp.commitments.models import Commitment, CommitmentProof
from p4comp.commitments.rules.openness import USUAL
from p4comp.core import db
from tests import factories
from tests.factories.base import keep

AT = factories.during("pendaftaran")
DUE = date(2022, 6, 30)
TERMS = {
    "title": "Perjanjian percepatan penyelesaian laporan",
    "number": "",
    "signed_on": date(2022, 1, 10),
    "ends_on": None,
    "partner_name": "Perwakilan Ombudsman RI",
    "partner": None,
    "scopes": ("Percepatan penyelesaian laporan", "Pencegahan maladministrasi"),
}
TYPED = {
    "title": "Perjanjian pencegahan maladministrasi",
    "number": "",
    "signed_on": "10/01/2022",
    "partner_name": "Perwakilan Ombudsman RI",
    "scopes": "Percepatan\n\nPencegahan",
}


def host():
    """Somebody of the secretariat, as a person and as an actor."""
    who = factories.secretariat()
    return who, someone(who)


def agreement(by, signatories, *, partner=None, in_force=True, table=None, at=AT, **terms):
    """An agreement, in force unless told otherwise."""
    made = actions.draw_up(Terms(**(TERMS | {"partner": partner} | terms)), by=by, at=at)
    pact = queries.agreement(by, made.id)
    for one in signatories:
        actions.sign(pact, one, signed_by="Kepala", position="Kepala Dinas", by=by, at=at)
    db.session().flush()
    if table is not None:
        actions.open_to(pact, USUAL | table, reason="", by=by, at=at)
    if in_force:
        actions.enforce(pact, by=by, at=at)
    db.session().flush()
    return made


def commitment(by, found, *, title="Menunjuk pejabat penghubung", due_on=DUE, whose=0, at=AT, **values):
    """What a signatory of an agreement took on."""
    pact = queries.agreement(by, found.id)
    wording = Wording(found.scopes[0], title, due_on, "Surat tugas", "Sekretaris dinas")
    (made,) = actions.commit(pact, [found.signatories[whose]], wording, by=by, at=at)
    for name, value in values.items():
        setattr(made, name, value)
    db.session().flush()
    return made


def proof(one, text="Bukti"):
    """A file that proves a commitment."""
    file = factories.stored(factories.pdf(text))
    made = keep(CommitmentProof(commitment_id=one.id, sha256=file.sha256, name="bukti.pdf", caption=text, added_at=AT, added_by="orang"))
    db.session().expire(one, ["files"])
    return made


def shown(by, found, who, **values):
    """A commitment that was shown with its proof."""
    one = commitment(by, found, **values)
    proof(one, f"Bukti {one.id}")
    actions.show(queries.case(someone(who), one.id), "Sudah ditunjuk.", by=someone(who), at=AT)
    db.session().flush()
    return one


def kept(one):
    """A commitment as it is in the database now."""
    db.session().expire_all()
    return db.session().get(Commitment, one.id)
