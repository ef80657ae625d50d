"""From the signed agreement to what was accepted: who may, what is kept, who is told, what each sees."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from p4comp.accounts.identity import someone
from p4comp.commitments import actions, queries, tasks
from p4comp.commitments.models import Accord, Commitment, PartnerView, Signatory
from p4comp.core import clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Refused
from p4comp.core.mail import Mail
from p4comp.institutions import actions as registry
from tests import factories
from tests.commitments import scene
from tests.commitments.scene import AT, DUE, TYPED


@pytest.fixture
def house(app, at):
    """Two agencies of a province, the Ombudsman's office, the secretariat."""
    at(AT)
    province = factories.institution("pemprov", name="Provinsi Uji", region=factories.region())
    agencies = [factories.institution("upp", name=f"Dinas {name}", parent=province) for name in ("Kesehatan", "Pendidikan")]
    office = factories.institution("lembaga", name="Perwakilan Ombudsman Uji")
    secretary, by = scene.host()
    people = {"one": factories.member(None, agencies[0], {"drafter"}), "two": factories.member(None, agencies[1], {"drafter"})}
    people |= {"office": factories.member(None, office, {"drafter"}), "viewer": factories.member(None, agencies[0], ()), "host": secretary}
    return {"agencies": agencies, "partner": office, "by": by} | people


def made(house, **values):
    return scene.agreement(house["by"], house["agencies"], partner=house["partner"], **values)


def all_of(model):
    db.session().expire_all()
    return db.everything(select(model).order_by(model.id))


def told():
    return sorted((one.subject, one.to) for one in db.everything(select(Mail)))


def test_an_agreement_is_written_signed_and_brought_into_force(house, browse):
    browser = browse(house["host"])
    page = browser.get("/komitmen/baru")
    assert page.form("Simpan").fields["scopes"].count("\n") >= 4
    browser.post("/komitmen/baru", TYPED | {"partner": house["partner"].code})
    (found,) = all_of(Accord)
    assert (found.state, found.signed_on, [one.title for one in found.scopes]) == ("draft", date(2022, 1, 10), ["Percepatan", "Pencegahan"])
    assert (found.partner_id, found.is_public, found.partner_reads) == (house["partner"].id, True, True)
    url = f"/komitmen/{found.id}"
    browser.post(f"{url}/berlakukan", status=403)
    for agency in house["agencies"]:
        browser.post(f"{url}/penanda-tangan", {"institution": agency.name, "signed_by": "Kepala"})
    browse(house["one"]).get(url, status=404)
    browser.post(f"{url}/berlakukan")
    assert all_of(Accord)[0].state == "in_force"
    assert {one for _subject, one in told()} == {house[name].email for name in ("one", "two", "office", "viewer")}
    browser.get(f"{url}/naskah", status=403)
    assert "menunggu nomor" in browse(house["one"]).get(url).main
    verbs = list(
        db.session().execute(select(AuditRecord.verb).where(AuditRecord.verb.startswith("accord")).order_by(AuditRecord.number)).scalars()
    )
    assert verbs == ["accord.drawn_up", "accord.signed", "accord.signed", "accord.enforced"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"scopes": "\n \n"}, "scopes"),
        ({"scopes": "\n".join(str(n) for n in range(21))}, "scopes"),
        ({"signed_on": "10/01/2023"}, "signed_on"),
        ({"signed_on": "kemarin"}, "signed_on"),
        ({"ends_on": "01/01/2022"}, "ends_on"),
        ({"partner": "Kantor Yang Tidak Ada"}, "partner"),
    ],
)
def test_what_cannot_be_so_is_told_beside_its_field_and_nothing_typed_is_lost(house, browse, changes, field):
    page = browse(house["host"]).post("/komitmen/baru", TYPED | {"summary": "Isi ringkas"} | changes, status=422)
    assert field in page.errors
    assert page.form("Simpan").fields["summary"].strip() == "Isi ringkas"
    assert all_of(Accord) == []


def test_a_commitment_goes_from_planned_to_accepted(house, browse):
    found = made(house)
    one = scene.commitment(house["by"], found)
    worker, url = browse(house["one"]), f"/komitmen/butir/{one.id}"
    worker.post(f"{url}/mulai")
    page = worker.post(f"{url}/tunjukkan", {"report": "Sudah ditunjuk."}, status=422)
    assert page.errors["report"] == "Lampirkan dahulu paling sedikit satu berkas bukti."
    worker.post(f"{url}/bukti", {"file": factories.upload("sk.pdf"), "caption": "Surat tugas"})
    worker.post(f"{url}/tunjukkan", {"report": "Sudah ditunjuk."})
    assert (scene.kept(one).state, scene.kept(one).shown_by) == ("shown", house["one"].id)
    worker.post(f"{url}/bukti", {"file": factories.upload("lain.pdf"), "caption": "Lain"}, status=403)
    host = browse(house["host"])
    assert "1 komitmen menunggu diperiksa" in host.get("/ruang-kerja").main
    host.post(f"{url}/kembalikan", {"reason": "Belum bertanda tangan."})
    assert "Belum bertanda tangan." in worker.get(url).main
    worker.post(f"{url}/tunjukkan", {"report": "Sudah ditandatangani."})
    host.post(f"{url}/terima")
    assert (scene.kept(one).state, scene.kept(one).returned, scene.kept(one).accepted_by) == ("accepted", "", house["host"].id)
    subjects = {subject for subject, _to in told()}
    assert {"Komitmen diterima: Menunjuk pejabat penghubung", "Komitmen dikembalikan: Menunjuk pejabat penghubung"} <= subjects


def test_a_file_with_wrong_words_need_not_be_chosen_again(house, browse):
    one = scene.commitment(house["by"], made(house))
    worker, url = browse(house["one"]), f"/komitmen/butir/{one.id}/bukti"
    page = worker.post(url, {"file": factories.upload("sk.pdf"), "caption": " "}, status=422)
    page.submit("Lampirkan", caption="Surat tugas")
    assert [(proof.name, proof.caption) for proof in scene.kept(one).proofs] == [("sk.pdf", "Surat tugas")]
    worker.post(url, {"file": factories.upload("palsu.pdf", b"bukan pdf"), "caption": "Lain"}, status=422)
    worker.post(url, {"file": factories.upload("sk.pdf"), "caption": "Sama"}, status=422)
    assert len(scene.kept(one).proofs) == 1


def test_who_works_on_a_commitment(house, browse):
    one = scene.commitment(house["by"], made(house))
    for who, status in (("two", 403), ("office", 403), ("viewer", 403), ("host", 403), ("one", 303)):
        browse(house[who]).post(f"/komitmen/butir/{one.id}/mulai", status=status)
    stranger = factories.member(None, factories.institution("pemkab"))
    browse(stranger).get(f"/komitmen/butir/{one.id}", status=404)


def test_nobody_of_the_secretariat_checks_their_own_institution(house, browse):
    one = scene.shown(house["by"], made(house), house["one"])
    both = factories.member(factories.secretariat(), house["agencies"][0])
    browse(both).post(f"/komitmen/butir/{one.id}/terima", status=403)
    assert scene.kept(one).state == "shown"


def test_several_signatories_take_the_same_on_at_once(house, browse):
    found = made(house)
    typed = {
        "scope": "2",
        "title": "Menyusun standar layanan",
        "due_on": "31/07/2022",
        "signatories": [one.id for one in found.signatories],
    }
    browser = browse(house["host"])
    browser.post(f"/komitmen/{found.id}/tambah", typed)
    assert [(one.title, one.due_on, one.scope.number) for one in all_of(Commitment)] == [
        ("Menyusun standar layanan", date(2022, 7, 31), 2)
    ] * 2
    for changes, field in (({"signatories": []}, "signatories"), ({"scope": "9"}, "scope"), ({"due_on": "2021-01-01"}, "due_on")):
        assert field in browser.post(f"/komitmen/{found.id}/tambah", typed | changes, status=422).errors
    assert len(all_of(Commitment)) == 2


def test_the_partner_writes_what_it_thinks_and_the_log_keeps_what_it_thought(house, browse):
    one = scene.shown(house["by"], made(house), house["one"])
    office = browse(house["office"])
    assert "1 komitmen menunggu pandangan Anda" in office.get("/ruang-kerja").main
    url = f"/komitmen/butir/{one.id}/pandangan"
    for opinion, words in (("partly", "Baru satu pejabat."), ("kept", "Sudah lengkap.")):
        office.post(url, {"opinion": opinion, "words": words})
    assert [(view.opinion, view.words) for view in all_of(PartnerView)] == [("kept", "Sudah lengkap.")]
    details = (
        db.session()
        .execute(select(AuditRecord.details).where(AuditRecord.verb == "commitment.viewed").order_by(AuditRecord.number))
        .scalars()
    )
    assert [row["words"] for row in details] == ["Baru satu pejabat.", "Sudah lengkap."]
    assert "menunggu pandangan" not in office.get("/ruang-kerja").main
    for who in ("one", "two", "host"):
        browse(house[who]).post(url, {"opinion": "kept", "words": "x"}, status=403)
    assert "Sudah lengkap." in browse(house["one"]).get(f"/komitmen/butir/{one.id}").main


def test_once_in_force_openness_changes_with_a_reason_that_everybody_is_told(house, browse):
    found = made(house)
    browser, url = browse(house["host"]), f"/komitmen/{found.id}/keterbukaan"
    page = browser.post(url, {"signatories": ["parties"]}, status=422)
    assert "Tulis dasar perubahannya" in page.errors["reason"]
    browser.post(url, {"signatories": ["parties"], "reason": "Adendum 1"})
    assert (found.openness["signatories"], found.is_public, found.partner_reads) == (["parties"], False, False)
    db.session().expire_all()
    assert (all_of(Accord)[0].is_public, all_of(Accord)[0].partner_reads) == (False, False)
    assert sum(subject.startswith("Keterbukaan") for subject, _to in told()) == 4
    page = browser.post(url, {"commitments": ["public"], "reason": "x"}, status=422)
    assert "tidak dapat dilihat umum" in page.errors["commitments"]


def test_reminders_come_fourteen_and_three_days_before_and_once_it_is_late(house):
    one = scene.commitment(house["by"], made(house), due_on=DUE)
    noon = datetime.fromisoformat("2022-06-30T12:00:00+07:00")
    sent = []
    for days in (-20, -14, -13, -3, 0, 1, 2, 30):
        with clock.at(noon + timedelta(days=days)):
            tasks.look_for_due()
            db.session().flush()
        sent.append((days, sum(one.subject.startswith(("Tenggat", "Terlambat")) for one in db.everything(select(Mail)))))
    assert sent == [(-20, 0), (-14, 2), (-13, 2), (-3, 4), (0, 4), (1, 6), (2, 6), (30, 6)]
    assert scene.kept(one).reminded == "late"


def test_what_is_shown_accepted_or_of_an_ended_agreement_is_not_reminded_of(house, at):
    found = made(house)
    scene.shown(house["by"], found, house["one"])
    late = scene.commitment(house["by"], found, title="Lain")
    actions.end(queries.agreement(house["by"], found.id), "Selesai", by=house["by"], at=AT)
    db.session().flush()
    assert queries.coming(date(2023, 1, 1)) == []
    with pytest.raises(Refused):
        actions.begin(queries.case(someone(house["one"]), late.id), by=someone(house["one"]), at=AT)


def test_due_and_late_ones_stand_on_the_start_page(house, browse, at):
    scene.commitment(house["by"], made(house))
    assert "komitmen perlu ditunjukkan" not in browse(house["one"]).get("/ruang-kerja").main
    at("2022-07-15T12:00:00+07:00")
    assert "1 komitmen perlu ditunjukkan" in browse(house["one"]).get("/ruang-kerja").main
    assert "komitmen perlu ditunjukkan" not in browse(house["viewer"]).get("/ruang-kerja").main


def test_lists_of_one_and_three_cost_the_same(house, browse):
    found, counts = made(house), []
    for n in range(3):
        scene.commitment(house["by"], found, title=f"Butir {n}", whose=n % 2)
        made(house)
        pages = [(house["one"], f"/komitmen/{found.id}"), (house["host"], f"/komitmen/{found.id}"), (house["one"], "/komitmen")]
        counts.append([len(browse(who).get(url).queries) for who, url in pages])
    assert counts[0] == counts[2]
    assert max(counts[2]) <= 12


def test_two_signatories_of_one_agreement_are_not_merged(house):
    made(house)
    kept, gone = house["agencies"]
    with pytest.raises(Refused):
        registry.merge(kept, gone, reason="ganda", by=house["by"], at=AT)
    assert len(all_of(Signatory)) == 2


@pytest.mark.parametrize(
    ("head", "line", "expected"),
    [
        ("instansi", "", ("Kepala", "Kepala Dinas")),
        ("instansi;penanda_tangan", ";Wakil", ("Wakil", "Kepala Dinas")),
        ("instansi;jabatan", ";Sekretaris", ("Kepala", "Sekretaris")),
        ("instansi;penanda_tangan;jabatan", ";;", ("", "")),
    ],
)
def test_a_column_a_table_of_signatories_has_not_stays_as_it_is(house, browse, head, line, expected):
    found = made(house, in_force=False)
    table = f"{head}\n{house['agencies'][0].code}{line}\nProvinsi Uji{line}\n"
    browse(house["host"]).post(
        f"/komitmen/{found.id}/penanda-tangan/impor", {"file": factories.upload("tabel.csv", table.encode())}, status=200
    )
    told = {one.institution_name: (one.signed_by, one.position) for one in all_of(Signatory)}
    assert told["Dinas Kesehatan"] == expected
    assert told["Dinas Pendidikan"] == ("Kepala", "Kepala Dinas")
    assert told["Provinsi Uji"] == tuple(
        text for text in ("Wakil" if "Wakil" in line else "", "Sekretaris" if "Sekretaris" in line else "")
    )


def test_many_signatories_are_told_by_as_many_queries_as_one(app, house):
    counts, expected = [], []
    for signed, names in ((house["agencies"][:1], ("one", "viewer", "office")), (house["agencies"], ("one", "two", "viewer", "office"))):
        found = scene.agreement(house["by"], signed, partner=house["partner"], in_force=False, title="Perjanjian banyak")
        pact = queries.agreement(house["by"], found.id)
        with app.extensions["test_watch"]() as taken:
            actions.enforce(pact, by=house["by"], at=AT)
            db.session().flush()
        counts.append(sum(one.startswith("SELECT") for one in taken))
        expected += [("Perjanjian Perjanjian banyak berlaku", house[name].email) for name in names]
    assert counts[0] == counts[1]
    assert told() == sorted(expected)
