"""Evidence used again, replaced, looked at page by page."""

import hashlib

import pytest
from sqlalchemy import select

from p4comp.core import db, storage
from p4comp.core.audit import AuditRecord
from p4comp.core.storage import StoredFile
from p4comp.entries import queries
from p4comp.entries.models import Entry, Evidence
from tests import factories

DURING = factories.during("pendaftaran")


@pytest.fixture
def mine(app, at, browse, monkeypatch, tmp_path):
    """A draft with one file on A1: the piece, its member's browser, the entry's address."""
    monkeypatch.setitem(app.extensions, "store", storage.FolderStore(tmp_path / "files"))
    at(DURING)
    who = factories.person("Siti Rahma")
    entry = factories.entry(contact=who, evidence=False)
    factories.member(who, entry.institution)
    me, base = browse(who), f"/kepesertaan/{entry.id}"
    me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("sk.pdf", factories.pdf("satu"))})
    return db.first(select(Evidence)), me, base


def pieces():
    db.session().expire_all()
    found = db.everything(select(Evidence).order_by(Evidence.indicator, Evidence.removed_at.is_(None)))
    return [(one.indicator, one.name, one.removed_why) for one in found]


def details(verb):
    db.session().commit()
    return db.first(select(AuditRecord.details).where(AuditRecord.verb == verb))


def test_a_file_proves_another_indicator_without_being_sent_again(mine):
    piece, me, base = mine
    page = me.get(f"{base}/indikator/A2/bukti/pilih")
    page.form("Pakai untuk A2")
    me.post(f"{base}/indikator/A2/bukti/pilih", {"evidence": piece.id})
    assert pieces() == [("A1", "sk.pdf", None), ("A2", "sk.pdf", None)]
    assert db.count(select(StoredFile).where(StoredFile.sha256 == piece.sha256)) == 1
    assert "Isi yang sama dipakai juga pada A2." in me.get(f"{base}/aspek/A").main


def test_a_file_is_not_offered_where_it_is_already(mine):
    piece, me, base = mine
    assert "Belum ada berkas lain" in me.get(f"{base}/indikator/A1/bukti/pilih").main
    me.post(f"{base}/indikator/A1/bukti/pilih", {"evidence": piece.id}, status=422)
    assert pieces() == [("A1", "sk.pdf", None)]


def test_a_file_of_another_entry_cannot_be_used(mine):
    _piece, me, base = mine
    foreign = factories.proof(factories.entry(evidence=False), content=factories.pdf("asing"))
    page = me.post(f"{base}/indikator/A2/bukti/pilih", {"evidence": foreign.id}, status=422)
    assert "Pilih sedikitnya satu berkas." in page.main


def test_the_same_content_twice_on_one_indicator_is_told(mine):
    _piece, me, base = mine
    page = me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload("salinan.pdf", factories.pdf("satu"))}, status=422)
    assert "isi yang sama sudah ada pada indikator ini: “sk.pdf”" in page.main


def test_a_new_version_takes_the_place_and_the_earlier_stays_readable(mine):
    piece, me, base = mine
    me.post(f"{base}/bukti/{piece.id}/ganti", {"file": factories.upload("sk-baru.pdf", factories.pdf("dua"))})
    assert pieces() == [("A1", "sk.pdf", "replaced"), ("A1", "sk-baru.pdf", None)]
    newer = db.first(select(Evidence).where(Evidence.removed_at.is_(None)))
    assert newer.origin_id == piece.id
    page = me.get(f"{base}/bukti/{newer.id}/lihat")
    assert [one.text for one in page.select(".file-versions li a")] == ["sk.pdf"]
    assert "Siti Rahma" in page.one(".file-versions").text
    assert me.get(f"{base}/bukti/{piece.id}").body == factories.pdf("satu")
    assert "Versi ini sudah diganti" in me.get(f"{base}/bukti/{piece.id}/lihat").main
    hashes = [hashlib.sha256(factories.pdf(text)).hexdigest() for text in ("satu", "dua")]
    assert [details("evidence.replaced")[key] for key in ("before", "after")] == hashes


def test_earlier_versions_are_nothing_to_evaluators(app, at, browse):
    at(factories.during("wawancara"))
    cast = factories.cast()
    earlier = factories.proof(cast.entry, removed_at=DURING, removed_why="replaced")
    url = f"/evaluasi/{cast.assignment.id}/bukti/{earlier.id}"
    for path in (url, f"{url}/lihat", f"{url}/halaman/1"):
        browse(cast.evaluator).get(path, status=404)


def test_the_same_content_is_no_new_version(mine):
    piece, me, base = mine
    page = me.post(f"{base}/bukti/{piece.id}/ganti", {"file": factories.upload("lagi.pdf", factories.pdf("satu"))}, status=422)
    assert "sama dengan yang akan diganti" in page.main
    assert pieces() == [("A1", "sk.pdf", None)]


def test_a_version_is_replaced_once(mine):
    piece, me, base = mine
    me.post(f"{base}/bukti/{piece.id}/ganti", {"file": factories.upload("b.pdf")})
    me.post(f"{base}/bukti/{piece.id}/ganti", {"file": factories.upload("c.pdf")}, status=404)


def test_a_removed_file_is_no_version(mine):
    piece, me, base = mine
    me.post(f"{base}/bukti/{piece.id}/hapus")
    for path in ("", "/lihat", "/halaman/1"):
        me.get(f"{base}/bukti/{piece.id}{path}", status=404)


def test_pages_are_shown_as_pictures_of_ours(mine, work):
    piece, me, base = mine
    work()
    page = me.get(f"{base}/bukti/{piece.id}/lihat")
    sources = [one.get("src") for one in page.select(".sheets img")]
    assert sources == [f"{base}/bukti/{piece.id}/halaman/1"]
    for query in ({}, {"ukuran": "kecil"}):
        picture = me.get(sources[0], query=query)
        assert (picture.headers["Content-Type"], picture.body[8:12]) == ("image/webp", b"WEBP")
        assert "sandbox" in picture.headers["Content-Security-Policy"]
        assert picture.headers["Cache-Control"] == "private, max-age=3600"
    me.get(f"{base}/bukti/{piece.id}/halaman/2", status=404)
    me.get(f"{base}/bukti/{piece.id}/halaman/0", status=404)


def test_the_list_of_one_indicator_is_a_piece_of_the_page(mine):
    _piece, me, base = mine
    answer = me.get(f"{base}/indikator/A1/bukti")
    assert not answer.is_whole
    assert [one.text for one in answer.select(".file-name")] == ["sk.pdf"]


def test_room_used_counts_the_same_content_once(mine):
    piece, me, base = mine
    me.post(f"{base}/indikator/A2/bukti/pilih", {"evidence": piece.id})
    entry = db.session().get(Entry, piece.entry_id)
    assert (queries.dossier(entry).used, queries.bytes_used(entry)) == (piece.file.size, piece.file.size)
    assert queries.bytes_used(entry, but=piece.sha256) == 0


def test_where_files_are_added_masking_and_links_are_spoken_of(mine):
    _piece, me, base = mine
    words = me.get(f"{base}/aspek/A").main
    assert "Samarkan data pribadi pelapor" in words
    assert "Tautan bukan bukti" in words
    assert "50 MB per berkas, 500 MB per kepesertaan, terpakai" in words


def test_a_list_of_three_files_asks_no_more_than_one_of_one(mine):
    _piece, me, base = mine
    one = len(me.get(f"{base}/aspek/A").queries)
    for text in ("b", "c"):
        me.post(f"{base}/indikator/A1/bukti", {"file": factories.upload(f"{text}.pdf")})
    assert len(me.get(f"{base}/aspek/A").queries) == one
