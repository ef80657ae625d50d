"""People as the rule on conflicts of interest sees them: who employs them."""

from typing import Protocol

from flask_babel import gettext as _

from p4comp.core.errors import Invalid
from p4comp.institutions import queries as institutions
from p4comp.institutions.models import Institution


class Appointed(Protocol):
    """An evaluator or a juror: a person, and who employs them as far as that was stated."""

    @property
    def id(self) -> str: ...
    @property
    def person_id(self) -> str: ...
    @property
    def employer_id(self) -> str | None: ...


def employer(text: str) -> Institution | None:
    """The institution typed as somebody's employer, by code or name; none where nothing was typed, Invalid where it means nobody or several."""
    found = institutions.called(text)
    if text.strip() and not found:
        raise Invalid(_("Instansi ini tidak ada dalam registri. Periksa ejaannya, atau kosongkan."), "employer")
    return _only(found, "employer") if found else None


def named(text: str, field: str) -> Institution:
    """The institution that was typed, by code or name; Invalid where it means nobody or several."""
    found = institutions.called(text)
    if not found:
        raise Invalid(_("Instansi ini tidak ada dalam registri. Periksa ejaannya."), field)
    return _only(found, field)


def _only(found: list[Institution], field: str) -> Institution:
    if len(found) > 1:
        names = "; ".join(f"{one.name} ({one.code})" for one in found)
        raise Invalid(_("Nama ini cocok dengan beberapa instansi: %(names)s. Isi kodenya.", names=names), field)
    return found[0]
