"""Honours of institutions that were split or merged: they pass only as a ruling of the edition says (customs, Truth)."""

from dataclasses import replace

from flask_babel import gettext as _

from p4comp.competition.rules import ruling_on
from p4comp.competition.succession import Effect, Ruling
from p4comp.core.words import short_day
from p4comp.entries.rules.applicant import PastHonour, Predecessor, Question


def honours_of(question: Question) -> tuple[PastHonour, ...]:
    """The applicant's own honours, and those that rulings pass to it, marked with predecessor and rulings."""
    found = question.applicant.honours
    for one in question.applicant.predecessors:
        if rulings := chain(question, one.code):
            words = _("penghargaan %(name)s, beralih menurut %(ruling)s", name=one.name, ruling=", ".join(called(each) for each in rulings))
            found += tuple(replace(honour, inherited=words) for honour in one.honours)
    return found


def chain(question: Question, code: str, seen: frozenset[str] = frozenset()) -> tuple[Ruling, ...]:
    """The rulings by which a predecessor's honours reach the applicant: one, or one after the other by way of those it followed; empty where they do not."""
    ruling = ruling_on(question.rulings, code)
    if ruling is None or code in seen:
        return ()
    if ruling.gives_to(question.applicant.code):
        return (ruling,)
    between = (one.code for one in question.applicant.predecessors if ruling.gives_to(one.code))
    return next(((ruling, *rest) for one in between if (rest := chain(question, one, seen | {code}))), ())


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
