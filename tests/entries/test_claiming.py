"""“Kami pemenang yang belum tercatat”: from the refusal to the claim, and who sees it."""

import pytest
from sqlalchemy.exc import IntegrityError

from p4comp.core.errors import Invalid
from p4comp.entries import actions
from p4comp.entries.models import ClaimState
from tests import factories
from tests.entries.claimants import DURING, TYPED, by, claims, me, place, proof


@pytest.fixture(autouse=True)
def registration(at):
    """Registration is open unless a test moves on."""
    at(DURING)


def test_from_the_refusal_to_a_claim(city, browse):
    who = browse(me(city))
    page = who.get(f"/kepesertaan/mulai/{city.id}")
    assert "tidak tercatat sebagai pemenang umum" in page.main
    page = who.get(page.links["Kami pemenang yang belum tercatat"])
    page = page.submit("Kirim klaim", **TYPED, note="Piagam asli ada di kantor.", file=factories.upload("piagam.pdf")).follow()
    assert page.h1 == "Klaim Pemerintah Kota Uji"
    assert "Menunggu sekretariat" in page.main
    made = claims()[0]
    assert (
        made.code,
        made.edition_slug,
        made.edition_number,
        made.category,
        made.award,
        made.year,
        made.number,
        made.note,
        made.state,
    ) == (
        "KLAIM/0001",
        "p4-2020",
        3,
        "UMUM",
        "Top 10",
        2020,
        "12/PAN/2020",
        "Piagam asli ada di kantor.",
        ClaimState.WAITING,
    )
    assert who.get("/kepesertaan").links["Edisi ke-3 (2020), Instansi Pemerintah Umum"] == f"/klaim/{made.id}"
    assert who.get(f"/kepesertaan/mulai/{city.id}").links["Edisi ke-3 (2020), Instansi Pemerintah Umum"] == f"/klaim/{made.id}"


def test_the_page_to_begin_a_category_leads_to_a_claim_as_well(city, browse):
    page = browse(me(city)).get(f"/kepesertaan/mulai/{city.id}/UMUM")
    assert page.links["Kami pemenang yang belum tercatat"] == f"/kepesertaan/klaim/{city.id}"


def test_where_nothing_is_gated_no_claim_is_offered(city, browse):
    factories.honour(city)
    assert "Kami pemenang yang belum tercatat" not in browse(me(city)).get(f"/kepesertaan/mulai/{city.id}").links


@pytest.mark.parametrize(
    ("changes", "beside"),
    [
        ({"edition": ""}, "edition"),
        ({"edition": "p4-2022"}, "edition"),
        ({"category": "XX"}, "category"),
        ({"award": " "}, "award"),
        ({"award": "x" * 251}, "award"),
        ({"year": "dua ribu"}, "year"),
        ({"year": "2019"}, "year"),
        ({"year": "2022"}, "year"),
        ({"document": "surat"}, "document"),
        ({"number": "1" * 121}, "number"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_what_is_typed_wrong_is_told_beside_its_field_and_the_file_need_not_be_sent_again(city, browse, changes, beside):
    who = browse(me(city))
    url = f"/kepesertaan/klaim/{city.id}"
    page = who.post(url, TYPED | changes | {"file": factories.upload("piagam.pdf")}, status=422)
    assert [one for one in page.errors if one] == [beside]
    assert "piagam.pdf sudah diterima" in page.main
    assert claims() == []
    page.submit("Kirim klaim", **TYPED, note="")
    assert [(one.file_name, one.award) for one in claims()] == [("piagam.pdf", "Top 10")]


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (None, "Pilih foto atau pindaian"),
        (("piagam.docx", b"PK\x03\x04rusak"), "bukan PDF, JPG, PNG"),
        (("piagam.pdf", b""), "kosong"),
    ],
)
def test_a_bad_document_is_told_beside_it_and_nothing_typed_is_lost(city, browse, file, word):
    sent = {"file": factories.upload(*file)} if file else {}
    page = browse(me(city)).post(f"/kepesertaan/klaim/{city.id}", TYPED | sent, status=422)
    assert word in page.errors["file"]
    assert page.form("Kirim klaim").fields | TYPED == page.form("Kirim klaim").fields
    assert claims() == []


@pytest.mark.parametrize("state", list(ClaimState))
@pytest.mark.parametrize("same_category", [True, False])
def test_one_open_claim_an_institution_and_edition(city, state, same_category):
    factories.claim(city, state=state)
    wanted = place(category="UMUM" if same_category else "OA")
    barred = state is ClaimState.WAITING or (state is ClaimState.CONFIRMED and same_category)
    who = by(me(city))
    if barred:
        with pytest.raises(Invalid) as caught:
            actions.claim_honour(city, wanted, proof(), by=who, at=DURING)
        assert caught.value.field == "edition"
    else:
        assert actions.claim_honour(city, wanted, proof(), by=who, at=DURING).state is ClaimState.WAITING


def test_two_claims_sent_at_once_become_one(city):
    factories.claim(city)
    with pytest.raises(IntegrityError):
        factories.claim(city)


def test_claims_for_two_editions_stand_beside_each_other(city):
    factories.claim(city, edition_number=2)
    assert actions.claim_honour(city, place(), proof(), by=by(me(city)), at=DURING).edition_slug == "p4-2020"


def test_what_is_recorded_need_not_be_claimed(city):
    factories.honour(city, edition_number=3)
    with pytest.raises(Invalid, match="sudah tercatat"):
        actions.claim_honour(city, place(), proof(), by=by(me(city)), at=DURING)


@pytest.mark.parametrize(("year", "fits"), [(2019, False), (2020, True), (2021, True), (2022, False)])
def test_the_year_of_the_document_fits_the_edition(city, year, fits):
    if fits:
        assert actions.claim_honour(city, place(year), proof(), by=by(me(city)), at=DURING).year == year
    else:
        with pytest.raises(Invalid) as caught:
            actions.claim_honour(city, place(year), proof(), by=by(me(city)), at=DURING)
        assert caught.value.field == "year"


# Who sees


def test_the_document_is_seen_by_the_claimant_the_secretariat_and_the_auditor_only(city, browse):
    claim = factories.claim(city)
    for who, status in (
        (me(city), 200),
        (factories.secretariat(), 200),
        (factories.auditor(), 200),
        (factories.member(), 404),
        (factories.person(), 404),
    ):
        browse(who).get(f"/klaim/{claim.id}/dokumen", status=status)
        browse(who).get(f"/klaim/{claim.id}", status=status)
    browse().get(f"/klaim/{claim.id}/dokumen", status=401)


def test_a_staged_document_of_one_institution_is_worth_nothing_to_another(city, browse):
    mine, other = me(city), factories.institution("pemkot")
    factories.member(mine, other)
    who = browse(mine)
    page = who.post(f"/kepesertaan/klaim/{city.id}", {"file": factories.upload()}, status=422)
    staged = page.form("Kirim klaim").fields["staged"]
    who.post(f"/kepesertaan/klaim/{other.id}", TYPED | {"staged": staged}, status=422)
    assert claims() == []


def test_without_a_running_edition_nothing_can_be_claimed(app, browse):
    city = factories.institution("pemkot")
    browse(me(city)).get(f"/kepesertaan/klaim/{city.id}", status=403)
