"""Subjects of the access table that are about categories without dossiers: a table that is looked at, persons with and without consent."""

from copy import deepcopy

from p4comp.results.models import Nominee, ScoreTable
from p4comp.results.rules.score_tables import Row
from tests import factories

TABLED, MONITORED = "uji-angka", "uji-pantau"


def _kinds():
    kinds = deepcopy(factories.document()["kategori"])
    for key in ("instrumen", "lembar_wawancara", "syarat"):
        kinds[0].pop(key, None)
    kinds[0] |= {"kuota": {"pemenang": 2}, "pembagian": {"cara": "peringkat"}, "peserta": "orang", "angka": {"cara": "skor"}}
    kinds[0]["penghargaan"] = [{"kode": "T1", "nama": "Terbaik I", "tempat": 1}, {"kode": "T2", "nama": "Terbaik II", "tempat": 1}]
    return kinds


def tabled():
    """The small edition with its first category scored by figures, of persons; nothing of it is in use yet."""
    return factories.edition(slug=TABLED, nomor=21, running=False, kategori=_kinds())


def monitored():
    """The same scored by what the monthly statistics say, of institutions."""
    column = {"kode": "masuk", "nama": "Diterima", "jenis": "jumlah", "pemantauan": "diterima"}
    scored = {"kode": "K1", "nama": "Bagian", "rumus": "bagian", "kolom": ["masuk", "masuk"], "bobot": 100.0}
    kinds = _kinds()
    kinds[0] |= {"peserta": "instansi", "angka": {"cara": "indikator", "kolom": [column], "indikator": [scored]}}
    return factories.edition(slug=MONITORED, nomor=22, running=False, kategori=kinds)


def _table(edition, row):
    return factories.keep(
        ScoreTable(
            edition_id=edition.id,
            category="UMUM",
            state="read",
            sha256=factories.stored().sha256,
            name="angka.xlsx",
            rows=[row.plain],
            missing=[],
            read_at=factories.BEGINNING,
            read_by="",
        )
    )


def subjects(cast):
    """URL values by row."""
    edition, at, home = tabled(), factories.BEGINNING, {"name": cast.institution.name, "institution_id": cast.institution.id}
    _table(edition, Row(2, person="Siti Uji", typed={"skor": "2,01"}, values={"skor": 2.01}, **home))
    _table(monitored(), Row(2, values={"masuk": 10.0}, institution_name=cast.institution.name, is_monitored=True, **home))
    people = [_nominee(edition, cast.institution, number, agreed_at) for number, agreed_at in enumerate((None, at), 1)]
    here = {"slug": TABLED, "category": "UMUM"}
    return {
        **{f"results.{name}": here for name in ("score_table", "use_score_table", "score_sheet")},
        "results.score_table@dossiers": {"slug": TABLED, "category": "UPP"},
        "results.use_score_table@none": here | {"category": "UPP"},
        "results.prefill_scores": {"slug": MONITORED, "category": "UMUM"},
        "results.prefill_scores@sent": here,
        "results.change_score_row": {"slug": MONITORED, "category": "UMUM", "number": 2},
        "results.change_score_row@sent": here | {"number": 2},
        "results.change_score_row@none": here | {"number": 7},
        "results.consent": {"nominee_id": people[0]},
        "results.consent@agreed": {"nominee_id": people[1]},
        "results.withdraw_consent": {"nominee_id": people[1]},
        "results.withdraw_consent@none": {"nominee_id": people[0]},
    }


def _nominee(edition, institution, number, agreed_at):
    entry = factories.entry(
        edition, institution, state="verified", levels=None, evidence=False, is_tabled=True, tabled_as=f"UMUM:N-{number:02d}"
    )
    return factories.keep(
        Nominee(
            edition_id=edition.id, category="UMUM", code=f"N-{number:02d}", entry_id=entry.id, name=f"Orang {number}", agreed_at=agreed_at
        )
    ).id


def bodies(cast):
    """What is posted, by row."""
    return {"results.consent": {"basis": "Surat pernyataan"}, "results.withdraw_consent": {"keeping": "pribadi"}}
