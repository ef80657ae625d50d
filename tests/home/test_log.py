"""The audit log's page: auditors and the secretariat read it, check it, and take it with them."""

import hashlib
import json

from sqlalchemy import update

from p4comp.core import audit, clock, db
from p4comp.core.audit import AuditRecord
from p4comp.core.db import session
from tests import factories


def some_records(count=3):
    subject = factories.institution(name="Pemerintah Kabupaten Tercatat")
    for number in range(count):
        audit.record("entry.tested", subject, by=None, at=clock.now(), step=number)
    db.commit()
    return subject


def test_the_auditor_reads_who_did_what(app, browse):
    some_records()
    page = browse(factories.auditor()).get("/catatan-audit?cari=entry.tested")
    assert [f"step: {number}" in page.text for number in range(4)] == [True, True, True, False]


def test_an_untouched_chain_is_said_to_be_whole(app, browse):
    some_records()
    page = browse(factories.auditor()).post("/catatan-audit/periksa", status=200)
    assert "Rantai utuh" in page.text


def test_a_changed_record_is_named(app, browse):
    some_records()
    session().execute(update(AuditRecord).where(AuditRecord.number == 2).values(verb="entry.forged"))
    db.commit()
    page = browse(factories.auditor()).post("/catatan-audit/periksa", status=200)
    assert "Rantai tidak utuh" in page.text
    assert "Catatan 2" in page.text


def test_the_file_can_be_checked_without_the_portal(app, browse):
    some_records()
    body = browse(factories.auditor()).get("/catatan-audit.jsonl").response.get_data(as_text=True)
    before = audit.START
    for line in body.splitlines():
        record = json.loads(line)
        content = [value for name, value in record.items() if name != "hash"]
        assert record["before"] == before
        assert record["hash"] == hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        before = record["hash"]
    assert before == audit.head().hash


def test_the_page_asks_as_many_questions_with_one_record_as_with_many(app, browse):
    some_records(1)
    auditor = browse(factories.auditor())
    few = len(auditor.get("/catatan-audit").queries)
    some_records(30)
    assert len(auditor.get("/catatan-audit").queries) == few


def test_people_read_words_and_find_by_them(app, browse):
    audit.record("entry.submitted", factories.institution(), by=None, at=clock.now())
    some_records(1)
    page = browse(factories.auditor()).get("/catatan-audit?cari=berkas dikirim")
    assert [cell.text for cell in page.select("td[data-label=Peristiwa]")] == ["Berkas dikirim entry.submitted"]


def test_a_verb_without_words_stands_as_it_was_recorded(app):
    assert (audit.word("entry.submitted"), audit.word("entry.tested"), audit.noun("entry"), audit.noun("mark")) == (
        "Berkas dikirim",
        "entry.tested",
        "Kepesertaan",
        "mark",
    )
