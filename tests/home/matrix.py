"""Which bundle and which witness the rows of the access table are about."""

from p4comp.core import clock
from p4comp.home.models import AuditBundle, Witness
from tests import factories


def subjects(cast):
    """A bundle the auditor asked for, and a witness."""
    file = factories.stored(b"PK bundel", "application/zip")
    asked = AuditBundle(person_id=cast.columns["auditor"].id, asked_at=clock.real(), sha256=file.sha256)
    witness = Witness(name="Ani", institution="Universitas Uji", email="ani@uji.example", added_at=factories.BEGINNING)
    bundle, seen = factories.keep(asked), factories.keep(witness)
    return {"home.fetch_bundle": {"bundle_id": bundle.id}, "home.remove_witness": {"witness_id": seen.id}}


def bodies(cast):
    """What is posted."""
    return {"home.witnesses": {"name": "Budi", "institution": "LSM Uji", "email": "budi@uji.example"}}
