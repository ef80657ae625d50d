"""Certificates."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.certificates.rules.kinds import KIND_WORDS, LISTED, CertificateKind, uniques
from p4comp.certificates.rules.moves import State
from p4comp.certificates.rules.sealing import Sealing
from p4comp.competition.models import Edition
from p4comp.core.db import Choice, Keyed, Moment
from p4comp.decisions.models import Decision


def _one_standing(name: str, columns: tuple[str, ...], kinds: list[CertificateKind]) -> Index:
    named = ", ".join(f"'{kind}'" for kind in kinds)
    standing = text(f"state <> 'replaced' AND kind {f'= {named}' if len(kinds) == 1 else f'IN ({named})'}")
    return Index(name, *columns, unique=True, sqlite_where=standing, postgresql_where=standing)


class Certificate(Keyed):
    """A PIAGAM PENGHARGAAN. `code` is random and opens the verification page; `number` is the official one, typed in.

    Everything printed is kept as it was on the day, so that later changes of names alter nothing. `award_text` holds one
    phrase a line; `basis` says on which decree or plenary list the award rests; `revoked_for` is the correction that ended it,
    `replaced_by` the one that was issued instead of it. An award has one certificate that was not replaced. One for a person
    (`person`) has that person's name where the institution's stands, and an `entry_id` only for a member of its team. `design`
    is the version it is drawn with for ever; none is the portal's own. `is_private`: the holder does not wish the name to be shown.
    """

    __tablename__ = "certificate"
    __table_args__ = tuple(_one_standing(name, columns, kinds) for (name, columns), kinds in uniques().items())

    code: Mapped[str] = mapped_column(String(32), unique=True)
    serial: Mapped[str] = mapped_column(String(80), unique=True)
    edition_id: Mapped[str] = mapped_column(ForeignKey("edition.id"), index=True)
    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), index=True)
    entry_id: Mapped[str | None] = mapped_column(ForeignKey("entry.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    design_id: Mapped[str | None] = mapped_column(ForeignKey("design_version.id"))
    kind: Mapped[CertificateKind] = mapped_column(Choice(CertificateKind))
    state: Mapped[State] = mapped_column(Choice(State), default=State.ISSUED)
    title: Mapped[str] = mapped_column(String(80), default="PIAGAM PENGHARGAAN")
    institution_name: Mapped[str] = mapped_column(String(250))
    category_name: Mapped[str] = mapped_column(String(160))
    award_text: Mapped[str] = mapped_column(Text)
    edition_name: Mapped[str] = mapped_column(String(250))
    basis: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(80))
    dated_on: Mapped[date]
    signatory_title: Mapped[str] = mapped_column(String(200), default="")
    signatory_name: Mapped[str] = mapped_column(String(160), default="")
    sealing: Mapped[Sealing] = mapped_column(Choice(Sealing), default=Sealing.FINAL)
    is_simulated: Mapped[bool] = mapped_column(default=False)
    is_private: Mapped[bool] = mapped_column(default=False)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_reason: Mapped[str] = mapped_column(Text, default="")
    revoked_for_id: Mapped[str | None] = mapped_column(ForeignKey("decision.id"))
    suspended_at: Mapped[datetime | None] = mapped_column(Moment)
    suspended_reason: Mapped[str] = mapped_column(Text, default="")
    replaced_at: Mapped[datetime | None] = mapped_column(Moment)
    replaced_reason: Mapped[str] = mapped_column(Text, default="")
    replaced_by_id: Mapped[str | None] = mapped_column(ForeignKey("certificate.id"), unique=True)
    pdf_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))

    edition: Mapped[Edition] = relationship()
    decision: Mapped[Decision] = relationship(foreign_keys=decision_id)
    revoked_for: Mapped[Decision | None] = relationship(foreign_keys=revoked_for_id)
    replaced_by: Mapped["Certificate | None"] = relationship(remote_side="Certificate.id", back_populates="replaces")
    replaces: Mapped["Certificate | None"] = relationship(back_populates="replaced_by", uselist=False)

    @property
    def is_listed(self) -> bool:
        """Whether it stands on a line of a decision."""
        return self.kind in LISTED

    @property
    def kind_word(self) -> str:
        """What people call its kind."""
        return str(KIND_WORDS[self.kind])

    @property
    def phrases(self) -> list[str]:
        """What it is for: the award, then a sub-award if there is one."""
        return self.award_text.split("\n")

    @property
    def shown_name(self) -> str:
        """The holder as anybody may read it."""
        return str(_("tidak ditampilkan atas permintaan pemegang")) if self.is_private else self.institution_name

    @property
    def file_name(self) -> str:
        """What its file is called, without the ending."""
        return f"piagam-{self.serial.replace('/', '-').lower()}"

    @property
    def wording(self) -> tuple[object, ...]:
        """Everything typed in after it was issued; a file printed with another wording is out of date."""
        return (self.number, self.dated_on, self.signatory_title, self.signatory_name, self.basis, self.sealing, self.design_id)
