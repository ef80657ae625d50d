"""Second factors: authenticator app and recovery codes are set up, used, renewed, taken away."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from p4comp.accounts import policy, queries, rules
from p4comp.accounts.actions.letting_in import spend_let_in
from p4comp.accounts.actions.sign_ins import Entered, forgive, open_sign_in, reserve, revoke_others, sign_out, tell_of_device
from p4comp.accounts.models import OwnFactor, Passkey, Person, RecoveryCode, SignIn, Totp
from p4comp.accounts.rules import Proof
from p4comp.core import access, audit, clock, mail, vault
from p4comp.core.access import Actor
from p4comp.core.db import first, session
from p4comp.core.errors import Invalid, Refused

PENDING_SECONDS = 3600
CODES = "recovery code"


@dataclass(frozen=True)
class Device:
    """From where somebody comes in: network address and what the browser says of itself."""

    address: str
    agent: str


def offer_totp(person_id: str) -> tuple[str, str]:
    """A fresh secret, and the same sealed for this person: nothing is kept until a code proves that the app has it."""
    secret = rules.new_secret()
    return secret, vault.seal(secret, f"totp offer {person_id}")


def offered_totp(person_id: str, sealed: str) -> str:
    """The secret of an offer made to this person within the hour; else Unsealable."""
    return vault.unseal(sealed, f"totp offer {person_id}", seconds=PENDING_SECONDS)


def add_totp(person: Person, secret: str, code: str, *, by: Actor | None, at: datetime) -> list[str]:
    """Keep the app once its first code fits, in place of a former one; the recovery codes if these are the first."""
    step = rules.matching_step(secret, rules.plain_code(code), clock.real())
    if step is None:
        raise Invalid(_("Kode tidak cocok. Periksa jam ponsel Anda, lalu ketik kode yang tampil sekarang."), "code")
    session().execute(delete(Totp).where(Totp.person_id == person.id))
    now = clock.real()
    sealed = vault.seal(secret, f"totp {person.id}")
    session().add(Totp(person_id=person.id, sealed=sealed, last_step=step, made_at=now, used_at=now))
    session().flush()
    audit.record("person.totp_added", person, by=by, at=at)
    tell(person, _("aplikasi autentikator dipasang"), at=at)
    return first_codes(person)


def must_be_first(person_id: str) -> None:
    """A half sign-in sets up the first factor only: whoever has one shows it instead."""
    if queries.has_factor(person_id):
        raise Refused(_("Langkah kedua akun ini sudah dipasang. Masuk lagi dan pakai langkah kedua itu."))


def tell(person: Person, words: str, *, at: datetime) -> None:
    """Every change of a person's factors is told to the person by mail."""
    mail.queue("accounts/mail/factor_changed.txt", to=person.email, person_id=person.id, at=at, person=person, words=words)


def first_codes(person: Person) -> list[str]:
    """Ten recovery codes with the first factor; none if there are some already."""
    known = first(select(RecoveryCode.id).where(RecoveryCode.person_id == person.id).limit(1))
    return [] if known else _write_codes(person.id)


def _write_codes(person_id: str) -> list[str]:
    codes = rules.new_codes()
    session().execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    session().add_all(RecoveryCode(person_id=person_id, mark=vault.mark(code, f"{CODES} {person_id}")) for code in codes)
    return codes


def renew_codes(person: Person, *, by: Actor, at: datetime) -> list[str]:
    """Ten new recovery codes; the former ones are void."""
    access.demand(policy.may_renew_codes(by, queries.factors(person.id), at))
    codes = _write_codes(person.id)
    audit.record("person.codes_renewed", person, by=by, at=at)
    tell(person, _("kode pemulihan diganti dengan set baru"), at=at)
    return codes


def take_step(person_id: str, code: str, *, device: Device, instead_of: str, at: datetime) -> Entered | None:
    """Finish a half sign-in by a code of the app, a recovery code or one the secretariat read out; None if it fits none. Each code is good once.

    Tries count against the account before anything is judged. The half sign-in ends; the whole one has a token of its own.
    """
    reserve(f"step:{person_id}", device.address)
    person, proof = session().get_one(Person, person_id), _proof(person_id, rules.plain_code(code))
    if proof is None:
        return None
    if proof is Proof.LET_IN:
        audit.record("let_in.used", person, by=None, at=at)
        tell(person, _("Anda masuk dengan kode bantuan dari sekretariat"), at=at)
    if proof is Proof.RECOVERY:
        left = queries.codes_left(person_id)
        audit.record("person.code_used", person, by=None, at=at)
        tell(person, _("satu kode pemulihan dipakai untuk masuk, sisa %(n)s", n=left), at=at)
    return finish(person_id, proof, device=device, instead_of=instead_of, at=at)


def finish(person_id: str, proof: Proof, *, device: Device, instead_of: str, at: datetime) -> Entered:
    """Put a whole sign-in in the place of the half one, by the second proof that was just shown."""
    forgive(f"step:{person_id}", device.address)
    shown = first(select(SignIn.first).where(SignIn.token_hash == rules.digest(instead_of), SignIn.person_id == person_id))
    sign_out(instead_of)
    entered = Entered(person_id, open_sign_in(person_id, first=shown or proof, second=proof, agent=device.agent))
    tell_of_device(entered, device.agent, at=at)
    return entered


def _proof(person_id: str, code: str) -> Proof | None:
    """What a code is, used up by asking; None if it is nothing."""
    if _spend_totp(person_id, code):
        return Proof.TOTP
    if _spend_code(person_id, code):
        return Proof.RECOVERY
    return Proof.LET_IN if spend_let_in(person_id, code) else None


def _spend_totp(person_id: str, code: str) -> bool:
    app = queries.totp(person_id)
    if app is None:
        return False
    step = rules.matching_step(vault.unseal(app.sealed, f"totp {person_id}"), code, clock.real(), app.last_step)
    if step is None:
        return False
    later = update(Totp).where(Totp.id == app.id, Totp.last_step < step).values(last_step=step, used_at=clock.real())
    return bool(session().execute(later).rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has a row count


def _spend_code(person_id: str, code: str) -> bool:
    mine = (RecoveryCode.person_id == person_id, RecoveryCode.mark == vault.mark(code, f"{CODES} {person_id}"))
    unused = update(RecoveryCode).where(*mine, RecoveryCode.used_at.is_(None)).values(used_at=clock.real())
    return bool(session().execute(unused).rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has a row count


def remove_factor(person: Person, factor: OwnFactor, *, by: Actor, at: datetime) -> None:
    """Take one factor away; with the last one go the recovery codes."""
    access.demand(policy.may_remove_factor(by, factor, at))
    is_app = isinstance(factor.row, Totp)
    words = _("aplikasi autentikator dihapus") if is_app else _("kunci sandi “%(name)s” dihapus", name=getattr(factor.row, "name", ""))
    session().delete(factor.row)
    session().flush()
    if not queries.has_factor(person.id):
        session().execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    audit.record("person.totp_removed" if is_app else "person.passkey_removed", person, by=by, at=at)
    tell(person, words, at=at)


def reset_factors(person: Person, *, by: Actor | None, reason: str, at: datetime) -> int:
    """Take all factors of somebody locked out away and end their sign-ins; whoever must have a factor sets a new one up at the next sign-in."""
    if by is not None:
        access.demand(policy.may_reset_factors(by, person, at))
    removed = queries.factors(person.id).count
    for model in (Totp, Passkey, RecoveryCode):
        session().execute(delete(model).where(model.person_id == person.id))
    revoke_others(person, but="")
    audit.record("person.factors_reset", person, by=by, at=at, removed=removed, reason=reason)
    tell(person, _("semua langkah kedua Anda dihapus atas permintaan karena Anda tidak dapat masuk"), at=at)
    return removed
