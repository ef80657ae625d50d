"""Every file of a certificate that was ever given out."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from p4comp.certificates.models.certificates import Certificate
from p4comp.core.db import Choice, Keyed, Moment


class FileRole(StrEnum):
    """What a file is: `printed` by the portal, `signed` in an official's own system on top of ours."""

    PRINTED = "printed"
    SIGNED = "signed"


class CertificateFile(Keyed):
    """A file that was given out for a certificate: it stays a row for ever, so that whoever holds an old one is told what it is.

    `is_current` is the one its certificate hands out (`Certificate.pdf_sha256`); at most one is. `signers` are the officials whose
    signatures were added; `is_certified` says that all their certificates come from an authority the operator trusts.
    """

    __tablename__ = "certificate_file"

    certificate_id: Mapped[str] = mapped_column(ForeignKey("certificate.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"), index=True)
    role: Mapped[FileRole] = mapped_column(Choice(FileRole))
    made_at: Mapped[datetime] = mapped_column(Moment)
    is_current: Mapped[bool] = mapped_column(default=True)
    signers: Mapped[list[Any]] = mapped_column(JSON, default=list)
    is_certified: Mapped[bool] = mapped_column(default=False)

    certificate: Mapped[Certificate] = relationship()
