"""Rules about places in earlier editions. Only lower-numbered editions count; a predecessor's only by a ruling."""

from collections.abc import Iterable

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.rules import ruling_on
from p4comp.entries.rules.applicant import PastHonour, Question
from p4comp.entries.rules.inheritance import honours_of, why_withheld

GENERAL = "UMUM"
UNIT = "UPP"
OUTSTANDING = "OA"

CATEGORIES: dict[str, LazyString] = {
    GENERAL: _l("Instansi Pemerintah Umum"),
    UNIT: _l("Unit Penyelenggara Pelayanan Publik"),
    OUTSTANDING: _l("Outstanding Achievement"),
}


def _lower(question: Question) -> list[PastHonour]:
    return [honour for honour in honours_of(question) if honour.edition_number < question.edition_number]


def _named(honours: Iterable[PastHonour]) -> str:
    return "; ".join(
        _("edisi %(number)d (%(year)d): %(award)s", number=honour.edition_number, year=honour.year, award=honour.award)
        + (f" – {honour.inherited}" if honour.inherited else "")
        for honour in sorted(honours, key=lambda honour: (honour.edition_number, honour.award))
    )


def general_winner(question: Question) -> tuple[bool | None, str]:
    """One of the general winners of an edition that the rule names; winners among units are none."""
    won = [honour for honour in _lower(question) if _counts(question, honour)]
    if won:
        return True, _("Tercatat sebagai pemenang umum: %(honours)s.", honours=_named(won))
    ground = _why_not_general(question)
    inherited = _not_inherited(question)
    return False, " ".join(part for part in (ground, inherited, _way_on()) if part)


def _counts(question: Question, honour: PastHonour) -> bool:
    lower = honour.edition_number < question.edition_number
    return lower and honour.edition_number in question.rule.editions and _is_general_win(honour)


def _is_general_win(honour: PastHonour) -> bool:
    return honour.won and honour.category == GENERAL


def _why_not_general(question: Question) -> str:
    name, lower = question.applicant.name, _lower(question)
    editions = ", ".join(str(number) for number in question.rule.editions)
    if units := [honour for honour in lower if honour.won and honour.category == UNIT]:
        return _(
            "%(name)s menang pada kategori %(category)s (%(honours)s); pemenang kategori itu tidak termasuk pemenang umum.",
            name=name,
            category=CATEGORIES[UNIT],
            honours=_named(units),
        )
    if finals := [honour for honour in lower if not honour.won and honour.category != UNIT]:
        return _(
            "%(name)s tercatat sebagai finalis saja (%(honours)s), bukan salah satu dari sepuluh pemenang umum. Piagam finalis belum memenuhi syarat ini.",
            name=name,
            honours=_named(finals),
        )
    if later := [honour for honour in honours_of(question) if _is_general_win(honour) and honour not in lower]:
        return _(
            "Kemenangan %(name)s (%(honours)s) bukan dari edisi sebelum edisi ini, jadi tidak dihitung.", name=name, honours=_named(later)
        )
    return _("%(name)s tidak tercatat sebagai pemenang umum pada edisi %(editions)s.", name=name, editions=editions)


def _not_inherited(question: Question) -> str:
    """Why honours of predecessors that would have passed do not pass to the applicant."""
    theirs = [(one, [honour for honour in one.honours if _counts(question, honour)]) for one in question.applicant.predecessors]
    return " ".join(why_withheld(question, one, _named(won)) for one, won in theirs if won)


def undecided(question: Question) -> bool:
    """Whether honours of a predecessor would meet the rule, and the edition has not ruled on them."""
    return any(
        ruling_on(question.rulings, one.code) is None and any(_counts(question, honour) for honour in one.honours)
        for one in question.applicant.predecessors
    )


def _way_on() -> str:
    return _(
        "Pilih kategori lain. Bila instansi Anda pernah menang tetapi belum tercatat, unggah piagam atau keputusannya melalui “Kami pemenang yang belum tercatat”."
    )


def _category(question: Question) -> str:
    code = question.rule.honour_category or OUTSTANDING
    return str(CATEGORIES.get(code, code))


def _wins(question: Question) -> list[PastHonour]:
    wanted = question.rule.honour_category or OUTSTANDING
    return [honour for honour in _lower(question) if honour.won and honour.category == wanted]


def not_won(question: Question) -> tuple[bool | None, str]:
    """Whoever has won the category does not enter it again."""
    if won := _wins(question):
        return False, _(
            "%(name)s sudah memenangi kategori ini: %(honours)s. Pemenang tidak ikut lagi pada kategori yang sama.",
            name=question.applicant.name,
            honours=_named(won),
        )
    return True, _("Tidak ada kemenangan pada kategori %(category)s di edisi sebelumnya.", category=_category(question))


def not_holder(question: Question) -> tuple[bool | None, str]:
    """Whoever holds the award named does not enter this category."""
    category = _category(question)
    if won := _wins(question):
        return False, _(
            "%(name)s memegang penghargaan %(category)s (%(honours)s), jadi tidak ikut pada kategori ini. Hubungi sekretariat bila catatan itu keliru.",
            name=question.applicant.name,
            category=category,
            honours=_named(won),
        )
    return True, _("Tidak memegang penghargaan %(category)s dari edisi sebelumnya.", category=category)
