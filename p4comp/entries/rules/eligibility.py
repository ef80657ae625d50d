"""Who may enter a category: each rule a pure function that answers with its ground and, for a no, the way on."""

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.spec import Category, Rule
from p4comp.core.words import short_day

GENERAL = "UMUM"
UNIT = "UPP"
OUTSTANDING = "OA"

KINDS: dict[str, LazyString] = {
    "kementerian": _l("kementerian"),
    "lembaga": _l("lembaga"),
    "pemprov": _l("pemerintah provinsi"),
    "pemkab": _l("pemerintah kabupaten"),
    "pemkot": _l("pemerintah kota"),
    "bumn": _l("BUMN"),
    "bumd": _l("BUMD"),
    "ptn": _l("perguruan tinggi negeri"),
    "upp": _l("unit penyelenggara pelayanan publik"),
    "unit": _l("unit kerja"),
}
CATEGORIES: dict[str, LazyString] = {
    GENERAL: _l("Instansi Pemerintah Umum"),
    UNIT: _l("Unit Penyelenggara Pelayanan Publik"),
    OUTSTANDING: _l("Outstanding Achievement"),
}
TITLES: dict[str, LazyString] = {
    "entrant_type": _l("Jenis instansi sesuai kategori"),
    "system_in_use": _l("Sistem pengelolaan pengaduan sudah dipakai cukup lama"),
    "parent_recommendation": _l("Ada surat rekomendasi instansi induk"),
    "honour_general_winner": _l("Pernah menjadi pemenang umum pada edisi sebelumnya"),
    "honour_not_won": _l("Belum pernah memenangi kategori ini"),
    "honour_not_holder": _l("Bukan pemegang penghargaan yang lebih tinggi"),
}


@dataclass(frozen=True)
class PastHonour:
    """A place in an earlier edition; `won` tells a winner from a finalist."""

    edition_number: int
    year: int
    category: str
    won: bool
    award: str


@dataclass(frozen=True)
class Applicant:
    """What the registry knows of an institution. Honours of `predecessors` are theirs, never inherited silently.

    It exists from `began_on` to the day before `ended_on`; an unknown end is None.
    """

    name: str
    kind: str
    honours: tuple[PastHonour, ...] = ()
    predecessors: tuple[tuple[str, tuple[PastHonour, ...]], ...] = ()
    began_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Statement:
    """What the entrant states of itself; None is not yet asked or not yet answered."""

    system_since_on: date | None = None
    has_letter: bool | None = None


@dataclass(frozen=True)
class RuleVerdict:
    """One rule's answer: `passed` is None while the entrant has not been asked."""

    rule: str
    passed: bool | None
    reason: str

    @property
    def title(self) -> str:
        """The rule as people call it."""
        return str(TITLES.get(self.rule, self.rule))


def assumed(verdict: RuleVerdict) -> RuleVerdict:
    """The verdict of a rule that the edition file marks as assumed, saying so."""
    return replace(verdict, reason=verdict.reason + " " + _("(Syarat ini diasumsikan; aturan tertulisnya tidak diketahui.)"))


@dataclass(frozen=True)
class Question:
    """All that a rule may look at."""

    category: Category
    applicant: Applicant
    statement: Statement
    edition_number: int
    opens_on: date | None
    rule: Rule = field(default_factory=lambda: Rule("entrant_type"))


def eligibility(
    category: Category,
    applicant: Applicant,
    statement: Statement,
    *,
    edition_number: int,
    opens_on: date | None,
) -> tuple[RuleVerdict, ...]:
    """Every rule of the category judged: the type of institution first, then the rules of the edition file in their order."""
    rules = (Rule("entrant_type"), *category.rules)
    return tuple(judge(Question(category, applicant, statement, edition_number, opens_on, rule)) for rule in rules)


def failures(verdicts: Iterable[RuleVerdict]) -> list[RuleVerdict]:
    """The rules that are known not to be met."""
    return [verdict for verdict in verdicts if verdict.passed is False]


def judge(question: Question) -> RuleVerdict:
    """The verdict of one rule; a rule the portal does not know is left to people."""
    rule = JUDGES.get(question.rule.code)
    passed, reason = rule(question) if rule else (None, _("Syarat ini dinilai sekretariat."))
    return RuleVerdict(question.rule.code, passed, reason)


def _entrant_type(question: Question) -> tuple[bool | None, str]:
    name, kind = question.applicant.name, str(KINDS.get(question.applicant.kind, question.applicant.kind))
    if missing := _not_there(question):
        return False, missing
    if question.applicant.kind in question.category.entrant_types:
        return True, _("%(name)s terdaftar sebagai %(kind)s.", name=name, kind=kind)
    wanted = ", ".join(str(KINDS.get(one, one)) for one in question.category.entrant_types)
    return False, _(
        "%(name)s terdaftar sebagai %(kind)s. Kategori ini untuk %(wanted)s. Pilih kategori lain, atau hubungi sekretariat bila jenis itu keliru.",
        name=name,
        kind=kind,
        wanted=wanted,
    )


def _not_there(question: Question) -> str:
    who, opens_on = question.applicant, question.opens_on
    if opens_on and who.ended_on and who.ended_on <= opens_on:
        return _(
            "%(name)s sudah tidak ada sejak %(day)s. Penggantinya mendaftar dengan namanya sendiri.",
            name=who.name,
            day=short_day(who.ended_on),
        )
    if opens_on and who.began_on and who.began_on > opens_on:
        return _("%(name)s baru dibentuk pada %(day)s, sesudah pendaftaran dibuka.", name=who.name, day=short_day(who.began_on))
    return ""


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _system_in_use(question: Question) -> tuple[bool | None, str]:
    months, since, opens_on = question.rule.months, question.statement.system_since_on, question.opens_on
    if opens_on is None:
        return None, _("Tanggal pembukaan pendaftaran belum diketahui, jadi syarat ini belum dapat dinilai.")
    if since is None:
        return None, _(
            "Akan ditanyakan: sejak tanggal berapa sistem pengaduan Anda dipakai. Sistem harus sudah dipakai sedikitnya %(months)d bulan saat pendaftaran dibuka pada %(opens)s.",
            months=months,
            opens=short_day(opens_on),
        )
    ripe = months_later(since, months)
    if ripe <= opens_on:
        return True, _(
            "Dipakai sejak %(since)s: genap %(months)d bulan pada %(ripe)s, tidak sesudah pembukaan pendaftaran (%(opens)s).",
            since=short_day(since),
            months=months,
            ripe=short_day(ripe),
            opens=short_day(opens_on),
        )
    return False, _(
        "Dipakai sejak %(since)s: baru genap %(months)d bulan pada %(ripe)s, sesudah pendaftaran dibuka pada %(opens)s. Periksa tanggalnya, atau ikut pada edisi berikutnya.",
        since=short_day(since),
        months=months,
        ripe=short_day(ripe),
        opens=short_day(opens_on),
    )


def _parent_recommendation(question: Question) -> tuple[bool | None, str]:
    if question.statement.has_letter is None:
        return None, _("Akan diminta: surat rekomendasi instansi induk (PDF) beserta nomornya.")
    if question.statement.has_letter:
        return True, _("Surat rekomendasi instansi induk sudah diunggah.")
    return False, _("Surat rekomendasi instansi induk belum diunggah. Unggah surat itu (PDF) dan isi nomornya.")


def _lower(question: Question) -> list[PastHonour]:
    return [honour for honour in question.applicant.honours if honour.edition_number < question.edition_number]


def _named(honours: Iterable[PastHonour]) -> str:
    return "; ".join(
        _("edisi %(number)d (%(year)d): %(award)s", number=honour.edition_number, year=honour.year, award=honour.award)
        for honour in sorted(honours, key=lambda honour: (honour.edition_number, honour.award))
    )


def _honour_general_winner(question: Question) -> tuple[bool | None, str]:
    editions = question.rule.editions
    won = [honour for honour in _lower(question) if _is_general_win(honour) and honour.edition_number in editions]
    if won:
        return True, _("Tercatat sebagai pemenang umum: %(honours)s.", honours=_named(won))
    ground = _why_not_general(question)
    inherited = _not_inherited(question)
    return False, " ".join(part for part in (ground, inherited, _way_on()) if part)


def _is_general_win(honour: PastHonour) -> bool:
    return honour.won and honour.category == GENERAL


def _why_not_general(question: Question) -> str:
    name, lower = question.applicant.name, _lower(question)
    editions = ", ".join(str(number) for number in question.rule.editions)
    if units := [honour for honour in lower if honour.won and honour.category == UNIT]:
        return _(
            "%(name)s menang pada kategori UPP (%(honours)s); pemenang UPP tidak termasuk pemenang umum.", name=name, honours=_named(units)
        )
    if finals := [honour for honour in lower if not honour.won and honour.category != UNIT]:
        return _(
            "%(name)s tercatat sebagai finalis saja (%(honours)s), bukan salah satu dari sepuluh pemenang umum. Piagam finalis belum memenuhi syarat ini.",
            name=name,
            honours=_named(finals),
        )
    if later := [honour for honour in question.applicant.honours if _is_general_win(honour) and honour not in lower]:
        return _(
            "Kemenangan %(name)s (%(honours)s) bukan dari edisi sebelum edisi ini, jadi tidak dihitung.", name=name, honours=_named(later)
        )
    return _("%(name)s tidak tercatat sebagai pemenang umum pada edisi %(editions)s.", name=name, editions=editions)


def _not_inherited(question: Question) -> str:
    names = [name for name, honours in question.applicant.predecessors if any(_is_general_win(one) for one in honours)]
    if not names:
        return ""
    return _("Penghargaan instansi pendahulu (%(names)s) tidak diwariskan dengan sendirinya.", names=", ".join(names))


def _way_on() -> str:
    return _(
        "Pilih kategori lain. Bila instansi Anda pernah menang tetapi belum tercatat, kirim piagam atau keputusannya kepada sekretariat."
    )


def _category(question: Question) -> str:
    code = question.rule.honour_category or OUTSTANDING
    return str(CATEGORIES.get(code, code))


def _wins(question: Question) -> list[PastHonour]:
    wanted = question.rule.honour_category or OUTSTANDING
    return [honour for honour in _lower(question) if honour.won and honour.category == wanted]


def _honour_not_won(question: Question) -> tuple[bool | None, str]:
    if won := _wins(question):
        return False, _(
            "%(name)s sudah memenangi kategori ini: %(honours)s. Pemenang tidak ikut lagi pada kategori yang sama.",
            name=question.applicant.name,
            honours=_named(won),
        )
    return True, _("Tidak ada kemenangan pada kategori %(category)s di edisi sebelumnya.", category=_category(question))


def _honour_not_holder(question: Question) -> tuple[bool | None, str]:
    category = _category(question)
    if won := _wins(question):
        return False, _(
            "%(name)s memegang penghargaan %(category)s (%(honours)s), jadi tidak ikut pada kategori ini. Hubungi sekretariat bila catatan itu keliru.",
            name=question.applicant.name,
            category=category,
            honours=_named(won),
        )
    return True, _("Tidak memegang penghargaan %(category)s dari edisi sebelumnya.", category=category)


JUDGES: dict[str, Callable[[Question], tuple[bool | None, str]]] = {
    "entrant_type": _entrant_type,
    "system_in_use": _system_in_use,
    "parent_recommendation": _parent_recommendation,
    "honour_general_winner": _honour_general_winner,
    "honour_not_won": _honour_not_won,
    "honour_not_holder": _honour_not_holder,
}
