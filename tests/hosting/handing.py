"""An officer with the same institution and the same address in two places, and what she sees of handing over."""

import re

from sqlalchemy import select

from p4comp.core import db
from p4comp.core.audit import AuditRecord
from tests import factories

WORDS = "Pengaduan dipantau Bupati tiap pekan."
SECRET_WORDS = "Catatan penyandang data pribadi"
MAIL, CODE = "siti@hss.example", "kab-6306"
DURING = factories.during("pendaftaran")
RECEIVE = "/kepesertaan/kiriman"


def settle(world, slug, *, email=MAIL, code=CODE, duties=("drafter",), levels=3, evidence=False):
    """An institution of this code in a place, its drafter, and a dossier; ids as plain values."""
    with world.inside(slug):
        who = factories.person("Siti Rahma", email=email)
        place = factories.institution(code=code, name="Pemerintah Kabupaten Hulu Sungai Selatan")
        factories.member(who, place, duties)
        entry = factories.entry(factories.edition(), place, contact=who, levels=None)
        if levels is not None:
            factories.answers(entry, levels, narrative=WORDS)
        if evidence:
            factories.proof(entry, "A1", name="sk.pdf", content=factories.pdf("sk"))
            factories.proof(entry, "A2", name="nik.pdf", content=factories.pdf("nik"), hidden_at=DURING, hidden_reason=SECRET_WORDS)
        db.commit()
        return who.id, entry.id


def code_from(visitor, entry_id, to="kalsel"):
    found = visitor.post(f"/kepesertaan/{entry_id}/serahkan", {"tujuan": to})
    assert found.status_code == 200
    return re.search(r"<code>([^<]+)</code>", found.text)[1]


def rows(world, slug, model):
    with world.inside(slug):
        return db.everything(select(model))


def verbs(world, slug):
    with world.inside(slug):
        return db.everything(select(AuditRecord.verb).order_by(AuditRecord.number))


def fault(found):
    return found.status_code, re.sub("<[^>]+>", "", re.search(r'<p class="field-error"[^>]*>(.*?)</p>', found.text, re.S)[1]).strip()
