"""The rules of a category in plain words, for those who want to enter."""

from datetime import datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from p4comp.competition.spec import Category, EditionSpec, Rule, Stage
from p4comp.core import clock, words

ENTRANTS: dict[str, LazyString] = {
    "kementerian": _l("kementerian"),
    "lembaga": _l("lembaga"),
    "pemprov": _l("pemerintah provinsi"),
    "pemkab": _l("pemerintah kabupaten"),
    "pemkot": _l("pemerintah kota"),
    "bumn": _l("BUMN"),
    "bumd": _l("BUMD"),
    "ptn": _l("perguruan tinggi negeri"),
    "upp": _l("unit penyelenggara pelayanan publik"),
}
TIE_BREAKS: dict[str, LazyString] = {
    "aspek_terberat": _l("nilai aspek dengan bobot terbesar"),
    "median": _l("median nilai para penilai"),
    "terendah_tertinggi": _l("nilai terendah yang paling tinggi"),
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


def listed(items: list[str]) -> str:
    """`a, b, dan c`."""
    if len(items) < 2:
        return "".join(items)
    joined = _("%(head)s dan %(last)s", head=", ".join(items[:-1]) + ("," if len(items) > 2 else ""), last=items[-1])
    return str(joined)


def entrants(category: Category) -> str:
    """Who may enter."""
    return listed([str(ENTRANTS.get(kind, kind)) for kind in category.entrant_types])


def sentence(rule: Rule, spec: EditionSpec) -> str:
    """An eligibility rule as a sentence."""
    match rule.code:
        case "system_in_use":
            opens = spec.window(Stage.REGISTRATION)
            return _in_use(rule.months, opens.opens if opens else None, spec.zone)
        case "parent_recommendation":
            text = _("Ada surat rekomendasi dari instansi induk.")
        case "honour_general_winner":
            editions = listed([str(edition) for edition in rule.editions])
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


def _category(rule: Rule, spec: EditionSpec) -> str:
    category = spec.category(rule.honour_category)
    return category.name if category else rule.honour_category


def edition_dates(opens: datetime | None, closes: datetime | None, zone: str = clock.DEFAULT_ZONE) -> str:
    """From when to when, as far as it is known."""
    if opens is None and closes is None:
        return str(_("Tanggal tidak diketahui"))
    if opens is None:
        return str(_("sampai %(closes)s", closes=words.short_moment(closes, zone)))
    if closes is None:
        return str(_("mulai %(opens)s", opens=words.short_moment(opens, zone)))
    return str(_("%(opens)s sampai %(closes)s", opens=words.short_moment(opens, zone), closes=words.short_moment(closes, zone)))
