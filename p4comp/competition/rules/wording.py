"""The rules of a category in plain words, for those who want to enter."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.bounds import ISLANDS, Bound, Group
from p4comp.competition.final_terms import AwardTerms, FinalStage, Giving
from p4comp.competition.rules.timetable import Calendar
from p4comp.competition.rules.traits import traits_of
from p4comp.competition.scoring_terms import Formula, Scored, Scoring
from p4comp.competition.spec import Award, Category, EditionSpec, Rule, ScoringPlan, Stage, Window
from p4comp.core import clock, words
from p4comp.institutions.rules.kinds import KIND_WORDS, Kind

TIE_BREAKS: dict[str, LazyString] = {
    "aspek_terberat": _l("nilai aspek dengan bobot terbesar"),
    "median": _l("median nilai para penilai"),
    "terendah_tertinggi": _l("nilai terendah yang paling tinggi"),
    "wawancara": _l("nilai wawancara"),
    "evaluasi_dokumen": _l("nilai evaluasi dokumen"),
    "undian": _l("undian dengan benih yang diumumkan lebih dahulu"),
}
OPENNESS: dict[str, LazyString] = {
    "nama": _l("yang diumumkan hanya nama; nilai disampaikan kepada peserta masing-masing"),
    "finalis": _l("yang diumumkan nama dan nilai para finalis"),
    "kode": _l("yang diumumkan nilai semua peserta, dengan kode yang hanya diketahui peserta itu"),
}
STATUS_WORDS: dict[str, LazyString] = {
    "diketahui": _l("diketahui"),
    "disimpulkan": _l("disimpulkan"),
    "diasumsikan": _l("diasumsikan"),
    "tidak_diketahui": _l("tidak diketahui"),
    "": _l("belum diberi keterangan"),
}


EFFECTS: dict[str, LazyString] = {
    "tidak_ada": _l("tidak beralih kepada instansi mana pun"),
    "semua": _l("beralih kepada semua instansi penerusnya"),
    "instansi": _l("beralih kepada instansi yang disebut"),
}
GIVINGS: dict[Giving, LazyString] = {
    Giving.RULE: _l("Penghargaan dibagi menurut kriterianya."),
    Giving.PLENARY: _l("Penghargaan dibagi rapat pleno, dengan alasan; hasil perhitungan menurut kriteria menjadi usulan."),
    Giving.RANK: _l("Penghargaan diberikan menurut peringkat: yang pertama kepada nilai tertinggi, dan seterusnya."),
    Giving.PREDICATE: _l("Predikat diberikan menurut nilai, mulai dari batas yang tertulis."),
}
HONOUR_RULES = ("honour_general_winner", "honour_not_won", "honour_not_holder")


def _figures(*, has_formulas: bool) -> str:
    if has_formulas:
        return _("menurut angka yang dimasukkan, dengan rumus dan bobot di bawah; tanpa berkas dan wawancara")
    return _("menurut skor yang dimasukkan, sebagaimana ditetapkan sumbernya; tanpa berkas dan wawancara")


def openness(spec: EditionSpec) -> str:
    """What of the result is published."""
    if spec.plan.openness == "finalis" and not traits_of(spec).has_dossiers:
        return str(_("yang diumumkan nama dan skor para penerima"))
    return str(OPENNESS[spec.plan.openness])


def final_ranking(plan: ScoringPlan, *, has_formulas: bool = True) -> str:
    """What the final order is made from."""
    if plan.final_stage == FinalStage.FIGURES:
        return _figures(has_formulas=has_formulas)
    if plan.final_stage == FinalStage.DESK:
        return _("menurut evaluasi dokumen; tanpa wawancara")
    if plan.stage_weights is None:
        return _("menurut wawancara; evaluasi dokumen memecah nilai seri")
    weights = {"desk": words.number(plan.stage_weights.desk), "interview": words.number(plan.stage_weights.interview)}
    return _("gabungan: evaluasi dokumen %(desk)s persen dan wawancara %(interview)s persen, masing-masing dibulatkan dahulu", **weights)


def formula(scoring: Scoring, one: Scored) -> str:
    """How a figure becomes 0 to 100, in words."""
    names = {column.code: column.name for column in scoring.columns}
    own = listed([names.get(code, code) for code in one.columns])
    if one.formula is Formula.LIMIT:
        limit = words.number(one.limit, 0 if one.limit and one.limit.is_integer() else 2)
        text = _("%(own)s paling banyak %(limit)s bernilai 100; selebihnya turun sebanding", own=own, limit=limit)
        return (
            text if one.falls else str(_("%(own)s paling sedikit %(limit)s bernilai 100; kurang dari itu sebanding", own=own, limit=limit))
        )
    if one.formula is Formula.SHARE:
        part, whole = (names.get(code, code) for code in one.columns)
        text = _("%(part)s ÷ %(whole)s × 100", part=part, whole=whole)
    else:
        text = _("rata-rata %(own)s", own=own) if one.formula is Formula.MEAN else own
    return str(_("100 dikurangi %(text)s", text=text) if one.falls else text)


def giving(terms: AwardTerms) -> str:
    """Who gives the awards of a category, and whether their order is told."""
    if terms.is_ranked:
        return str(GIVINGS[terms.giving])
    order = _("Urutan di dalam satu penghargaan diumumkan.") if terms.is_ordered else _("Urutan di dalam satu penghargaan tidak diumumkan.")
    return f"{GIVINGS[terms.giving]} {order}"


def asks_for_honours(spec: EditionSpec) -> bool:
    """Whether a category of the edition looks at honours of earlier editions."""
    return any(rule.code in HONOUR_RULES for category in spec.categories for rule in category.rules)


def listed(items: list[str], *, either: bool = False) -> str:
    """`a, b, dan c`; with `either` `a, b, atau c`."""
    if len(items) < 2:
        return "".join(items)
    head, last = ", ".join(items[:-1]) + ("," if len(items) > 2 else ""), items[-1]
    return str(_("%(head)s atau %(last)s", head=head, last=last) if either else _("%(head)s dan %(last)s", head=head, last=last))


def entrants(category: Category) -> str:
    """Who may enter."""
    return listed([str(KIND_WORDS[Kind(kind)]) for kind in category.entrant_types])


def sentence(rule: Rule, spec: EditionSpec) -> str:
    """An eligibility rule as a sentence."""
    match rule.code:
        case "system_in_use":
            opens = spec.window(Stage.REGISTRATION)
            return _in_use(rule.months, opens.opens if opens else None, spec.zone)
        case "parent_recommendation":
            text = _("Ada surat rekomendasi dari instansi induk.")
        case "honour_general_winner":
            editions = listed([str(edition) for edition in rule.editions], either=True)
            text = _(
                "Pernah menjadi salah satu pemenang umum (Top 10) pada edisi ke-%(editions)s; pemenang kategori unit pelayanan tidak termasuk.",
                editions=editions,
            )
        case "honour_not_won":
            text = _("Belum pernah menerima penghargaan %(name)s.", name=_category(rule, spec))
        case _:
            text = _("Tidak sedang menyandang penghargaan %(name)s dari edisi sebelumnya.", name=_category(rule, spec))
    return str(text)


def _in_use(months: int, opens: datetime | None, zone: str) -> str:
    if opens is None:
        return str(_("Sistem pengaduan sudah dipakai paling sedikit %(n)s bulan pada saat pendaftaran dibuka.", n=months))
    since = words.short_day(opens, zone)
    return str(_("Sistem pengaduan sudah dipakai paling sedikit %(n)s bulan pada saat pendaftaran dibuka, %(day)s.", n=months, day=since))


def criteria(spec: EditionSpec, category: Category, award: Award) -> str:
    """The names of the interview criteria that decide an award."""
    named = {line.code: line.name for line in spec.interview_sheet_of(category.code).criteria}
    return listed([named[code] for code in award.criteria])


def bound(one: Bound) -> str:
    """A bound on who goes on as a sentence, with the name its edition gives it in front."""
    sides = []
    if one.least is not None:
        sides.append(_("paling sedikit %(n)s", n=one.least))
    if one.most is not None:
        sides.append(_("paling banyak %(n)s", n=one.most))
    text = _("%(sides)s dari %(group)s", sides=listed(sides), group=_group(one))
    return f"{one.name}: {text}" if one.name else text[:1].upper() + text[1:]


def _group(one: Bound) -> str:
    each = {
        Group.KIND: _("setiap jenis instansi"),
        Group.PROVINCE: _("setiap provinsi"),
        Group.ISLANDS: _("setiap wilayah kepulauan"),
        Group.PARENT: _("setiap instansi induk"),
    }
    return listed([group_value(one.group, value) for value in one.values]) if one.values else str(each[one.group])


def group_value(group: Group, value: str) -> str:
    """A value of a group as people call it; a province by its code, since names belong to the registry."""
    if group is Group.KIND and value in set(Kind):
        return str(KIND_WORDS[Kind(value)])
    if group is Group.ISLANDS and value in ISLANDS:
        return str(ISLANDS[value])
    return str(_("provinsi %(code)s", code=value)) if group is Group.PROVINCE else value


FORCES: dict[str, LazyString] = {
    "mengikat": _l("mengikat"),
    "saran": _l("saran bagi rapat pleno"),
}
NORMALISATIONS: dict[str, LazyString] = {
    "tidak": _l("rata-rata lembar yang dikunci, tanpa penyesuaian; nilai adil ditampilkan sebagai pembanding"),
    "model_campuran": _l(
        "nilai adil: rata-rata yang dibersihkan dari ketat atau longgarnya evaluator dengan model campuran (REML); "
        "bila syarat model tidak terpenuhi, rata-rata lembar yang dikunci"
    ),
}


def _category(rule: Rule, spec: EditionSpec) -> str:
    category = spec.category(rule.honour_category)
    return category.name if category else rule.honour_category


def since(opens: datetime | None, zone: str) -> str:
    """The begin of a window, written as its end is: `17 Februari 2022, 08.00 WIB`."""
    return str(_("tidak diketahui")) if opens is None else f"{words.short_day(opens, zone)}, {words.hour(opens, zone)}"


def until(closes: datetime | None, zone: str, reader: str = "") -> str:
    """The end of a window as people say it: a close at midnight is 24.00 of the day before.

    For a `reader` in another zone their own clock stands behind it: `14 April 2022, 23.59 WIB (00.59 WITA, Jumat 15 April 2022)`.
    """
    if closes is None:
        return str(_("tidak diketahui"))
    last = clock.local(last_moment(closes, zone), zone).date()
    at_midnight = clock.local(closes, zone).time() == time.min
    hour = str(_("24.00 %(zone)s", zone=clock.zone_name(zone))) if at_midnight else words.hour(closes, zone)
    return f"{words.short_day(last)}, {hour}" + words.elsewhere(closes, zone, reader or zone, told=last)


def last_moment(closes: datetime, zone: str) -> datetime:
    """A moment on the last day of a window that closes at `closes`."""
    return closes - timedelta(microseconds=1) if clock.local(closes, zone).time() == time.min else closes


@dataclass(frozen=True)
class ShownStage:
    """A stage on the line of stages."""

    label: str
    state: str
    opens: datetime | None
    closes: datetime | None
    note: str
    zone: str = ""


def stages(calendar: Calendar, at: datetime) -> list[ShownStage]:
    """The timetable as a line with "now"; a deadline that was moved says from when, and what was never dated is not said to be over."""
    shown = [_shown(calendar, window, at) for window in calendar.windows()]
    return [one for one in shown if one.opens or one.closes or one.state != "past"]


def _shown(calendar: Calendar, window: Window, at: datetime) -> ShownStage:
    zone = calendar.spec.zone
    planned = calendar.spec.window(window.stage)
    closes = last_moment(window.closes, zone) if window.closes else None
    moved = planned is not None and planned.closes is not None and planned.closes != window.closes
    note = (
        _("Diundurkan dari %(day)s", day=words.short_day(last_moment(planned.closes, zone), zone))
        if moved and planned and planned.closes
        else ""
    )
    if window.opens and closes and words.short_day(window.opens, zone) == words.short_day(closes, zone):
        closes = None
    return ShownStage(window.name, calendar.state(window, at), window.opens, closes, str(note), zone)
