"""What can be asked about the factors people prove by."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from p4comp.accounts import rules
from p4comp.accounts.models import Factors, OwnFactor, Passkey, Person, RecoveryCode, SignIn, Totp
from p4comp.core import clock
from p4comp.core.access import Actor
from p4comp.core.db import everything, first, held, session


def has_factor(person_id: str, within: Session | None = None) -> bool:
    """Whether the person can take a second step."""
    keys = select(Passkey.id).where(Passkey.person_id == person_id)
    found = select(Totp.id).where(Totp.person_id == person_id).union_all(keys).limit(1)
    return (within or session()).execute(found).first() is not None


def totp(person_id: str) -> Totp | None:
    """The person's authenticator app."""
    return first(select(Totp).where(Totp.person_id == person_id))


def passkeys(person_id: str) -> list[Passkey]:
    """The person's passkeys, the eldest first."""
    return everything(select(Passkey).where(Passkey.person_id == person_id).order_by(Passkey.made_at, Passkey.id))


def passkey(credential_id: str) -> tuple[Passkey, Person] | None:
    """The passkey with this credential and its person, if the person is active."""
    key = first(held(select(Passkey), Passkey).where(Passkey.credential_id == credential_id))
    person = session().get_one(Person, key.person_id) if key else None
    return (key, person) if key and person and person.is_active else None


def codes_left(person_id: str) -> int:
    """How many recovery codes are still good."""
    unused = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session().execute(unused).scalar_one()


def factors(person_id: str) -> Factors:
    """Everything by which the person proves, in three queries."""
    return Factors(totp(person_id), passkeys(person_id), codes_left(person_id))


def is_factor_needed(actor: Actor) -> bool:
    """Whether the actor must have a second factor here: by role, and not in a demo, whose passwords are public."""
    return not clock.is_demo() and any(actor.has(role) for role in rules.MUST_HAVE_FACTOR)


def own_totp(actor: Actor) -> OwnFactor | None:
    """The actor's own authenticator app."""
    found = factors(actor.id)
    return OwnFactor(found.totp, found.count == 1 and is_factor_needed(actor)) if found.totp else None


def own_passkey(actor: Actor, passkey_id: str) -> OwnFactor | None:
    """One of the actor's own passkeys; nobody sees another's."""
    found = factors(actor.id)
    row = next((one for one in found.passkeys if one.id == passkey_id), None)
    return OwnFactor(row, found.count == 1 and is_factor_needed(actor)) if row else None


def is_known_device(person_id: str, agent: str, but: str) -> bool:
    """Whether the person came in with such a browser in the last 90 days, or never came in before; half sign-ins do not count."""
    whole = select(SignIn.agent).where(SignIn.person_id == person_id, SignIn.id != but, SignIn.began_at > clock.real() - rules.AGENTS_KEPT)
    whole = whole.where(SignIn.verified_at.is_not(None) | SignIn.needs_second.is_(False)).distinct()
    devices = {rules.device(one) for one in everything(whole)}
    return not devices or rules.device(agent) in devices
