"""An approver's word: by the own account, on a signed paper, asked for and given back."""

import pytest
from sqlalchemy import delete, select

from p4comp.accounts.models import Membership
from p4comp.core import db
from p4comp.core.errors import Refused
from p4comp.entries import actions, queries
from p4comp.entries.models import Entry, SignOffRequest, State
from p4comp.entries.rules.sign_off import SIGN_OFF_MOVES, SignOffState, changed
from tests import factories
from tests.entries.entrants import DURING, by, mails, state, verbs

LEGAL = {("waiting", "give"): "given", ("waiting", "give_back"): "given_back", ("waiting", "take_back"): "taken_back"}


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(DURING)


@pytest.fixture
def team(app, browse):
    """A whole dossier with a drafter and an approver: its id, its address, and the browser of each."""
    approver = factories.person("Bu Kepala", position="Kepala Dinas")
    entry = factories.entry(contact=approver)
    factories.member(approver, entry.institution, {"approver"})
    drafter = factories.member(factories.person("Penyusun"), entry.institution, {"drafter"})
    return entry, f"/kepesertaan/{entry.id}", browse(drafter), browse(approver)


@pytest.mark.parametrize("verb", SIGN_OFF_MOVES.table)
@pytest.mark.parametrize("at_state", SignOffState)
def test_moves(at_state, verb):
    if (at_state, verb) in LEGAL:
        assert SIGN_OFF_MOVES.after(at_state, verb) == LEGAL[at_state, verb]
    else:
        with pytest.raises(Refused):
            SIGN_OFF_MOVES.after(at_state, verb)


def test_what_changed_is_told_in_the_dossiers_order():
    before = {"A1.level": "1", "A1.narrative": "2", "B1.level": "3"}
    assert changed(before, before) == []
    assert changed(before, {"A1.level": "1", "A1.narrative": "x", "C1.level": "4"}) == ["A1.narrative", "C1.level", "B1.level"]


def test_an_approver_signs_and_hands_in_at_once(team):
    entry, base, _drafter, approver = team
    page = approver.get(f"{base}/kirim").submit("Kirim berkas", declared="y", position="Plt. Kepala Dinas").follow()
    assert page.h1 == "Tanda terima UJI/UMUM/0001"
    signed = queries.submission(db.session().get(Entry, entry.id)).snapshot["sign_off"]
    assert (signed["way"], signed["name"], signed["title"]) == ("account", "Bu Kepala", "Plt. Kepala Dinas")
    assert signed["text"] == "Saya menyatakan isian dan bukti ini benar, dan instansi saya menyetujui pengirimannya."
    assert signed["at"] == DURING.isoformat()


def test_the_editions_own_declaration_is_what_is_signed(app):
    edition = factories.edition(penyerahan={"pernyataan": "Kami bertanggung jawab."})
    entry = factories.entry(edition)
    assert actions.submit(entry, by=by(entry), at=DURING).snapshot["sign_off"]["text"] == "Kami bertanggung jawab."


def test_a_drafter_cannot_sign(team):
    entry, base, drafter, _approver = team
    page = drafter.get(f"{base}/kirim")
    assert "Yang dapat menyetujui: Bu Kepala." in page.main
    assert "Kirim berkas" not in [button for form in page.forms for button in form.buttons]
    drafter.post(f"{base}/kirim", {"declared": "y"}, status=409)
    assert state(entry.id) is State.DRAFT


def test_a_viewer_can_neither_sign_nor_ask(team, browse):
    entry, base, _drafter, _approver = team
    viewer = browse(factories.member(factories.person(), entry.institution, set()))
    viewer.get(f"{base}/kirim", status=403)
    viewer.post(f"{base}/minta-persetujuan", {}, status=403)


def test_asking_makes_a_task_and_a_mail_and_the_word_ends_it(team):
    entry, base, drafter, approver = team
    drafter.get(f"{base}/kirim").submit("Minta persetujuan")
    assert mails() == [("sign_off_asked.txt", by(entry).email)]
    start = approver.get("/ruang-kerja")
    assert f"Setujui dan kirim berkas {entry.institution_name}" in start.main
    approver.get(f"{base}/kirim").submit("Kirim berkas", declared="y")
    assert db.first(select(SignOffRequest.state)) is SignOffState.GIVEN
    assert "Setujui dan kirim" not in approver.get("/ruang-kerja").main
    assert verbs()[:2] == ["sign_off.asked", "entry.submitted"]


def test_a_second_request_waits_for_the_first(team):
    entry, _base, _drafter, _approver = team
    who = by(entry)
    actions.ask_sign_off(entry, by=who, at=DURING)
    with pytest.raises(Refused, match="masih ditunggu"):
        actions.ask_sign_off(entry, by=who, at=DURING)
    actions.take_back_request(entry, by=who, at=DURING)
    assert actions.ask_sign_off(entry, by=who, at=DURING).state is SignOffState.WAITING


def test_nobody_is_asked_for_an_unfinished_dossier_or_where_nobody_may_sign(app):
    unfinished = factories.entry(levels=None)
    with pytest.raises(Refused, match="belum lengkap"):
        actions.ask_sign_off(unfinished, by=by(unfinished), at=DURING)
    alone = factories.entry()
    db.session().execute(delete(Membership).where(Membership.institution_id == alone.institution_id))
    factories.member(factories.person(), alone.institution, {"drafter"})
    with pytest.raises(Refused, match="Belum ada penyetuju"):
        actions.ask_sign_off(alone, by=by(alone), at=DURING)


def test_what_changed_after_the_request_is_shown_to_the_approver(team):
    _entry, base, drafter, approver = team
    drafter.get(f"{base}/kirim").submit("Minta persetujuan")
    assert "Isi berkas sama dengan saat diminta." in approver.get(f"{base}/kirim").main
    drafter.post(f"{base}/simpan", {"field": "A1.level", "value": "4", "version": "0"}, status=200)
    assert "Berubah sesudah diminta: A1 (tingkat)." in approver.get(f"{base}/kirim").main


def test_an_approver_gives_back_with_words(team):
    entry, base, drafter, approver = team
    drafter.get(f"{base}/kirim").submit("Minta persetujuan")
    refused = approver.post(f"{base}/kembalikan-ke-penyusun", {"words": " "}, status=422)
    assert refused.errors["words"] == "Tulis apa yang perlu diperbaiki."
    approver.post(f"{base}/kembalikan-ke-penyusun", {"words": "Bukti B1 belum ditandatangani."})
    assert "Bukti B1 belum ditandatangani." in drafter.get(f"{base}/kirim").main
    assert sorted(name for name, _to in mails()) == ["sign_off_asked.txt", "sign_off_given_back.txt"]
    assert state(entry.id) is State.DRAFT


def test_an_approver_who_left_yesterday_cannot_sign(team):
    entry, base, drafter, approver = team
    drafter.get(f"{base}/kirim").submit("Minta persetujuan")
    db.session().execute(delete(Membership).where(Membership.approves))
    factories.member(factories.person("Plt. Kepala"), entry.institution, {"approver"})
    db.session().commit()
    approver.get(f"{base}/kirim", status=404)
    approver.post(f"{base}/kirim", {"declared": "y"}, status=404)
    assert "Yang dapat menyetujui: Plt. Kepala." in drafter.get(f"{base}/kirim").main
    assert state(entry.id) is State.DRAFT


def test_a_drafter_hands_in_with_a_signed_paper(team, browse):
    entry, base, drafter, _approver = team
    paper = factories.upload("pernyataan.pdf")
    answers = {"signed_by": "Drs. H. Ahmad", "title": "a.n. Bupati, Sekretaris Daerah"}
    page = drafter.get(f"{base}/kirim-dengan-pernyataan").submit("Kirim berkas", file=paper, **answers).follow()
    assert "pernyataan diunggah, diperiksa sekretariat" in page.main
    signed = queries.submission(db.session().get(Entry, entry.id)).snapshot["sign_off"]
    assert (signed["way"], signed["name"], signed["title"]) == ("declaration", *answers.values())
    assert drafter.get(page.links["pernyataan.pdf"]).body.startswith(b"%PDF-")
    desk = browse(factories.secretariat()).get(f"/verifikasi/{entry.id}")
    assert "pernyataan diunggah, diperiksa sekretariat" in desk.main


def test_a_good_paper_is_kept_while_a_name_is_missing(team):
    entry, base, drafter, _approver = team
    page = drafter.get(f"{base}/kirim-dengan-pernyataan")
    again = page.submit("Kirim berkas", file=factories.upload("pernyataan.pdf"), signed_by="", title="Bupati", status=422)
    assert again.errors["signed_by"] == "Isi nama pejabat yang menandatangani."
    again.submit("Kirim berkas", signed_by="Ahmad")
    assert state(entry.id) is State.SUBMITTED


def test_without_a_paper_nothing_is_handed_in(team):
    entry, base, drafter, _approver = team
    page = drafter.get(f"{base}/kirim-dengan-pernyataan").submit("Kirim berkas", signed_by="A", title="B", status=422)
    assert "Pilih berkas pernyataan yang sudah ditandatangani." in page.main
    assert state(entry.id) is State.DRAFT


def test_the_page_costs_at_most_twelve_queries(team):
    _entry, base, drafter, approver = team
    taken = [len(browser.get(f"{base}/kirim").queries) for browser in (drafter, approver)]
    assert max(taken) <= 13  # BEGIN is one of them


def test_the_office_typed_at_one_hand_in_stands_ready_at_the_next(team):
    _entry, base, _drafter, approver = team
    approver.get(f"{base}/kirim").submit("Kirim berkas", declared="y", position="Plt. Kepala Dinas")
    approver.post(f"{base}/buka-kembali")
    assert approver.get(f"{base}/kirim").one("[name=position]").get("value") == "Plt. Kepala Dinas"


def test_while_it_waits_each_has_one_task_the_own_one(team):
    _entry, base, drafter, approver = team
    drafter.post(f"{base}/minta-persetujuan")

    def tasks(who):
        return [one.text for one in who.get("/ruang-kerja").select(".todo li") if "berkas" in one.text.lower()]

    assert [["menunggu persetujuan" in one for one in tasks(drafter)], ["Setujui dan kirim" in one for one in tasks(approver)]] == [
        [True],
        [True],
    ]
