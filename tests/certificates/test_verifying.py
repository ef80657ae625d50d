"""The public check: every state by every way in both languages, forged files, and nothing told before its time."""

import hashlib
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from p4comp.certificates import rules
from p4comp.certificates.contributions import english
from p4comp.certificates.models import CertificateFile, FileRole
from p4comp.certificates.routes import checking
from p4comp.certificates.rules.verifying import WORDING, Answer
from p4comp.core import clock, db, storage
from p4comp.core.db import session
from p4comp.core.pacing import Slope
from tests import factories
from tests.certificates import files
from tests.certificates.conftest import AFTER
from tests.certificates.words import texts

REASON = "Salah nama."
STATES = ("issued", "suspended", "replaced", "revoked")
TITLES = {
    "issued": ("Piagam asli dan berlaku", "Authentic and valid certificate"),
    "suspended": ("Piagam ini ditangguhkan", "This certificate is suspended"),
    "replaced": ("Piagam ini sudah diganti", "This certificate has been replaced"),
    "revoked": ("Piagam ini sudah dicabut", "This certificate has been revoked"),
}
SINCE = {
    "issued": ("", ""),
    "suspended": ("Ditangguhkan sejak Kamis, 16 Juni 2022.", "Suspended since Thursday, 16 June 2022."),
    "replaced": ("Diganti pada Kamis, 16 Juni 2022.", "Replaced on Thursday, 16 June 2022."),
    "revoked": ("Dicabut pada Kamis, 16 Juni 2022.", "Revoked on Thursday, 16 June 2022."),
}
SENT = "/periksa/berkas"
TOKEN = re.compile(r'name="csrf_token" value="[^"]*"')


def content_of(certificate):
    return storage.store().path(certificate.pdf_sha256).read_bytes()


def given(certificate, content=b"%PDF-1.7 uji"):
    """A certificate with a file handed out; nothing was printed."""
    file = factories.stored(content)
    certificate.pdf_sha256 = file.sha256
    factories.base.keep(CertificateFile(certificate_id=certificate.id, sha256=file.sha256, role=FileRole.PRINTED, made_at=AFTER))
    return certificate


def in_state(cast, announced, state):
    values = {"suspended_at": AFTER, "suspended_reason": REASON} if state == "suspended" else {}
    values |= {"revoked_at": AFTER, "revoked_reason": REASON} if state == "revoked" else {}
    if state == "replaced":
        new = factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code())
        values |= {"replaced_at": AFTER, "replaced_reason": REASON, "replaced_by_id": new.id}
    return given(
        factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code(), state=state, number="B/640/2022", **values)
    )


def send(browse, content, query=None, status=200):
    return browse().post(SENT, {"berkas": (io.BytesIO(content), "piagam.pdf")}, status=status, query=query)


WAYS = ("code", "hash", "upload")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told_by_every_way_in_both_languages(browse, cast, announced, state, way, language):
    certificate = in_state(cast, announced, state)
    query, place = ({"bahasa": "en"}, 1) if language == "en" else (None, 0)
    if way == "upload":
        page = send(browse, content_of(certificate), query)
    else:
        page = browse().get(f"/v/{certificate.code}" if way == "code" else f"/periksa/berkas/{certificate.pdf_sha256}", query=query)
    assert page.h1 == TITLES[state][place]
    assert SINCE[state][place] in page.main
    assert (REASON in page.main) == (state != "issued")
    assert page.headers["Content-Language"] == language
    assert page.select("html")[0].get("lang") == language
    wording = WORDING[Answer("valid" if state == "issued" else state)]
    words = english.pairs() if language == "en" else {}
    for text in (str(wording.meaning), str(wording.advice), "Catatan portal ini", "Tanda tangan elektronik pada berkas"):
        assert words.get(text, text) in page.main
    if state == "replaced":
        assert any(certificate.replaced_by.code in address for address in page.links.values())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("typed", ["serial", "number"])
def test_a_number_tells_the_state_of_what_is_announced_however_it_is_spaced(browse, cast, announced, state, typed):
    certificate = in_state(cast, announced, state)
    page = browse().get("/periksa", query={"kode": getattr(certificate, typed).lower().replace("/", " / ")})
    [cells] = [[one.text for one in row.select("td")] for row in page.select("tbody tr")]
    assert cells[0] == certificate.serial
    assert cells[2] == certificate.institution_name
    assert cells[4] == ("Tercatat dan berlaku" if state == "issued" else TITLES[state][0])  # a number alone proves nothing
    english_page = browse().get("/periksa", query={"kode": getattr(certificate, typed), "bahasa": "en"})
    assert english_page.h1 == "Certificates with this number"
    assert english_page.select("tbody td")[4].text == ("On record and valid" if state == "issued" else TITLES[state][1])


def test_one_official_number_on_many_certificates_is_a_list_by_as_many_queries(browse, cast, announced):
    factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code(), number="B/9/2022")
    one = browse().get("/periksa", query={"kode": "B/9/2022"})
    factories.certificate(announced, cast.entry, code=rules.new_code(), number="B/9/2022")
    factories.certificate(announced, cast.stranger_entry, code=rules.new_code(), number="B/9/2022")
    three = browse().get("/periksa", query={"kode": "B/9/2022"})
    assert [len(page.select("tbody tr")) for page in (one, three)] == [1, 3]
    assert len(one.queries) == len(three.queries) <= 12


@pytest.mark.parametrize("kind", ["participant", "thanks", "team"])
def test_a_number_names_nobody_who_stands_on_no_published_list(browse, cast, announced, kind):
    hidden = factories.certificate(announced, cast.entry, kind=kind, code=rules.new_code())
    page = browse().get("/periksa", query={"kode": hidden.serial})
    assert hidden.serial in page.main
    assert hidden.institution_name not in page.text
    assert hidden.code not in page.text + str(page.links)
    assert hidden.institution_name in browse().get(f"/v/{hidden.code}").main


def test_a_code_one_sign_off_is_a_slip_and_a_number_one_digit_off_is_unknown(browse, announced, cast):
    certificate = in_state(cast, announced, "issued")
    wrong = certificate.code[:-1] + rules.ALPHABET[(rules.ALPHABET.index(certificate.code[-1]) + 1) % 32]
    assert "salah ketik" in browse().get("/periksa", status=422, query={"kode": wrong}).errors["kode"]
    assert browse().get(f"/v/{wrong}", status=404).h1 == "Kode salah ketik"
    assert browse().get(f"/v/{wrong}", status=404, query={"bahasa": "en"}).h1 == "Mistyped code"
    assert browse().get("/periksa", status=422, query={"kode": "B/641/2022"}).errors["kode"].startswith("Tidak ada piagam")
    assert browse().get("/periksa/berkas/xyz", status=422).errors["kode"].startswith("Sidik berkas")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("halo apa kabar", "Ini bukan kode atau nomor piagam. Salin kode di samping QR, misalnya ABCD-EFGH-JKMN-PQRS."),
        (
            "B/9/2022",
            "Tidak ada piagam dengan kode atau nomor ini. Cocokkan lagi dengan yang tercetak, huruf demi huruf, atau periksa lewat QR.",
        ),
    ],
)
def test_what_leads_nowhere_is_answered_with_what_codes_and_numbers_look_like(browse, cast, announced, typed, told):
    page = browse().get("/periksa", status=422, query={"kode": typed})
    assert page.errors["kode"].endswith(f"{told} Kode portal bentuknya seperti UJI/PIAGAM/0000.")


def test_before_any_edition_there_is_no_number_to_show(browse, app):
    told = browse().get("/periksa", status=422, query={"kode": "halo"}).errors["kode"]
    assert told.endswith("misalnya ABCD-EFGH-JKMN-PQRS.")


def test_an_older_file_of_a_valid_certificate_is_ours_and_not_the_latest(browse, cast, announced):
    certificate = in_state(cast, announced, "issued")
    old = certificate.pdf_sha256
    db.first(select(CertificateFile)).is_current = False
    session().flush()
    given(certificate, b"%PDF-1.7 baru")
    assert browse().get(f"/periksa/berkas/{old}").h1 == "Berkas asli, tetapi bukan yang terbaru"
    assert browse().get(f"/periksa/berkas/{certificate.pdf_sha256}").h1 == "Piagam asli dan berlaku"
    certificate.state, certificate.revoked_at = "revoked", AFTER
    assert browse().get(f"/periksa/berkas/{old}").h1 == "Piagam ini sudah dicabut"


def test_no_file_an_empty_one_and_a_huge_one_come_back_beside_the_field(app, browse, announced, monkeypatch):
    assert browse().post(SENT, {}, status=422).errors["berkas"] == "Pilih berkas yang akan diunggah."
    assert "kosong" in send(browse, b"", status=422).errors["berkas"]
    monkeypatch.setattr(checking, "LARGEST", 1024)
    assert "lebih besar" in send(browse, b"x" * 2000, status=422).errors["berkas"]


def test_what_is_not_yet_known_is_answered_as_what_does_not_exist(browse, cast):
    secret = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=factories.closing("penganugerahan"))
    kept = given(factories.certificate(secret, cast.entry, kind="winner", code=rules.new_code(), number="B/7/2022"))
    nowhere = rules.new_code()
    telling, foreign = (files.carrying(f'{{"kode": "{code}"}}'.encode()) for code in (kept.code, nowhere))
    pairs = [
        (f"/v/{kept.code}", f"/v/{nowhere}", rules.grouped(kept.code), rules.grouped(nowhere)),
        (f"/periksa/berkas/{kept.pdf_sha256}", f"/periksa/berkas/{'a' * 64}", kept.pdf_sha256, "a" * 64),
        (f"/periksa?kode={kept.serial}", "/periksa?kode=PG-99999", kept.serial, "PG-99999"),
        ("/periksa?kode=B/7/2022", "/periksa?kode=B/8/2022", "B/7/2022", "B/8/2022"),
    ]
    with clock.at(AFTER):
        for hidden, unknown, shown, other in pairs:
            one, two = (browse().get(path, status=None) for path in (hidden, unknown))
            assert_alike(one, two, shown, other)
        one, two = (send(browse, content) for content in (telling, foreign))
        digests = [hashlib.sha256(content).hexdigest() for content in (telling, foreign)]
        assert one.h1 == "Berkas ini tidak dikenal portal"
        assert_alike(one, two, *digests)
    with clock.at(factories.closing("penganugerahan")):
        assert browse().get(f"/v/{kept.code}").h1 == "Piagam asli dan berlaku"
        assert send(browse, telling).h1 == "Berkas ini diubah"


def assert_alike(one, two, shown, other):
    """Status, body, headers and the number of queries differ in nothing but what was asked for."""
    assert one.status == two.status
    first, second = (
        TOKEN.sub("", page.body.decode().replace(word, "").replace(rules.normalise(word), ""))
        for page, word in ((one, shown), (two, other))
    )
    assert first == second
    drop = {"Content-Length", "Set-Cookie"}
    assert [pair for pair in one.headers.items() if pair[0] not in drop] == [pair for pair in two.headers.items() if pair[0] not in drop]
    assert len(one.queries) == len(two.queries)


def test_every_text_of_the_check_has_its_english(app):
    known = english.pairs()
    assert sorted(texts() - known.keys()) == []
    assert all(original.count("%(") == said.count("%(") for original, said in known.items())


def test_the_english_page_leads_on_in_english_and_back(browse, cast, announced):
    certificate = in_state(cast, announced, "replaced")
    page = browse().get(f"/v/{certificate.code}", query={"bahasa": "en"})
    assert page.links["Bahasa Indonesia"] == f"/v/{certificate.code}"
    assert page.links["Check another"] == "/periksa?bahasa=en"
    assert browse().get(f"/v/{certificate.code}").links["English"] == f"/v/{certificate.code}?bahasa=en"
    assert browse().get(f"/v/{certificate.code}").headers.get("Set-Cookie") is None
    odd = browse().get("/periksa", query={"_external": "1", "_scheme": "javascript", "_anchor": "x"})
    assert odd.links["English"] == "/periksa?bahasa=en"


def test_an_answer_about_a_file_that_was_sent_leads_to_the_same_file_in_the_other_language(browse, cast, announced):
    certificate = in_state(cast, announced, "issued")
    page = send(browse, content_of(certificate))
    assert page.links["English"] == f"/periksa/berkas/{certificate.pdf_sha256}?bahasa=en"
    assert browse().get(page.links["English"]).links["Bahasa Indonesia"] == f"/periksa/berkas/{certificate.pdf_sha256}"
    assert browse().post(SENT, {}, status=422).links["English"] == "/periksa?bahasa=en"


@pytest.mark.parametrize("state", STATES)
def test_every_answer_begins_with_whose_it_is_and_for_what(browse, cast, announced, state):
    certificate = in_state(cast, announced, state)
    assert browse().get(f"/v/{certificate.code}").select(".notice p")[0].text.split() == (
        f"{certificate.institution_name} {' · '.join(reversed(certificate.phrases))}".split()
    )


def test_whoever_signs_is_told_by_office_until_the_name_is_known(browse, cast, announced):
    certificate = in_state(cast, announced, "issued")
    certificate.signatory_title, certificate.signatory_name = "Sekretaris Daerah", ""
    db.commit()
    for query, said in ((None, "Sekretaris Daerah (namanya belum diisi)"), ({"bahasa": "en"}, "Sekretaris Daerah (name not yet given)")):
        main = browse().get(f"/v/{certificate.code}", query=query).main
        assert said in " ".join(main.split())
        assert "menunggu penandatangan" not in main
        assert "namanya tercetak" not in main


def test_typing_leads_on_in_the_language_of_the_page(browse, cast, announced):
    certificate = in_state(cast, announced, "issued")
    typed = {"kode": rules.grouped(certificate.code), "bahasa": "en"}
    assert browse().get("/periksa", status=303, query=typed).location == f"/v/{certificate.code}?bahasa=en"
    found = browse().get("/periksa", status=303, query={"kode": certificate.pdf_sha256.upper()})
    assert found.location == f"/periksa/berkas/{certificate.pdf_sha256}"


def test_many_from_one_address_are_slowed_and_never_locked_out(browse, announced, monkeypatch):
    monkeypatch.setattr(checking, "BY_NUMBER", Slope(2, timedelta(minutes=1)))
    for _once in range(2):
        browse().get("/periksa", status=422, query={"kode": "PG/1"})
    slowed = browse().get("/periksa", status=429, query={"kode": "PG/1"})
    assert "Tunggu 60 detik" in slowed.main or "Tunggu 59 detik" in slowed.main
    browse().get(f"/v/{rules.new_code()}", status=404)
    monkeypatch.setattr(checking.clock, "real", lambda: AFTER.replace(year=2099))
    browse().get("/periksa", status=422, query={"kode": "PG/1"})


def test_a_revoking_that_is_not_yet_announced_is_not_told(browse, cast, announced):
    certificate = in_state(cast, announced, "issued")
    factories.decision(
        cast.edition, [cast.stranger_entry], purpose="winners", replaces=announced, announced_at=factories.closing("penganugerahan")
    )
    assert browse().get(f"/v/{certificate.code}").h1 == "Piagam asli dan berlaku"
    with clock.at(factories.closing("penganugerahan")):
        for path in (f"/v/{certificate.code}", f"/periksa/berkas/{certificate.pdf_sha256}"):
            page = browse().get(path)
            assert page.h1 == "Piagam ini sudah dicabut"
            assert "Sebab: koreksi keputusan." in page.main
        listed = browse().get("/periksa", query={"kode": certificate.serial})
        assert listed.select("tbody td")[4].text == "Piagam ini sudah dicabut"
