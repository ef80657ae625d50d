"""Who may enter a category: each rule a pure function that answers with its ground and, for a no, the way on."""

import calendar
from collections.abc import Callable, Iterable
from datetime import date

from flask_babel import gettext as _

from p4comp.competition.spec import Category, Rule
from p4comp.competition.succession import Ruling
from p4comp.core.words import short_day
from p4comp.entries.rules import honours
from p4comp.entries.rules.applicant import Applicant, Question, RuleVerdict, Statement
from p4comp.institutions.rules.kinds import KIND_WORDS, Kind


def eligibility(
    category: Category,
    applicant: Applicant,
    statement: Statement,
    *,
    edition_number: int,
    opens_on: date | None,
    rulings: tuple[Ruling, ...] = (),
) -> tuple[RuleVerdict, ...]:
    """Every rule of the category judged: the type of institution first, then the rules of the edition file in their order."""
    rules = (Rule("entrant_type"), *category.rules)
    return tuple(judge(Question(category, applicant, statement, edition_number, opens_on, rule, rulings)) for rule in rules)


def failures(verdicts: Iterable[RuleVerdict]) -> list[RuleVerdict]:
    """The rules that are known not to be met."""
    return [verdict for verdict in verdicts if verdict.passed is False]


def judge(question: Question) -> RuleVerdict:
    """The verdict of one rule; a rule the portal does not know is left to people."""
    rule = JUDGES.get(question.rule.code)
    passed, reason = rule(question) if rule else (None, _("Syarat ini dinilai sekretariat."))
    return RuleVerdict(question.rule.code, passed, reason)


def _entrant_type(question: Question) -> tuple[bool | None, str]:
    name, kind = question.applicant.name, str(KIND_WORDS[Kind(question.applicant.kind)])
    if missing := _not_there(question) or _elsewhere(question):
        return False, missing
    if question.applicant.kind in question.category.entrant_types:
        return True, _("%(name)s terdaftar sebagai %(kind)s.", name=name, kind=kind)
    wanted = ", ".join(str(KIND_WORDS[Kind(one)]) for one in question.category.entrant_types)
    return False, _(
        "%(name)s terdaftar sebagai %(kind)s. Kategori ini untuk %(wanted)s. Pilih kategori lain, atau hubungi sekretariat bila jenis itu keliru.",
        name=name,
        kind=kind,
        wanted=wanted,
    )


def _elsewhere(question: Question) -> str:
    """Why an institution lies outside what the edition is of; nothing where it is of the whole country."""
    who, category = question.applicant, question.category
    if category.province and who.province != category.province:
        return _("Edisi ini untuk instansi dalam satu provinsi, dan %(name)s tidak terletak di provinsi itu.", name=who.name)
    if category.parent and who.parent != category.parent:
        return _("Kategori ini untuk unit langsung di bawah satu instansi induk, dan %(name)s tidak termasuk.", name=who.name)
    return ""


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
    if question.statement.has_letter and question.statement.only_said:
        return True, _("Menurut jawaban Anda, surat rekomendasi sudah ada. Unggah (PDF) beserta nomornya sesudah kepesertaan dimulai.")
    if question.statement.has_letter:
        return True, _("Rekomendasi instansi induk ada: disetujui di portal, atau suratnya diunggah.")
    return False, _("Rekomendasi instansi induk belum ada. Minta di portal, atau unggah suratnya (PDF) dan isi nomornya.")


JUDGES: dict[str, Callable[[Question], tuple[bool | None, str]]] = {
    "entrant_type": _entrant_type,
    "system_in_use": _system_in_use,
    "parent_recommendation": _parent_recommendation,
    "honour_general_winner": honours.general_winner,
    "honour_not_won": honours.not_won,
    "honour_not_holder": honours.not_holder,
}
