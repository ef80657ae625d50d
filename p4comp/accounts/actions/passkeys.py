"""Passkeys: offered, registered, answered. A challenge lies signed in the page and is good once, for ten minutes."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import webauthn
from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from p4comp.accounts import queries, rules
from p4comp.accounts.actions.second_factor import Device, finish, first_codes, tell
from p4comp.accounts.actions.sign_ins import Entered, forgive, open_sign_in, reserve, sign_out, tell_of_device
from p4comp.accounts.models import Passkey, Person, SpentChallenge
from p4comp.accounts.rules import Party, Proof
from p4comp.core import audit, clock, spaces
from p4comp.core.access import Actor
from p4comp.core.db import session
from p4comp.core.errors import Invalid

ANSWER_SECONDS = 600
LONGEST_ANSWER = 20_000
MOST_PASSKEYS = 20
BROKEN = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError)


@dataclass(frozen=True)
class Offer:
    """What a page needs to ask the browser for a passkey: the options as JSON, and the signed challenge that comes back with the answer."""

    options: str
    challenge: str


def offer_new(person_id: str, name: str, email: str, party: Party) -> Offer:
    """Options to make a passkey that is found without a name and that checks its owner."""
    challenge = secrets.token_bytes(32)
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=spaces.house().wordmark,
        user_id=person_id.encode(),
        user_name=email,
        user_display_name=name,
        challenge=challenge,
        timeout=ANSWER_SECONDS * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_described(queries.passkeys(person_id)),
    )
    return Offer(webauthn.options_to_json(options), _sign(f"new {person_id}", challenge))


def offer_entry(party: Party, person_id: str = "") -> Offer:
    """Options to sign in: with any passkey of this portal, or with one of the person whose second step it is."""
    challenge = secrets.token_bytes(32)
    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=ANSWER_SECONDS * 1000,
        allow_credentials=_described(queries.passkeys(person_id)) if person_id else [],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Offer(webauthn.options_to_json(options), _sign(f"enter {person_id}", challenge))


def _described(keys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id)) for key in keys]


def add_passkey(
    person: Person, answer: str, challenge: str, party: Party, *, name: str, by: Actor | None, at: datetime
) -> tuple[Passkey, list[str]]:
    """Keep a passkey that the person's device just made; the recovery codes if it is the first factor."""
    expected = _spend(challenge, f"new {person.id}")
    if len(queries.passkeys(person.id)) >= MOST_PASSKEYS:
        raise Invalid(_("Sudah ada %(n)s kunci sandi. Hapus dahulu yang tidak dipakai lagi.", n=MOST_PASSKEYS))
    try:
        made = webauthn.verify_registration_response(
            credential=_read(answer),
            expected_challenge=expected,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except BROKEN as error:
        _refuse(error)
    key = _kept(person, made, answer, name)
    audit.record("person.passkey_added", person, by=by, at=at, name=key.name)
    tell(person, _("kunci sandi “%(name)s” dipasang", name=key.name), at=at)
    return key, first_codes(person)


def _kept(person: Person, made: Any, answer: str, name: str) -> Passkey:
    credential_id = bytes_to_base64url(made.credential_id)
    if queries.passkey(credential_id) is not None:
        raise Invalid(_("Kunci sandi ini sudah terpasang."))
    key = Passkey(
        person_id=person.id,
        name=" ".join(name.split())[:60] or _("Kunci sandi"),
        credential_id=credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=_transports(answer),
        made_at=clock.real(),
    )
    session().add(key)
    session().flush()
    return key


def _transports(answer: str) -> list[str]:
    found = (_read(answer).get("response") or {}).get("transports")
    return [one for one in found if isinstance(one, str) and len(one) < 20][:8] if isinstance(found, list) else []


def enter_by_passkey(answer: str, challenge: str, party: Party, *, device: Device, instead_of: str, at: datetime) -> Entered:
    """Let a person in by a passkey alone: the device and the check of its owner are two factors."""
    reserve("", device.address)
    person = _prove(answer, challenge, party, "")
    forgive("", device.address)
    sign_out(instead_of)
    entered = Entered(person.id, open_sign_in(person.id, first=Proof.PASSKEY, second=Proof.PASSKEY, agent=device.agent))
    tell_of_device(entered, device.agent, at=at)
    return entered


def step_by_passkey(person_id: str, answer: str, challenge: str, party: Party, *, device: Device, instead_of: str, at: datetime) -> Entered:
    """Finish a half sign-in by one of the person's own passkeys."""
    reserve(f"step:{person_id}", device.address)
    _prove(answer, challenge, party, person_id)
    return finish(person_id, Proof.PASSKEY, device=device, instead_of=instead_of, at=at)


def _prove(answer: str, challenge: str, party: Party, person_id: str) -> Person:
    expected = _spend(challenge, f"enter {person_id}")
    sent = _read(answer)
    found = queries.passkey(str(sent.get("id", ""))[:1400])
    if found is None or (person_id and found[1].id != person_id) or not _is_own(sent, found[1]):
        _refuse(None)
    key, person = found
    try:
        shown = webauthn.verify_authentication_response(
            credential=sent,
            expected_challenge=expected,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except BROKEN as error:
        _refuse(error)
    key.sign_count, key.used_at = shown.new_sign_count, clock.real()
    return person


def _is_own(sent: dict[str, Any], person: Person) -> bool:
    """The device names the person it made the key for, if it names one."""
    handle = (sent.get("response") or {}).get("userHandle")
    return handle is None or handle == bytes_to_base64url(person.id.encode())


def _read(answer: str) -> dict[str, Any]:
    try:
        sent = json.loads(answer) if len(answer) <= LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict) or not isinstance(sent.get("response"), dict):
        _refuse(None)
    return sent


def _refuse(error: Exception | None) -> NoReturn:
    raise Invalid(_("Kunci sandi tidak dapat dipakai. Coba sekali lagi, atau pakai cara lain.")) from error


def _spend(challenge: str, purpose: str) -> bytes:
    """The challenge that was signed for this purpose; each is answered once, within ten minutes."""
    try:
        said, text = _signer().loads(challenge, max_age=ANSWER_SECONDS)
    except BadSignature as error:
        raise Invalid(_("Halaman ini terlalu lama terbuka. Coba sekali lagi.")) from error
    mark = rules.digest(text)
    if said != purpose or session().get(SpentChallenge, mark) is not None:
        raise Invalid(_("Jawaban ini sudah pernah dipakai. Coba sekali lagi."))
    session().add(SpentChallenge(mark=mark, spent_at=clock.real()))
    session().flush()
    return base64url_to_bytes(text)


def _sign(purpose: str, challenge: bytes) -> str:
    return str(_signer().dumps([purpose, bytes_to_base64url(challenge)]))


def _signer() -> Any:
    return URLSafeTimedSerializer(current_app.secret_key or b"", salt="passkey")
