"""Signing in with an institution's own account: there, back, and whose it is; the secretariat sets the services up."""

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete
from werkzeug.exceptions import NotFound

from p4comp.accounts import identity, policy, queries, rules
from p4comp.accounts.actions import account_service
from p4comp.accounts.actions.second_factor import Device
from p4comp.accounts.actions.sign_ins import Entered, forgive, open_sign_in, reserve, sign_out, tell_of_device
from p4comp.accounts.models import OpenIdAttempt, OpenIdLink, OpenIdProvider, Person
from p4comp.accounts.rules import Attempt, Proof, Service
from p4comp.core import access, audit, clock, db, vault
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Invalid, Refused
from p4comp.institutions.models import Institution

LONGEST_PACKET = 200_000
PURPOSE = "open id"
KEPT = ("id", "institution_id", "issuer", "client_id", "trusts_second_factor", "is_confirmed")
WEIGHTY = ("institution_id", "issuer", "trusts_second_factor")


def set_off(provider_id: str, following: str, packet: str, *, back_to: str, device: Device) -> tuple[str, str]:
    """Where the browser goes, and the state it must come back with. The network is asked before anything is written."""
    service = _service(provider_id)
    reserve("", device.address)
    attempt = rules.new_attempt(following[:2000], packet if len(packet) <= LONGEST_PACKET else "")
    state = secrets.token_urlsafe(32)
    url = account_service.authorization_url(service, attempt, state, back_to)
    sealed = vault.seal(json.dumps(asdict(attempt)), f"{PURPOSE} attempt")
    ends_at = clock.real() + rules.ATTEMPT_FOR
    session().add(OpenIdAttempt(state_hash=rules.digest(state), provider_id=service.id, sealed=sealed, ends_at=ends_at))
    return url, state


def _service(provider_id: str) -> Service:
    """How to speak to a service; read in a transaction that is over when it is spoken to."""
    with db.transactions(writing=False):
        found = queries.open_provider(provider_id)
        kept = {name: getattr(found, name) for name in KEPT} if found else {}
        sealed = found.sealed_secret if found else ""
        db.rollback()
    if not kept:
        raise NotFound
    return Service(**kept, client_secret=vault.unseal(sealed, f"{PURPOSE} {kept['id']}"))


def come_back(state: str, code: str, *, back_to: str, device: Device, instead_of: str, at: datetime) -> tuple[Entered, Attempt]:
    """Let in whom the institution's service names, if the person is a member of that institution here."""
    service, attempt = _spend(state)
    claims = account_service.claims(service, attempt, code, back_to)
    person = _whose(service, claims, at=at)
    forgive("", device.address)
    sign_out(instead_of)
    second = Proof.INSTITUTION if service.trusts_second_factor and rules.had_two_factors(claims) else None
    entered = Entered(person.id, open_sign_in(person.id, first=Proof.OPEN_ID, second=second, agent=device.agent))
    session().flush()
    tell_of_device(entered, device.agent, at=at)
    return entered, attempt


def _spend(state: str) -> tuple[Service, Attempt]:
    """An attempt is good once, whatever comes of it."""
    with db.aside() as other:
        query = delete(OpenIdAttempt).where(OpenIdAttempt.state_hash == rules.digest(state), OpenIdAttempt.ends_at > clock.real())
        found = other.execute(query.returning(OpenIdAttempt.provider_id, OpenIdAttempt.sealed)).first()
    if found is None:
        raise Refused(_("Permintaan masuk ini sudah dipakai atau sudah lewat waktunya. Mulai lagi dari halaman masuk."))
    return _service(found.provider_id), Attempt(**json.loads(vault.unseal(found.sealed, f"{PURPOSE} attempt")))


def _whose(service: Service, claims: dict[str, Any], *, at: datetime) -> Person:
    """The person an account belongs to: by its link for ever, else by verified address, once; always a member of the institution now.

    Whoever organises or judges comes in only by a service that two people have set up: else one could come in as another.
    """
    link = queries.link(service.issuer, claims["sub"])
    person = session().get(Person, link.person_id) if link else _by_address(claims)
    if person is None or not queries.is_member(person, service.institution_id):
        raise Refused(
            _("Akun instansi Anda belum terdaftar sebagai anggota instansi ini di portal. Mintalah admin instansi Anda mengundang Anda.")
        )
    if not service.is_confirmed and rules.must_have_factor(role for role, _scope in identity.someone(person).roles):
        raise Refused(_("Akun Anda belum dapat masuk lewat layanan akun ini. Masuklah dengan kata sandi, atau hubungi sekretariat."))
    if link is None:
        link = _link(person, service, claims["sub"], at=at)
    link.used_at = clock.real()
    return person


def _by_address(claims: dict[str, Any]) -> Person | None:
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        raise Refused(
            _(
                "Layanan akun instansi belum memastikan alamat surel Anda. Mintalah pengelolanya memeriksa alamat itu, atau masuk dengan kata sandi."
            )
        )
    return queries.person_by_email(email[:254])


def _link(person: Person, service: Service, subject: str, *, at: datetime) -> OpenIdLink:
    if queries.is_linked(person.id, service.issuer):
        raise Refused(_("Akun portal dengan alamat surel ini sudah terhubung dengan akun instansi yang lain. Hubungi sekretariat."))
    now = clock.real()
    link = OpenIdLink(person_id=person.id, issuer=service.issuer, subject=subject, linked_at=now, used_at=now)
    session().add(link)
    audit.record("open_id_link.made", link, by=None, at=at, person=person.id, issuer=service.issuer)
    return link


def save_provider(
    known: OpenIdProvider | None, institution: Institution, values: dict[str, Any], secret: str, *, by: Actor, at: datetime
) -> OpenIdProvider:
    """Set an account service up, or change it; an empty secret keeps the present one."""
    access.demand(policy.may_run_secretariat(by, known, at))
    values = values | {"issuer": rules.check_issuer(values["issuer"], current_app.extensions["settings"].base_url)}
    if known is None and not secret:
        raise Invalid(_("Isi rahasia klien yang diberikan pengelola layanan akun."), "client_secret")
    twin = queries.provider_of(institution.id, values["issuer"])
    if twin is not None and twin is not known:
        raise Invalid(_("Layanan akun dengan penerbit ini sudah ada untuk instansi itu."), "issuer")
    found = known or OpenIdProvider(institution_id=institution.id, made_at=clock.real(), sealed_secret="")
    values_set = values | {"institution_id": institution.id}
    if known is None or any(getattr(found, name) != values_set[name] for name in WEIGHTY):
        found.set_by, found.set_at, found.confirmed_by = by.id, at, ""
    for name, value in values_set.items():
        setattr(found, name, value)
    if secret:
        found.sealed_secret = vault.seal(secret, f"{PURPOSE} {found.id}")
    session().add(found)
    noted = {name: value for name, value in values.items() if name != "label"}
    audit.record(
        "open_id_provider.changed" if known else "open_id_provider.added",
        found,
        by=by,
        at=at,
        institution=institution.code,
        is_secret_new=bool(secret),
        **noted,
    )
    return found


def confirm_provider(provider: OpenIdProvider, *, by: Actor, at: datetime) -> None:
    """The second person's yes: from now on it lets in members who organise or judge as well."""
    session().refresh(provider, with_for_update=True)
    access.demand(policy.may_confirm_provider(by, provider, at))
    provider.confirmed_by = by.id
    audit.record("open_id_provider.confirmed", provider, by=by, at=at, issuer=provider.issuer, set_by=provider.set_by)


def remove_provider(provider: OpenIdProvider, *, by: Actor, at: datetime) -> None:
    """Take an account service away; its members sign in with their passwords again."""
    access.demand(policy.may_run_secretariat(by, provider, at))
    session().execute(delete(OpenIdAttempt).where(OpenIdAttempt.provider_id == provider.id))
    audit.record("open_id_provider.removed", provider, by=by, at=at, issuer=provider.issuer)
    session().delete(provider)
