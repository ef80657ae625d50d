"""Rulings on honours: read, refused with key path and line, written back, kept once published, shown."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from p4comp.competition import actions, commands, files, queries
from p4comp.competition.actions import FrozenPlan
from p4comp.competition.files import BrokenEdition
from p4comp.competition.succession import Effect
from p4comp.institutions.models import Succession
from tests import factories

BEFORE, DURING = factories.BEGINNING, factories.during("pendaftaran")
RULING = {
    "kode": "R1",
    "pendahulu": "kl-lama",
    "akibat": "instansi",
    "penerus": ["kl-baru"],
    "dasar": "Surat Deputi B/12/2022",
    "alasan": "Urusan pengaduan beralih.",
    "tanggal": date(2022, 2, 1),
}


def ruled(**changes):
    """A ruling with keys replaced; None leaves a key out."""
    return {key: value for key, value in (RULING | changes).items() if value is not None}


def document(*rulings, **changes):
    return factories.document(putusan_riwayat=list(rulings), **changes)


@pytest.fixture
def ministries(app):
    """One that was split into two, one of which was split again."""
    old, new, third, last = (
        factories.institution("kementerian", code=code, name=f"Kementerian {code[3:].title()}")
        for code in ("kl-lama", "kl-baru", "kl-lain", "kl-akhir")
    )
    for before, after in ((old, new), (old, third), (third, last)):
        factories.keep(Succession(predecessor_id=before.id, successor_id=after.id, happened_on=date(2019, 10, 23)))
    return old, new, third, last


def faults(*rulings):
    with pytest.raises(BrokenEdition) as caught:
        files.parse(files.write(document(*rulings)).encode())
    return {fault.key: fault for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("rulings", "key", "word"),
    [
        ([ruled(penerus=None)], "putusan_riwayat[0].penerus", "memerlukan kode"),
        ([ruled(penerus=[])], "putusan_riwayat[0].penerus", "1 sampai"),
        ([ruled(akibat="semua")], "putusan_riwayat[0].penerus", "tidak dipakai akibat “semua”"),
        ([ruled(akibat="tidak_ada")], "putusan_riwayat[0].penerus", "tidak dipakai akibat “tidak_ada”"),
        ([ruled(akibat="sebagian")], "putusan_riwayat[0].akibat", "pilih salah satu: tidak_ada, semua, instansi"),
        ([ruled(penerus=["kl-baru", "kl-lama"])], "putusan_riwayat[0].penerus[1]", "pendahulunya sendiri"),
        ([ruled(penerus=["kl-baru", "kl-baru"])], "putusan_riwayat[0].penerus[1]", "dua kali"),
        ([ruled(tanggal="1 Februari 2022")], "putusan_riwayat[0].tanggal", "tanggal tanpa tanda kutip"),
        ([ruled(tanggal=None)], "putusan_riwayat[0].tanggal", "belum ada"),
        ([ruled(alasan=" ")], "putusan_riwayat[0].alasan", "tidak boleh kosong"),
        ([ruled(pendahulu=None)], "putusan_riwayat[0].pendahulu", "belum ada"),
        ([ruled(), ruled(tanggal=date(2022, 3, 1))], "putusan_riwayat[1].kode", "sudah dipakai"),
        ([ruled(), ruled(kode="R2")], "putusan_riwayat[1].tanggal", "sama dengan putusan R1"),
    ],
)
def test_a_fault_in_a_ruling_names_its_key_path_and_line(app, rulings, key, word):
    found = faults(*rulings)
    assert list(found) == [key]
    assert word in found[key].message
    assert found[key].line > 0


def test_a_ruling_is_read_kept_and_written_back_loss_free(ministries):
    both = (ruled(), ruled(kode="R2", akibat="semua", penerus=None, dasar=None, tanggal=date(2022, 3, 1)))
    edition = actions.load(document(*both), by=None, at=BEFORE)
    assert files.parse(files.dump(edition).encode()) == document(*both)
    first, second = queries.spec_of(edition).rulings
    assert (first.effect, first.successors, first.ruled_on, first.basis) == (
        Effect.NAMED,
        ("kl-baru",),
        date(2022, 2, 1),
        "Surat Deputi B/12/2022",
    )
    assert (second.effect, second.successors, second.basis) == (Effect.ALL, (), "")


@pytest.mark.parametrize(
    ("changes", "key", "word"),
    [
        ({"pendahulu": "kl-atlantis"}, "putusan_riwayat[0].pendahulu", "tidak ada di daftar instansi"),
        ({"pendahulu": "kl-baru", "penerus": ["kl-lain"]}, "putusan_riwayat[0].pendahulu", "tidak mempunyai penerus"),
        ({"penerus": ["kl-baru", "kl-atlantis"]}, "putusan_riwayat[0].penerus[1]", "yang ada: kl-akhir, kl-baru, kl-lain"),
    ],
)
def test_a_ruling_is_about_institutions_of_the_registry(ministries, changes, key, word):
    with pytest.raises(BrokenEdition) as caught:
        actions.load(document(ruled(**changes)), by=None, at=BEFORE)
    assert [fault.key for fault in caught.value.faults] == [key]
    assert word in caught.value.message
    assert queries.editions() == []


def test_a_successor_of_a_successor_may_be_named(ministries):
    assert actions.load(document(ruled(penerus=["kl-akhir"])), by=None, at=BEFORE).slug == "uji"


# What is fixed once it was published


def test_rulings_are_no_part_of_the_plan_hash(ministries):
    assert actions.load(document(), by=None, at=BEFORE).plan_sha256 == actions.load(document(ruled()), by=None, at=BEFORE).plan_sha256


def test_a_ruling_may_be_added_while_registration_runs(ministries):
    actions.load(document(ruled()), by=None, at=BEFORE)
    later = ruled(kode="R2", akibat="tidak_ada", penerus=None, tanggal=date(2022, 3, 1))
    edition = actions.load(document(ruled(), later), by=None, at=DURING)
    assert [one.code for one in queries.spec_of(edition).rulings] == ["R1", "R2"]


@pytest.mark.parametrize(
    ("after", "keys"),
    [
        ([], ["putusan_riwayat[R1]"]),
        ([ruled(kode="R2")], ["putusan_riwayat[R1]"]),
        ([ruled(akibat="semua", penerus=None)], ["putusan_riwayat[R1].akibat", "putusan_riwayat[R1].penerus"]),
        ([ruled(penerus=["kl-lain"])], ["putusan_riwayat[R1].penerus"]),
        ([ruled(alasan="Lain.")], ["putusan_riwayat[R1].alasan"]),
    ],
)
def test_a_published_ruling_stays_as_it_is(ministries, after, keys):
    actions.load(document(ruled()), by=None, at=BEFORE)
    with pytest.raises(FrozenPlan) as caught:
        actions.load(document(*after), by=None, at=DURING)
    assert caught.value.keys == keys


def test_before_registration_a_ruling_may_still_change(ministries):
    actions.load(document(ruled()), by=None, at=BEFORE)
    assert queries.spec_of(actions.load(document(), by=None, at=BEFORE)).rulings == ()


def test_who_may_enter_is_fixed_with_the_plan(app):
    actions.load(factories.document(), by=None, at=BEFORE)
    other = factories.document()
    other["kategori"][0]["jenis_peserta"] = ["kementerian"]
    other["kategori"][0]["syarat"] = [{"aturan": "system_in_use", "bulan": 1}]
    with pytest.raises(FrozenPlan) as caught:
        actions.load(other, by=None, at=DURING)
    code = other["kategori"][0]["kode"]
    assert caught.value.keys == [f"kategori[{code}].jenis_peserta", f"kategori[{code}].syarat"]


# Shown


def test_the_public_terms_show_every_ruling(ministries, browse):
    later = ruled(kode="R2", akibat="semua", penerus=None, dasar=None, tanggal=date(2022, 3, 1))
    edition = actions.load(document(ruled(), later), by=None, at=BEFORE)
    actions.start(edition)
    page = browse().get("/ketentuan/uji")
    assert "Kementerian Lama" in page.main
    assert "1 Februari 2022" in page.main
    assert "Kementerian Baru" in page.main
    assert "Surat Deputi B/12/2022" in page.main
    assert page.main.count("Digantikan putusan yang lebih baru") == 1
    assert "beralih kepada semua instansi penerusnya" in page.main
    assert "menunggu nomor" in page.main
    assert "Belum ada putusan" not in page.main


def test_the_terms_of_an_edition_that_asks_for_honours_say_that_nothing_is_ruled(app, browse):
    content = factories.document()
    content["kategori"][0]["syarat"] = [{"aturan": "honour_general_winner", "edisi_lalu": [1]}]
    actions.start(actions.load(content, by=None, at=BEFORE))
    assert "Belum ada putusan. Instansi penerus dapat mengajukannya kepada sekretariat." in browse().get("/ketentuan/uji").main


def test_the_terms_cost_the_same_with_one_and_with_three_rulings(ministries, browse):
    rulings = [ruled(kode=f"R{n}", tanggal=date(2022, 2, n)) for n in (1, 2, 3)]
    actions.start(actions.load(document(rulings[0]), by=None, at=BEFORE))
    one = len(browse().get("/ketentuan/uji").queries)
    actions.load(document(*rulings), by=None, at=BEFORE)
    assert len(browse().get("/ketentuan/uji?baru").queries) == one


def test_show_names_rulings_for_people_and_machines(ministries):
    actions.load(document(ruled()), by=None, at=BEFORE)
    told = CliRunner().invoke(commands.edition, ["show", "uji"], catch_exceptions=False).output
    assert "R1     2022-02-01  Kementerian Lama: beralih kepada instansi yang disebut: Kementerian Baru" in told
    found = json.loads(CliRunner().invoke(commands.edition, ["show", "uji", "--json"], catch_exceptions=False).output)
    assert found["rulings"] == [
        {
            "code": "R1",
            "predecessor": {"code": "kl-lama", "name": "Kementerian Lama"},
            "effect": "instansi",
            "successors": [{"code": "kl-baru", "name": "Kementerian Baru"}],
            "basis": "Surat Deputi B/12/2022",
            "reason": "Urusan pengaduan beralih.",
            "ruled_on": "2022-02-01",
            "counts": True,
        }
    ]
    actions.load(document(), by=None, at=BEFORE)
    assert "Putusan riwayat penghargaan: belum ada" in CliRunner().invoke(commands.edition, ["show", "uji"]).output
