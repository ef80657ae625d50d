"""What the tests of accounts make: requests, invitations, passwords."""

from sqlalchemy import select

from p4comp.accounts import actions
from p4comp.accounts.actions.requests import Applicant, Letter
from p4comp.accounts.models import AccountRequest
from p4comp.core.db import everything, session
from tests import factories

PASSWORD = "kuda laut biru 7"


def somebody(email="sari@uji.go.id", **values):
    """A person who can sign in with PASSWORD."""
    return factories.person("Sari", email=email, password=PASSWORD, **values)


def request(institution=None, *, unit_name="", email="pemohon@uji.go.id", at=factories.BEGINNING):
    """A waiting request for an account."""
    institution = institution or factories.institution()
    letter = Letter("800/12/2022", "surat.pdf", factories.stored().sha256)
    made = actions.ask(institution, Applicant("Pemohon", "Kepala Bagian", email, "0812 3456 789"), letter, unit_name=unit_name, at=at)
    session().flush()
    return made


def requests():
    """All requests there are."""
    session().expire_all()
    return everything(select(AccountRequest))
