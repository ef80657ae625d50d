"""What people prove by, beside their password: authenticator app, passkeys, recovery codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from p4comp.core.db import Base, Keyed, Moment


class Totp(Keyed):
    """A person's authenticator app; its secret is sealed under the instance's key, its codes are good once."""

    __tablename__ = "totp"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), unique=True)
    sealed: Mapped[str] = mapped_column(String(400))
    last_step: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime] = mapped_column(Moment)


class Passkey(Keyed):
    """A public key whose private half lies in a person's device or password manager."""

    __tablename__ = "passkey"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[list[Any]]
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(Keyed):
    """One of a person's ten codes for the day their device is gone; only its mark is kept, and it is good once."""

    __tablename__ = "recovery_code"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    mark: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class SpentChallenge(Base):
    """A challenge that a passkey has answered: no answer is good twice."""

    __tablename__ = "spent_challenge"

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    spent_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Factors:
    """All by which one person can take the second step; `codes` counts the unused recovery codes."""

    totp: Totp | None
    passkeys: list[Passkey]
    codes: int

    @property
    def count(self) -> int:
        """How many factors there are; recovery codes only stand in for them."""
        return len(self.passkeys) + (self.totp is not None)


@dataclass(frozen=True)
class OwnFactor:
    """One factor of a person, to be removed; `is_last_needed` when the person must have one and this is the only one."""

    row: Totp | Passkey | None
    is_last_needed: bool
