"""Mass mail: one drafts, another approves exactly what was shown, then each recipient gets one letter."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.core import db
from p4comp.core.mail import Mail
from p4comp.messages import actions, queries
from p4comp.messages.models import Broadcast, BroadcastRecipient
from tests import factories
from tests.messages import makings
from tests.messages.makings import actor


@pytest.fixture
def office(app, at):
    """Two secretaries, and two members of one institution."""
    at(factories.during("pendaftaran"))
    factories.edition()
    place = factories.institution(name="Pemerintah Kabupaten Uji", region=factories.region())
    for name, email in (("Ani", "ani@uji.example"), ("Budi", "budi@uji.example")):
        factories.member(factories.person(name, email=email), place)
    return factories.secretariat("Satu"), factories.secretariat("Dua")


TYPED = {"subject": "Untuk {nama}", "body": "Dari {instansi} sampai {batas_waktu}.", "audience": "members", "category": "", "province": ""}


def found():
    db.session().expire_all()
    return db.first(select(Broadcast))


def mails():
    return db.everything(select(Mail).where(Mail.batch_id != "").order_by(Mail.to))


def test_from_draft_to_letters(office, browse, work):
    first, second = browse(office[0]), browse(office[1])
    first.post("/surat-massal/baru", TYPED)
    path = f"/surat-massal/{found().id}"
    page = first.get(path)
    assert "Untuk Ani" in page.text
    assert "2 alamat, 0 kembar dibuang" in page.text
    first.post(f"{path}/minta-persetujuan")
    assert "orang lain" not in first.get(path).h1
    first.post(f"{path}/setujui", {"sha256": found().sha256}, status=403)
    second.post(f"{path}/setujui", {"sha256": "lain"}, status=409)
    assert mails() == []
    second.post(f"{path}/setujui", {"sha256": found().sha256})
    work()
    work()
    assert found().state == "sent"
    assert [(one.to, one.subject) for one in mails()] == [("ani@uji.example", "Untuk Ani"), ("budi@uji.example", "Untuk Budi")]
    assert mails()[0].body.startswith("Dari Pemerintah Kabupaten Uji sampai ")
    assert "2 dari 2 terkirim" in first.get(path).text


def test_the_recipients_are_those_of_the_day_approval_was_asked_for(office, app, work):
    _first, second = map(actor, office)
    asked = makings.asked(office[0])
    factories.member(factories.person("Cici"), factories.institution())
    actions.approve(asked, asked.sha256, by=second, at=makings.MOMENT)
    work()
    work()
    assert [one.to for one in mails()] == ["ani@uji.example", "budi@uji.example"]


def test_who_lost_the_account_meanwhile_gets_nothing(office, app, work):
    asked = makings.asked(office[0])
    actions.approve(asked, asked.sha256, by=actor(office[1]), at=makings.MOMENT)
    gone = db.first(select(BroadcastRecipient).where(BroadcastRecipient.email == "budi@uji.example"))
    db.session().get(factories.person("X").__class__, gone.person_id).is_active = False
    work()
    work()
    assert [one.to for one in mails()] == ["ani@uji.example"]
    assert found().state == "sent"


def test_letters_are_written_once_however_often_the_task_runs(office, app, work):
    asked = makings.asked(office[0])
    actions.approve(asked, asked.sha256, by=actor(office[1]), at=makings.MOMENT)
    actions.write_some(asked, 1, at=makings.MOMENT)
    actions.write_some(asked, 200, at=makings.MOMENT)
    actions.write_some(asked, 200, at=makings.MOMENT)
    assert len(mails()) == 2


def test_a_changed_recipient_list_is_not_approved(office, app):
    asked = makings.asked(office[0])
    shown = asked.sha256
    db.first(queries.snapshot(asked)).email = "lain@uji.example"
    db.session().flush()
    with pytest.raises(actions.TooMany.__mro__[1]):
        actions.approve(asked, shown, by=actor(office[1]), at=makings.MOMENT)


@pytest.mark.parametrize("hand", ["written_by", "changed_by", "asked_by"])
def test_nobody_who_had_a_hand_in_it_approves(office, app, hand, browse):
    third = factories.secretariat("Tiga")
    asked = makings.asked(third)
    setattr(asked, hand, office[1].id)
    browse(office[1]).post(f"/surat-massal/{asked.id}/setujui", {"sha256": asked.sha256}, status=403)
    browse(office[0]).post(f"/surat-massal/{asked.id}/setujui", {"sha256": asked.sha256})


def test_it_is_given_back_with_a_reason_its_writer_reads(office, browse):
    asked = makings.asked(office[0])
    path = f"/surat-massal/{asked.id}"
    browse(office[1]).post(f"{path}/kembalikan", {"reason": " "}, status=422)
    browse(office[1]).post(f"{path}/kembalikan", {"reason": "Tanggalnya keliru."})
    assert found().state == "draft"
    assert "Tanggalnya keliru." in browse(office[0]).get(path).text


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"body": "Yth. {nilai}"}, "body"),
        ({"audience": "tiada"}, "audience"),
        ({"audience": ""}, "audience"),
        ({"category": "UMUM"}, "category"),
        ({"province": "64"}, "province"),
        ({"audience": "secretariat", "body": "{batas_waktu}"}, "body"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(office, browse, changed, field):
    page = browse(office[0]).post("/surat-massal/baru", TYPED | changed, status=422)
    assert field in page.errors
    assert found() is None
    assert (TYPED | changed)["body"].strip() in page.form("Simpan dan lihat penerimanya").fields["body"]


def test_letters_are_due_at_the_operators_rate(office, app, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], mail_rate=1))
    asked = makings.asked(office[0])
    actions.approve(asked, asked.sha256, by=actor(office[1]), at=makings.MOMENT)
    actions.write_some(asked, 200, at=makings.MOMENT)
    assert [one.next_try_at - makings.MOMENT for one in mails()] == [timedelta(0), timedelta(minutes=1)]


def test_the_page_takes_the_same_queries_for_one_and_three_recipients(office, browse):
    asked = makings.asked(office[0])
    browser = browse(office[1])
    browser.get(f"/surat-massal/{asked.id}")
    two = len(browser.get(f"/surat-massal/{asked.id}").queries)
    for _number in range(3):
        factories.member(factories.person(), factories.institution(region=factories.region()))
    more = makings.asked(office[0])
    assert len(browser.get(f"/surat-massal/{more.id}").queries) == two


def test_an_announcement_can_begin_a_mass_mail_but_is_sent_by_two_like_any_other(office, browse):
    notice = makings.notice(title="Tenggat diundur", body="Sampai {besok}.\nTerima kasih.")
    one = browse(office[0])
    link = f"/surat-massal/baru?pengumuman={notice.id}"
    assert link in {a.get("href") for a in one.get(f"/kelola-pengumuman/{notice.id}").select("main a")}
    page = one.get(link)
    body = "Yth. {nama},\n\nSampai (besok).\nTerima kasih."
    assert page.select("[name=subject]")[0].get("value") == "Tenggat diundur"
    assert page.select("textarea[name=body]")[0].text == " ".join(body.split())
    one.post(link, {"subject": "Tenggat diundur", "body": body, "audience": "members", "category": "", "province": ""})
    assert (found().state, mails()) == ("draft", [])


def test_a_mass_mail_begun_from_no_announcement_is_empty(office, browse):
    page = browse(office[0]).get("/surat-massal/baru?pengumuman=tidak-ada")
    assert page.select("textarea[name=body]")[0].text.strip() == ""
