"""“Kami menerapkan ini”: noted, confirmed, told to the source, shown by consent, disputed, removed"""

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.practices import queries
from p4comp.practices.models import Adoption
from tests import factories
from tests.practices import scene
from tests.practices.scene import SOON


@pytest.fixture
def source(app, at):
    """A published practice, and another institution with a drafter and an approver."""
    at(SOON)
    edition, entry, who = scene.stage(name="Kabupaten Sumber")
    scene.announce(edition, [entry], [entry])
    secretary, actor = scene.secretary()
    home = factories.institution("pemkot", name="Kota Peniru")
    drafter = factories.member(factories.person("Penyusun Kota"), home, duties=("drafter",))
    approver = factories.member(factories.person("Penyetuju Kota"), home, duties=("approver",))
    practice = scene.published(entry, actor)
    return {
        "practice": practice,
        "who": who,
        "home": home,
        "drafter": drafter,
        "approver": approver,
        "secretary": secretary,
        "actor": actor,
    }


def records():
    return db.everything(select(Adoption))


def note(browse, source, **values):
    body = {"institution": source["home"].id, "what": "Meja aduan di dua pasar.", "since_on": "2022-01-10", "is_shown": "y"} | values
    return browse(source["drafter"]).post(f"/praktik/{source['practice'].code}/terapkan", body)


def test_it_counts_once_the_approver_has_confirmed_and_the_source_is_told(source, browse):
    address = f"/praktik/{source['practice'].code}"
    note(browse, source)
    assert (records()[0].state, "Kota Peniru" in browse().get(address).main) == ("noted", False)
    assert "Konfirmasi 1 catatan penerapan praktik" in browse(source["approver"]).get("/ruang-kerja").main
    browse(source["drafter"]).post(f"/penerapan-praktik/{records()[0].id}/konfirmasi", status=403)
    browse(source["who"]).get(f"/penerapan-praktik/{records()[0].id}", status=404)
    browse(source["approver"]).get(f"/penerapan-praktik/{records()[0].id}").submit("Konfirmasi")
    page = browse().get(address)
    assert "1 instansi lain menyatakan menerapkan praktik ini." in page.main
    assert "Kota Peniru, sejak 10 Januari 2022" in page.main
    assert "diterapkan 1 instansi lain" in browse().get("/praktik").main
    told = db.everything(select(Mail).where(Mail.template == "practices/mail/adopted.txt"))
    assert [one.to for one in told] == [source["who"].email]
    assert "Kota Peniru" in browse(source["who"]).get("/praktik-kami").main


def test_without_consent_it_is_counted_and_not_named(source, browse):
    note(browse, source, is_shown=None)
    browse(source["approver"]).post(f"/penerapan-praktik/{records()[0].id}/konfirmasi")
    page = browse().get(f"/praktik/{source['practice'].code}")
    assert "1 di antaranya tidak menampilkan namanya." in page.main
    assert "Kota Peniru" not in page.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"what": ""}, "Tulis bagian mana yang diterapkan, dan apa yang disesuaikan."),
        ({"what": "Hubungi 0812 3456 7890"}, "Nomor telepon seluler tidak dimuat. Pakai nomor telepon kantor, misalnya (0511) 123456."),
        ({"since_on": "kemarin"}, "Isi tanggal lengkap, misalnya 17/08/2021."),
        ({"since_on": "2030-01-01"}, "Isi tanggal mulai yang sudah lewat; yang masih rencana belum dicatat."),
        ({"institution": "tiada"}, "Pilih instansi Anda."),
        ({"result": "x" * 2001}, "Persingkat: paling banyak 2.000 huruf."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(source, browse, wrong, words):
    body = {"institution": source["home"].id, "what": "Meja aduan.", "since_on": "2022-01-10"} | wrong
    page = browse(source["drafter"]).post(f"/praktik/{source['practice'].code}/terapkan", body, status=422)
    assert page.errors[next(iter(wrong))] == words
    assert records() == []


def test_noted_again_it_is_one_record_that_waits_again(source, browse):
    note(browse, source)
    browse(source["approver"]).post(f"/penerapan-praktik/{records()[0].id}/konfirmasi")
    note(browse, source, what="Kini di lima pasar.")
    (one,) = records()
    assert (one.state, one.what, one.confirmed_by) == ("noted", "Kini di lima pasar.", "")
    browse(source["drafter"]).get(f"/penerapan-praktik/{one.id}").submit("Tarik catatan")
    assert records()[0].state == "withdrawn"


def test_the_source_objects_and_the_secretariat_decides_with_a_reason(source, browse):
    note(browse, source)
    address = f"/penerapan-praktik/{records()[0].id}"
    browse(source["approver"]).post(f"{address}/konfirmasi")
    assert "Ajukan keberatan" in browse(source["who"]).get(address).main
    browse(source["who"]).post(f"{address}/keberatan", {"words": "Tidak pernah ada."})
    assert records()[0].objection == "Tidak pernah ada."
    browse(source["who"]).post(f"{address}/keberatan", {"words": "Lagi."}, status=403)
    desk = browse(source["secretary"])
    assert "1 keberatan atas catatan penerapan" in desk.get("/ruang-kerja").main
    assert desk.post(f"{address}/putusan", {"words": ""}, status=422).errors["words"] == "Tulis alasannya."
    assert desk.get(address).form("Keluarkan catatan").action == f"{address}/keluarkan"
    desk.post(f"{address}/keluarkan", {"words": "Tidak terbukti."})
    (one,) = records()
    assert (one.state, one.reason, one.is_disputed) == ("removed", "Tidak terbukti.", False)
    assert "Belum ada yang mencatatnya." in browse().get(f"/praktik/{source['practice'].code}").main
    told = db.everything(select(Mail).where(Mail.template == "practices/mail/adoption_removed.txt"))
    assert sorted(one.to for one in told) == sorted([source["drafter"].email, source["approver"].email])
    again = browse(source["drafter"]).post(
        f"/praktik/{source['practice'].code}/terapkan",
        {"institution": source["home"].id, "what": "Lagi.", "since_on": "2022-01-10"},
        status=422,
    )
    assert "sudah dikeluarkan sekretariat: Tidak terbukti." in again.errors["institution"]


def test_an_objection_may_be_overruled(source, browse):
    note(browse, source)
    address = f"/penerapan-praktik/{records()[0].id}"
    browse(source["approver"]).post(f"{address}/konfirmasi")
    browse(source["who"]).post(f"{address}/keberatan", {"words": "Tidak benar."})
    browse(source["secretary"]).post(f"{address}/putusan", {"words": "Sudah diperiksa."})
    assert (records()[0].state, records()[0].is_disputed) == ("confirmed", False)


def test_ones_own_practice_is_not_adopted_nor_one_that_has_ended(source, browse):
    code = source["practice"].code
    browse(source["who"]).get(f"/praktik/{code}/terapkan", status=403)
    browse(source["who"]).post(f"/praktik-kami/praktik/{source['practice'].id}/tarik")
    browse(source["drafter"]).get(f"/praktik/{code}/terapkan", status=404)
    assert queries.has_any() is False
