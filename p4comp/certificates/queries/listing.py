"""The certificates of an edition as the secretariat looks for them."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from p4comp.certificates.models import LISTED, Certificate, CertificateKind
from p4comp.certificates.queries.sight import SHELF
from p4comp.certificates.rules import State

WITHOUT_NUMBER, WITHOUT_FILE = "tanpa-nomor", "tanpa-berkas"
LACKING = {WITHOUT_NUMBER: and_(Certificate.number == "", Certificate.kind.in_(LISTED)), WITHOUT_FILE: Certificate.pdf_sha256.is_(None)}


def listed(edition_id: str, asked: Mapping[str, str]) -> Select[Certificate]:
    """Those that fit words, a list, a kind and a state; whatever names none of these narrows nothing."""
    query = select(Certificate).where(Certificate.edition_id == edition_id, _has(asked["cari"].strip()), _is(asked["keadaan"]))
    if asked["daftar"]:
        query = query.where(Certificate.decision_id == asked["daftar"])
    if asked["jenis"] in set(CertificateKind):
        query = query.where(Certificate.kind == CertificateKind(asked["jenis"]))
    return query.order_by(SHELF, Certificate.category_name, Certificate.institution_name, Certificate.serial)


def _has(words: str) -> ColumnElement[bool]:
    columns = (Certificate.institution_name, Certificate.serial, Certificate.number, Certificate.award_text)
    return or_(*(column.icontains(words, autoescape=True) for column in columns)) if words else true()


def _is(state: str) -> ColumnElement[bool]:
    if state in LACKING:
        return LACKING[state]
    return Certificate.state == State(state) if state in set(State) else true()
