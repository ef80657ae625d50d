"""Institutions and the people who work for them."""

from datetime import timedelta

import pyotp
from argon2 import PasswordHasher

from p4comp.accounts import actions as accounts
from p4comp.accounts.models import Deputy, Membership, Person, Totp
from p4comp.accounts.rules import EVERY_DUTY, Proof
from p4comp.core import clock, vault
from p4comp.core.db import session
from p4comp.institutions.models import Honour, Institution, Region
from tests.factories.base import BEGINNING, keep, numbers

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def region(code="63", *, name="Kalimantan Selatan", zone="Asia/Makassar", level="province", parent_code=None):
    """A region; the same code twice is the same region."""
    known = session().get(Region, code)
    return known or keep(Region(code=code, parent_code=parent_code, level=level, name=name, zone=zone))


def institution(kind="pemkab", *, name="", parent=None, region=None, code="", **values):
    """An institution of its kind; names carry a running number unless given."""
    number = next(numbers)
    return keep(
        Institution(
            code=code or f"uji-{number}",
            kind=kind,
            name=name or f"{_KIND_WORDS.get(kind, 'Instansi')} Uji {number}",
            region_code=region.code if region else None,
            parent_id=parent.id if parent else None,
            **values,
        )
    )


_KIND_WORDS = {
    "kementerian": "Kementerian",
    "lembaga": "Lembaga",
    "pemprov": "Pemerintah Provinsi",
    "pemkab": "Pemerintah Kabupaten",
    "pemkot": "Pemerintah Kota",
    "upp": "Unit Pelayanan",
}


def honour(institution, *, edition_number=1, category="UMUM", stage="pemenang", award="Top 10", **values):
    """A place of an institution in an earlier edition."""
    return keep(
        Honour(
            edition_number=edition_number,
            edition_slug=values.pop("edition_slug", f"p4-{2017 + edition_number}"),
            year=values.pop("year", 2017 + edition_number),
            category=category,
            stage=stage,
            award=award,
            institution_name=institution.name,
            institution_id=institution.id,
            source=values.pop("source", "pengujian"),
            **values,
        )
    )


def person(name="", *, email="", password="", **values):
    """Somebody with an account and no role; with a password they can sign in by the page, too."""
    number = next(numbers)
    values.setdefault("joined_at", BEGINNING)
    password_hash = QUICK.hash(password) if password else ""
    return keep(Person(name=name or f"Orang {number}", email=email or f"orang{number}@uji.example", password_hash=password_hash, **values))


def member(who=None, institution=None, duties=EVERY_DUTY, *, leads=False):
    """A person who works for an institution in the portal; with every duty, unless fewer are given."""
    who = who or person()
    institution = institution or _institution()
    held = {"drafts": "drafter" in duties, "approves": "approver" in duties, "administers": "local_admin" in duties}
    keep(Membership(person_id=who.id, role="member", institution_id=institution.id, leads=leads, **held))
    return who


def secretariat(name="Sekretaris", **values):
    """A member of the secretariat."""
    who = person(name, **values)
    keep(Membership(person_id=who.id, role="secretariat"))
    return who


def deputy(who, principal, *, begins_at=BEGINNING, ends_at=None):
    """Somebody acts for a person of the secretariat."""
    times = {"begins_at": begins_at, "ends_at": ends_at or BEGINNING + timedelta(days=3650), "appointed_at": begins_at}
    return keep(Deputy(person_id=who.id, principal_id=principal.id, appointed_by=principal.id, **times))


def auditor(name="Auditor", **values):
    """An auditor."""
    who = person(name, **values)
    keep(Membership(person_id=who.id, role="auditor"))
    return who


def sign_in(client, who):
    """Sign a test client in as a person, wholly, with a real sign-in row and the cookie that goes with it."""
    token = accounts.open_sign_in(who.id, second=Proof.TOTP, agent="tests")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return token


def app_of(who):
    """Give a person an authenticator app; its secret, for `codes.now(secret)`."""
    secret = pyotp.random_base32(32)
    keep(Totp(person_id=who.id, sealed=vault.seal(secret, f"totp {who.id}"), last_step=0, made_at=BEGINNING, used_at=BEGINNING))
    return secret


def code_now(secret, ahead=0):
    """The code that the app shows now, or so many steps later; each is good once."""
    return pyotp.TOTP(secret).generate_otp(int(clock.real().timestamp()) // 30 + ahead)


_institution = institution
