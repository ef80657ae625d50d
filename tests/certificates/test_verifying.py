"""The public check: every state by every way in both languages, forged files, and nothing told before its time."""

import hashlib
import io
from types import SimpleNamespace

import pikepdf
import pytest
from sqlalchemy import select

from p4comp.certificates import actions, rules
from p4comp.certificates.contributions import english
from p4comp.certificates.models import Certificate, CertificateFile, FileRole
from p4comp.certificates.rules.verifying import WORDING, Answer
from p4comp.core import clock, db, storage
from p4comp.core.db import session
from tests import factories
from tests.certificates import files
from tests.certificates.conftest import AFTER

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


def staff(cast):
    return SimpleNamespace(id=cast.secretary.id, name="S", is_signed_in=True, institutions=frozenset(), has=lambda role, scope="": True)


@pytest.fixture
def sealed(cast, announced, work):
    """A certificate of the cast with its printed file."""
    made = actions.issue_all(announced, by=None, at=AFTER)
    db.commit()
    work()
    session().expire_all()
    return made[0]


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
    return given(factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code(), state=state, number="B/640/2022", **values))


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
    assert page.root.get("lang") == language if page.root.tag == "html" else page.select("html")[0].get("lang") == language
    wording = WORDING[Answer("valid" if state == "issued" else state)]
    words = english.pairs() if language == "en" else {}
    for text in (str(wording.meaning), str(wording.advice), "Catatan portal ini", "Tanda tangan elektronik pada berkas"):
        assert words.get(text, text) in page.main
    if state == "replaced":
        assert certificate.replaced_by.code in page.links[[one for one in page.links if certificate.replaced_by.serial in one][0]]
