"""Honours of institutions that were split or merged: they pass only as a ruling of the edition says (customs, Truth)."""

from dataclasses import replace

from flask_babel import gettext as _

from p4comp.competition.rules import ruling_on
from p4comp.competition.succession import Effect, Ruling
from p4comp.core.words import short_day
from p4comp.entries.rules.applicant import PastHonour, Predecessor, Question


def honours_of(question: Question) -> tuple[PastHonour, ...]:
    """The applicant's own honours, and those that a ruling passes to it, marked with predecessor and ruling."""
    found = question.applicant.honours
    for one in question.applicant.predecessors:
        ruling = ruling_on(question.rulings, one.code)
        if ruling is not None and ruling.gives_to(question.applicant.code):
            words = _("penghargaan %(name)s, beralih menurut %(ruling)s", name=one.name, ruling=called(ruling))
            found += tuple(replace(honour, inherited=words) for honour in one.honours)
    return found


def why_withheld(question: Question, predecessor: Predecessor, honours: str) -> str:
    """Why honours (named) of a predecessor do not count for the applicant, and the way on where there is one."""
    ruling = ruling_on(question.rulings, predecessor.code)
    if ruling is None:
        return _(
            "Penghargaan instansi pendahulu, %(name)s (%(honours)s), tidak diwariskan dengan sendirinya, dan edisi ini belum memuat putusan tentangnya. Ajukan kepada sekretariat agar diputuskan.",
            name=predecessor.name,
            honours=honours,
        )
    if ruling.effect is Effect.NONE:
        return _(
            "Penghargaan instansi pendahulu, %(name)s (%(honours)s), tidak beralih kepada instansi mana pun menurut %(ruling)s.",
            name=predecessor.name,
            honours=honours,
            ruling=called(ruling),
        )
    return _(
        "Penghargaan instansi pendahulu, %(name)s (%(honours)s), beralih kepada penerus lain, bukan kepada %(who)s, menurut %(ruling)s.",
        name=predecessor.name,
        honours=honours,
        who=question.applicant.name,
        ruling=called(ruling),
    )


def called(ruling: Ruling) -> str:
    """A ruling as people cite it; a basis without number waits for one."""
    return _(
        "putusan %(code)s tanggal %(day)s (%(basis)s)",
        code=ruling.code,
        day=short_day(ruling.ruled_on),
        basis=ruling.basis or _("menunggu nomor"),
    )
