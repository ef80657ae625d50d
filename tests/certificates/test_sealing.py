"""The printed file: PDF/A-3a with its data inside, sealed; checked by pyHanko, by pdfsig and by looking at every object."""

import asyncio
import io
import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from p4comp.certificates import actions, rules, tasks
from p4comp.certificates.rules import Sealing
from p4comp.certificates.tasks import drawing
from p4comp.config import BadSetting, Seal, from_environment
from p4comp.core import db
from p4comp.core.sealing import keys, testing
from p4comp.core.sealing.waiting import finished
from tests.certificates import files
from tests.certificates.conftest import AFTER
from tests.certificates.test_tasks import text_of

HARD = "Unit Pelaksana Teknis Daerah \"Pusat Layanan, 'Satu Pintu'\" Dinas Pemberdayaan Perempuan & Pelindungan Anak Kabupaten "
HARD = (HARD * 2)[:180].strip()


@pytest.fixture
def certificate(cast, announced):
    made = actions.issue_all(announced, by=None, at=AFTER)
    made[0].code = "0123456789abcde" + rules.check_sign("0123456789abcde")
    db.commit()
    return made[0]


def seals(content):
    reader = PdfFileReader(io.BytesIO(content))
    return [
        (one, finished(async_validate_pdf_signature(one, ValidationContext(trust_roots=[], allow_fetching=False))))
        for one in reader.embedded_signatures
    ]


def pdfsig(tmp_path, content):
    path = tmp_path / "piagam.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout  # Debian's own


def test_the_seal_holds_for_pyhanko_and_for_a_second_reader(certificate, tmp_path):
    content = tasks.pdf_of(certificate)
    [(seal, status)] = seals(content)
    assert (status.intact, status.valid, seal.docmdp_level) == (True, True, MDPPerm.NO_CHANGES)
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert status.md_algorithm == "sha256"
    told = pdfsig(tmp_path, content)
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert f"Common Name: {testing.NAME}" in told


def test_one_flipped_bit_breaks_it_for_both(certificate, tmp_path):
    content = tasks.pdf_of(certificate)
    changed = files.flipped(content, content.index(b"stream\n") + 40)
    [(_seal, status)] = seals(changed)
    assert status.intact is False
    assert "Signature is Valid." not in pdfsig(tmp_path, changed)


def test_many_seals_of_one_key_hold_each(certificate):
    for number in range(12):
        certificate.number = f"B/{number}"
        [(_seal, status)] = seals(tasks.pdf_of(certificate))
        assert (status.intact, status.valid) == (True, True)


@pytest.mark.parametrize(("how", "count", "level"), [(Sealing.BEFORE_SIGNATURE, 1, MDPPerm.FILL_FORMS), (Sealing.NONE, 0, None)])
def test_where_a_signature_follows_the_seal_lets_it_or_is_not_there(certificate, how, count, level):
    certificate.sealing = how
    content = tasks.pdf_of(certificate)
    found = seals(content)
    assert [seal.docmdp_level for seal, _status in found] == [level] * count
    assert "Tanda tangan elektronik\nBila sudah ditandatangani pejabat" in text_of(content)
    assert "BSrE" not in text_of(content)


def test_two_marks_have_two_labels_and_the_test_key_says_what_it_is(certificate):
    read = text_of(tasks.pdf_of(certificate))
    assert read.index("Periksa keaslian") < read.index("Segel elektronik")
    assert testing.NAME in read
    assert "BSrE" not in read


def test_the_file_is_what_pdf_a_3a_and_pdf_ua_ask(certificate):
    with pikepdf.open(io.BytesIO(tasks.pdf_of(certificate))) as document:
        root, page = document.Root, document.pages[0]
        xmp = root.Metadata.read_bytes().decode()
        assert re.search(r'pdfaid:part="3"', xmp)
        assert re.search(r'pdfaid:conformance="A"', xmp)
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
        assert "<pdfaProperty:name>part</pdfaProperty:name>" in xmp
        [intent] = root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        assert (str(root.Lang), bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == ("id", True, True)
        assert root.StructTreeRoot.K
        assert not document.is_encrypted
        assert "/ID" in document.trailer
        assert document.pdf_version == "1.7"
        fonts = [font.DescendantFonts[0].FontDescriptor for font in page.Resources.Font.values()]
        assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)
        assert all("/ToUnicode" in font for font in page.Resources.Font.values())
        forbidden = {"/JavaScript", "/JS", "/Launch", "/AA", "/OpenAction", "/Encrypt", "/LZWDecode"}
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                assert not forbidden & set(one.keys())
        [field] = root.AcroForm.Fields
        assert (int(field.F) & 4, [int(one) for one in field.Rect], "/TU" in field) == (4, [0, 0, 0, 0], True)


def test_its_data_are_inside_and_can_be_read_without_the_portal(certificate):
    certificate.institution_name = HARD
    with pikepdf.open(io.BytesIO(tasks.pdf_of(certificate))) as document:
        [name] = document.attachments
        spec = document.attachments[name]
        data = json.loads(spec.get_file().read_bytes())
        assert spec.obj.AFRelationship == "/Data"
        assert spec.get_file().mime_type == "application/json"
        assert [one.objgen for one in document.Root.AF] == [spec.obj.objgen]
    schema = json.loads((Path(__file__).parents[2] / "static/schemas/certificate-1.json").read_text("utf-8"))
    assert sorted(data) == sorted(schema["required"]) == sorted(schema["properties"])
    assert (data["skema"], data["penerima"], data["kode"]) == ("p4-piagam/1", HARD, certificate.code)
    assert data["keputusan"] == {"kode": certificate.decision.code, "sha256": certificate.decision.sha256}
    assert data["alamat_periksa"] == drawing.address_of(certificate)


def test_a_hard_name_of_180_signs_stands_whole_on_the_page(certificate):
    certificate.institution_name = HARD
    assert "".join(HARD.split()) in "".join(text_of(tasks.pdf_of(certificate)).split())


def test_the_institutions_own_key_names_itself_and_bsre_is_named_only_with_its_root(app, certificate, tmp_path):
    issuer = files.key_file(tmp_path / "kunci.p12", name="Segel Kementerian Uji")
    seal = Seal(file=tmp_path / "kunci.p12", secret=files.PASSWORD.decode())
    settings = replace(app.extensions["settings"], seal=seal)
    root, other = files.pem(tmp_path / "akar.pem", issuer), files.pem(tmp_path / "lain.pem", files.authority("Lain")[1])
    own, before = "Disegel oleh Segel Kementerian Uji. Sertifikatnya diterbitkan PSrE Uji.", app.extensions["seal_key"]
    try:
        for roots, is_named in ((None, False), (other, False), (root, True)):
            keys.init_app(app, replace(settings, trust_roots=roots))
            content = tasks.pdf_of(certificate)
            read = " ".join(text_of(content).split())
            assert (own in read, "diterbitkan oleh BSrE." in read) == (not is_named, is_named)
            assert [status.intact for _seal, status in seals(content)] == [True]
    finally:
        app.extensions["seal_key"] = before


def test_a_wrong_password_is_told_as_a_setting(app, tmp_path):
    files.key_file(tmp_path / "kunci.p12")
    keys.init_app(app, replace(app.extensions["settings"], seal=Seal(file=tmp_path / "kunci.p12", secret="salah")))
    with pytest.raises(BadSetting):
        _ = keys.current().signer
    keys.init_app(app, app.extensions["settings"])


@pytest.mark.parametrize(
    "given",
    [
        {"P4COMP_SEAL_FILE": "/tidak/ada"},
        {"P4COMP_SEAL_PKCS11": "/bin/true"},
        {"P4COMP_SEAL_PKCS11": "/bin/true", "P4COMP_SEAL_TOKEN": "t"},
        {"P4COMP_SEAL_PKCS11": "/bin/true", "P4COMP_SEAL_FILE": "/bin/true", "P4COMP_SEAL_TOKEN": "t", "P4COMP_SEAL_LABEL": "l"},
        {"P4COMP_TRUST_ROOTS": "/tidak/ada"},
    ],
)
def test_half_a_setting_is_refused_at_start(given):
    with pytest.raises(BadSetting):
        from_environment(given)


def test_the_token_is_set_by_its_module_labels_and_a_secret_from_a_file(tmp_path):
    (tmp_path / "pin").write_text("1234\n", "utf-8")
    given = {
        "P4COMP_SEAL_PKCS11": "/bin/true",
        "P4COMP_SEAL_TOKEN": "t",
        "P4COMP_SEAL_LABEL": "l",
        "P4COMP_SEAL_SECRET_FILE": str(tmp_path / "pin"),
    }
    seal = from_environment(given).seal
    assert seal == Seal(None, Path("/bin/true"), "t", "l", "1234")
    assert "1234" not in repr(seal)


def test_the_test_key_is_made_once_and_is_its_owners_alone(tmp_path):
    path = testing.key_file(tmp_path)
    content = path.read_bytes()
    assert testing.key_file(tmp_path).read_bytes() == content
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in path.parent.iterdir()] == ["segel-uji.pem"]


@pytest.mark.sqlite  # a process reads where its tokens lie only once
def test_a_token_behind_pkcs11_seals(app, certificate, tmp_path, monkeypatch):
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n", "utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    files.fill_token(tmp_path, label="kunci", pin="1234")
    seal = Seal(module=files.SOFTHSM, token="segel", label="kunci", secret="1234")
    before = app.extensions["seal_key"]
    try:
        keys.init_app(app, replace(app.extensions["settings"], seal=seal))
        content = tasks.pdf_of(certificate)
    finally:
        app.extensions["seal_key"] = before
    assert [(one.signer_cert.subject.native["common_name"], status.intact, status.valid) for one, status in seals(content)] == [
        ("Segel di token", True, True)
    ]


def test_what_signs_in_coroutines_is_waited_for_also_where_an_event_loop_runs():
    async def within():
        return finished(asyncio.sleep(0, "ditandatangani"))

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(lambda: asyncio.run(within())).result() == "ditandatangani"
