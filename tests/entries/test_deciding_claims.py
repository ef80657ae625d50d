"""The secretariat's word on a claim, and what the archive learns of it."""

import pytest
from sqlalchemy import select

from p4comp.core import clock, db, web
from p4comp.core.audit import AuditRecord
from p4comp.core.errors import Refused, RuleBroken
from p4comp.core.mail import Mail
from p4comp.entries import actions, queries
from p4comp.entries.models import ClaimState
from tests import factories
from tests.entries.claimants import DURING, archived, by, count_known, fresh, me, place, proof, recorded


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(DURING)


def test_the_to_do_list_counts_what_waits(city):
    secretary, auditor = factories.secretariat(), factories.auditor()
    with_claim = factories.claim(city)

    def told(who):
        return [str(one.title) for one in web.contributed("todo", by(who), clock.now()) if one.url == "/verifikasi/klaim"]

    from flask import current_app, g

    with current_app.test_request_context():
        assert (told(secretary), told(auditor)) == (["1 klaim penghargaan menunggu diperiksa"], [])
        with_claim.state = ClaimState.REFUSED
        db.session().flush()
        g.pop("tallies", None)  # each question stands for a request of its own
        assert told(secretary) == []


def test_the_queue_shows_what_waits_and_the_rest_by_tabs(city, browse):
    factories.claim(city)
    factories.claim(factories.institution("pemkot", name="Pemerintah Kota Selesai"), state="confirmed")
    desk = browse(factories.secretariat())
    names = lambda **query: [one.text for one in desk.get("/verifikasi/klaim", query=query).select("main .row-link")]  # noqa: E731  # short
    assert names() == ["Pemerintah Kota Uji"]
    assert names(status="confirmed") == ["Pemerintah Kota Selesai"]
    assert names(status="apa") == ["Pemerintah Kota Uji", "Pemerintah Kota Selesai"]
    assert desk.get("/verifikasi").links["Klaim penghargaan"] == "/verifikasi/klaim"


@pytest.mark.parametrize("url", ["/verifikasi/klaim", "/kepesertaan"])
def test_lists_cost_the_same_with_one_and_with_three_claims(city, browse, url):
    who = browse(factories.secretariat() if url == "/verifikasi/klaim" else me(city))
    factories.claim(city, edition_number=1)
    one = len(who.get(url).queries)
    factories.claim(city, edition_number=2), factories.claim(city, edition_number=3)
    page = who.get(url)
    assert len([one for one in page.select("main .row-link") if "Uji" in one.text or "Edisi" in one.text]) == 3
    assert len(page.queries) == one
    assert one <= 12


def test_the_document_stands_beside_the_archive(city, known, browse):
    claim = factories.claim(city)
    page = browse(factories.secretariat()).get(f"/klaim/{claim.id}")
    assert "diketahui 6 dari 10" in page.main
    assert len(page.select("main table tbody tr")) == 6
    assert page.links["piagam.pdf"] == f"/klaim/{claim.id}/dokumen"
    assert len(page.queries) <= 12


def test_confirming_records_the_honour_with_its_source_and_opens_the_category(city, known, browse):
    claim, secretary = factories.claim(city), factories.secretariat("Ibu Sekretaris")
    who = browse(me(city))
    browse(secretary).get(f"/klaim/{claim.id}").submit("Konfirmasi dan catat", award="Top 10 - Piala Anggakara Birawa")
    honour = recorded(city)[0]
    assert (honour.edition_number, honour.edition_slug, honour.year, honour.category, honour.stage, honour.award, honour.is_simulated) == (
        3,
        "p4-2020",
        2020,
        "UMUM",
        "pemenang",
        "Top 10 - Piala Anggakara Birawa",
        False,
    )
    assert honour.source == (
        f"Piagam nomor 12/PAN/2020; {claim.code}, SHA-256 {claim.sha256}; dikonfirmasi sekretariat {DURING.astimezone():%-d} Mar 2022, "
        f"{clock.local(DURING):%H.%M} WIB"
    )
    kept = fresh(claim)
    assert (kept.state, kept.decided_at, kept.decided_by, kept.honour_id) == (ClaimState.CONFIRMED, DURING, secretary.id, honour.id)
    assert count_known() == [(7, 10)]
    assert archived("Kota Uji") == ["Top 10 - Piala Anggakara Birawa"]
    assert "7 dari 10" in browse().get("/arsip/p4-2020").main
    page = who.get(f"/kepesertaan/mulai/{city.id}")
    assert "Tercatat sebagai pemenang umum: edisi 3 (2020): Top 10 - Piala Anggakara Birawa." in page.main
    assert "Kami pemenang yang belum tercatat" not in page.links
    assert "Ikut kategori Instansi Pemerintah Umum" in page.links
    assert db.everything(select(Mail.template)) == ["entries/mail/claim_confirmed.txt"]
    verbs = db.everything(select(AuditRecord.verb).order_by(AuditRecord.number))
    assert verbs == ["honour.added", "claim.confirmed"]


def test_refusing_tells_the_reason_and_lets_the_institution_claim_again(city, known, browse):
    claim = factories.claim(city)
    person = me(city)
    browse(factories.secretariat()).get(f"/klaim/{claim.id}").submit("Tolak klaim ini", reason="Piagam ini piagam finalis.")
    kept = fresh(claim)
    assert (kept.state, kept.reason, kept.honour_id, recorded(city)) == (ClaimState.REFUSED, "Piagam ini piagam finalis.", None, [])
    assert count_known() == [(6, 10)]
    assert "Piagam ini piagam finalis." in browse(person).get(f"/klaim/{claim.id}").main
    sent = db.first(select(Mail))
    assert (sent.template, sent.to) == ("entries/mail/claim_refused.txt", person.email)
    assert actions.claim_honour(city, place(), proof(), by=by(person), at=DURING).state is ClaimState.WAITING


@pytest.mark.parametrize(("verb", "field"), [("konfirmasi", "award"), ("tolak", "reason")])
def test_a_decision_left_blank_is_asked_for_again(city, browse, verb, field):
    claim = factories.claim(city)
    page = browse(factories.secretariat()).post(f"/klaim/{claim.id}/{verb}", {field: " "}, status=422)
    assert [one for one in page.errors if one] == [field]
    assert fresh(claim).state is ClaimState.WAITING


def test_a_claim_is_decided_once(city):
    claim, secretary = factories.claim(city), by(factories.secretariat())
    actions.confirm_claim(claim, award="Top 10", by=secretary, at=DURING)
    with pytest.raises(RuleBroken):
        actions.refuse_claim(claim, reason="x", by=secretary, at=DURING)
    with pytest.raises(RuleBroken):
        actions.confirm_claim(claim, award="Top 10", by=secretary, at=DURING)
    assert len(recorded(city)) == 1


def test_what_was_recorded_meanwhile_is_not_recorded_twice(city, known, browse):
    claim = factories.claim(city)
    factories.honour(city, edition_number=3)
    page = browse(factories.secretariat()).post(f"/klaim/{claim.id}/konfirmasi", {"award": "Top 10"}, status=422)
    assert "sudah tercatat" in page.main
    assert (fresh(claim).state, len(recorded(city)), count_known()) == (ClaimState.WAITING, 1, [(6, 10)])


def test_a_list_that_is_full_takes_no_further_winner(city, known, browse):
    known.known = 10
    claim = factories.claim(city)
    page = browse(factories.secretariat()).post(f"/klaim/{claim.id}/konfirmasi", {"award": "Top 10"}, status=422)
    assert "diketahui 10 dari 10" in page.main
    assert (fresh(claim).state, recorded(city), count_known()) == (ClaimState.WAITING, [], [(10, 10)])


@pytest.mark.parametrize("side", ["own", "parent", "unit"])
@pytest.mark.parametrize("verb", ["konfirmasi", "tolak"])
def test_staff_of_the_claimants_side_may_not_decide(gated, browse, side, verb):
    parent = factories.institution("pemprov")
    city = factories.institution("pemkot", parent=parent)
    unit = factories.institution("upp", parent=city)
    secretary = factories.secretariat()
    factories.member(secretary, {"own": city, "parent": parent, "unit": unit}[side])
    claim = factories.claim(city)
    browse(secretary).post(f"/klaim/{claim.id}/{verb}", {"award": "Top 10", "reason": "x"}, status=403)
    with pytest.raises(Refused, match="petugas sekretariat lain"):
        actions.refuse_claim(claim, reason="x", by=by(secretary), at=DURING)
    assert fresh(claim).state is ClaimState.WAITING


# Truth: what a demo makes never reaches the archive


@pytest.mark.parametrize("invented", [True, False])
@pytest.mark.parametrize("is_demo", [True, False])
def test_a_claim_of_a_demo_opens_the_category_and_never_reaches_the_archive(gated, known, browse, monkeypatch, invented, is_demo):
    city = factories.institution("pemkot", name="Pemerintah Kota Simulasi", is_invented=invented)
    claim = factories.claim(city)
    monkeypatch.setattr(clock, "is_demo", lambda: is_demo)
    actions.confirm_claim(claim, award="Top 10", by=by(factories.secretariat()), at=DURING)
    db.commit()
    monkeypatch.undo()
    honour, simulated = recorded(city)[0], invented or is_demo
    assert (honour.is_simulated, honour.source.startswith("SIMULASI; ")) == (simulated, simulated)
    assert archived("Kota Simulasi") == ([] if simulated else ["Top 10"])
    assert count_known() == [(6, 10)] if simulated else [(7, 10)]
    assert ("Kota Simulasi" in browse().get("/arsip/p4-2020").main) is not simulated
    applicant = queries.applicant(city)
    assert [(one.edition_number, one.won) for one in applicant.honours] == [(3, True)]
