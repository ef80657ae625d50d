"""What makes a panel whole: as many jurors as the edition says, at least its quorum, and one in the chair."""

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class Terms:
    """How many jurors an edition wants in a panel, and how many must at least hear a finalist (0: one)."""

    size: int
    quorum: int = 0


def warnings(number: int, has_chair: bool, terms: Terms) -> list[str]:
    """What the secretariat should know of a panel of so many; nothing where it is whole."""
    said = []
    if number < terms.size:
        said.append(_("Kurang %(n)s juri dari %(size)s menurut edisi.", n=terms.size - number, size=terms.size))
    if number > terms.size:
        said.append(_("Lebih %(n)s juri dari %(size)s menurut edisi.", n=number - terms.size, size=terms.size))
    if number < max(terms.quorum, 1):
        said.append(_("Belum mencapai kuorum %(n)s juri: panel ini belum dapat mendengar finalis.", n=max(terms.quorum, 1)))
    if number and not has_chair:
        said.append(_("Ketua panel belum ditunjuk."))
    return said
