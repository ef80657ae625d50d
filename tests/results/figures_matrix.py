"""Subjects of the access table that are about categories without dossiers: a table that is looked at, persons with and without consent."""

from copy import deepcopy

from p4comp.results.models import Nominee, ScoreTable
from p4comp.results.rules.score_tables import Row
from tests import factories

TABLED = "uji-angka"


def tabled():
    """The small edition with its first category scored by figures, of persons; nothing of it is in use yet."""
    kinds = deepcopy(factories.document()["kategori"])
    for key in ("instrumen", "lembar_wawancara", "syarat"):
        kinds[0].pop(key, None)
    kinds[0] |= {"kuota": {"pemenang": 2}, "pembagian": {"cara": "peringkat"}, "peserta": "orang", "angka": {"cara": "skor"}}
    kinds[0]["penghargaan"] = [{"kode": "T1", "nama": "Terbaik I", "tempat": 1}, {"kode": "T2", "nama": "Terbaik II", "tempat": 1}]
    return factories.edition(slug=TABLED, nomor=21, running=False, kategori=kinds)


def subjects(cast):
    """URL values by row."""
    edition, at = tabled(), factories.BEGINNING
    row = Row(
        2, name=cast.institution.name, person="Siti Uji", typed={"skor": "2,01"}, values={"skor": 2.01}, institution_id=cast.institution.id
    )
    factories.keep(
        ScoreTable(
            edition_id=edition.id,
            category="UMUM",
            state="read",
            sha256=factories.stored().sha256,
            name="angka.xlsx",
            rows=[row.plain],
            missing=[],
            read_at=at,
            read_by="",
        )
    )
    people = [_nominee(edition, cast.institution, number, agreed_at) for number, agreed_at in enumerate((None, at), 1)]
    here = {"slug": TABLED, "category": "UMUM"}
    return {
        **{f"results.{name}": here for name in ("score_table", "use_score_table", "score_sheet")},
        "results.score_table@dossiers": {"slug": TABLED, "category": "UPP"},
        "results.use_score_table@none": here | {"category": "UPP"},
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
