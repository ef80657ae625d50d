"""Loading, freezing, the ledger, and the portal's running numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from p4comp.competition import actions, counts, files, queries, signals
from p4comp.competition.actions import FrozenPlan
from p4comp.competition.files import BrokenEdition
from p4comp.competition.models import Extension
from p4comp.core.audit import AuditRecord
from p4comp.core.db import commit, everything
from p4comp.core.errors import Invalid
from tests import factories

BEFORE = datetime(2022, 1, 10, tzinfo=UTC)
DURING = factories.during("pendaftaran")


def loaded(at=BEFORE, **changes):
    return actions.load(factories.document(**changes), by=None, at=at)


def other_plan():
    changed = factories.document()
    changed["rencana_penilaian"]["pembaca"] += 1
    return changed


def verbs():
    commit()
    return [one.verb for one in everything(select(AuditRecord).order_by(AuditRecord.number))]


def test_a_loaded_edition_reads_back_as_its_file(app):
    edition = loaded()
    commit()
    assert queries.document_of(queries.by_slug("uji")) == factories.document()
    assert files.parse(files.dump(edition).encode()) == factories.document()
    assert queries.spec_of(edition) == files.spec_from(factories.document())
    assert verbs() == ["edition.loaded"]


@pytest.mark.parametrize("name", files.presets())
def test_a_preset_loads_and_is_written_back_loss_free(app, name):
    document = files.read(name)
    registry(document.get("provinsi", ""))
    actions.load(document, by=None, at=datetime(2017, 1, 1, tzinfo=UTC))
    commit()
    again = files.parse(files.dump(queries.by_slug(name)).encode())
    assert again == document
    actions.load(again, by=None, at=datetime(2017, 1, 2, tzinfo=UTC))
    commit()
    assert queries.document_of(queries.by_slug(name)) == document


def registry(province):
    """The institutions that an edition of a province is about."""
    if province:
        region = factories.region(province)
        factories.institution("pemprov", code=f"prov-{province}", region=region)
        for number in range(1, 14):
            place = factories.region(f"{province}.{number:02d}", level="regency", parent_code=province)
            factories.institution("pemkot" if number > 11 else "pemkab", region=place)


def test_loading_again_updates_the_same_edition(app):
    first = loaded().id
    again = loaded(nama="Nama baru")
    assert (again.id, again.name, queries.spec_of(again).name) == (first, "Nama baru", "Nama baru")
    assert len(queries.editions()) == 1


def test_a_broken_document_loads_nothing(app):
    with pytest.raises(BrokenEdition):
        actions.load(factories.document(zona="Asia/Jkarta"), by=None, at=BEFORE)
    assert queries.editions() == []


def test_a_plan_may_change_before_registration_opens(app):
    before = loaded().plan_sha256
    after = actions.load(other_plan(), by=None, at=factories.opening("pendaftaran") - timedelta(microseconds=1))
    assert after.plan_sha256 != before
    assert after.plan_frozen_at is None


def test_a_plan_is_frozen_once_registration_has_opened(app):
    loaded()
    with pytest.raises(FrozenPlan) as caught:
        actions.load(other_plan(), by=None, at=factories.opening("pendaftaran"))
    assert caught.value.keys == ["rencana_penilaian.pembaca"]
    assert "rencana_penilaian.pembaca" in caught.value.message


def test_a_plan_loaded_after_opening_is_frozen_at_once(app):
    edition = loaded(at=DURING)
    assert edition.plan_frozen_at == DURING
    assert verbs() == ["edition.loaded", "edition.plan_frozen"]


def test_a_plan_frozen_by_an_act_stays_frozen(app):
    edition = loaded()
    actions.freeze_plan(edition, by=None, at=BEFORE)
    actions.freeze_plan(edition, by=None, at=DURING)
    assert edition.plan_frozen_at == BEFORE
    with pytest.raises(FrozenPlan):
        actions.load(other_plan(), by=None, at=BEFORE)
    assert verbs().count("edition.plan_frozen") == 1


def test_a_frozen_edition_still_takes_changes_outside_its_plan(app):
    edition = loaded()
    actions.freeze_plan(edition, by=None, at=BEFORE)
    assert loaded(at=DURING, ringkasan="Diperbaiki.").plan_sha256 == edition.plan_sha256
    assert queries.spec_of(edition).summary == "Diperbaiki."


def test_moving_the_opening_does_not_thaw_a_plan(app):
    loaded(at=DURING)
    later = other_plan()
    later["jadwal"][1]["buka"] = later["jadwal"][1]["tutup"] - timedelta(hours=1)
    with pytest.raises(FrozenPlan):
        actions.load(later, by=None, at=DURING)


def test_the_running_edition_is_the_one_with_the_highest_number(app):
    assert queries.current() is None
    for slug, number in (("a", 2), ("b", 4), ("c", 3)):
        actions.start(loaded(slug=slug, nomor=number, kategori=without_honours()))
    loaded(slug="d", nomor=9)
    assert queries.current().slug == "b"


def without_honours():
    found = factories.document()["kategori"]
    for category in found:
        category["syarat"] = []
    return found


def extend(edition, days=1, *, at=DURING, stage="pendaftaran", **values):
    until = factories.closing("pendaftaran") + timedelta(days=days)
    return actions.extend(
        edition, stage, until, reason=values.pop("reason", "Gangguan jaringan"), letter_number="", by=None, at=at, **values
    )


def test_an_extension_moves_the_deadline_and_is_told(app):
    edition, heard = loaded(), []

    def listen(sender, **told):
        heard.append((sender.slug, told["extension"].reason))

    with signals.extended.connected_to(listen):
        extend(edition)
    assert heard == [("uji", "Gangguan jaringan")]
    assert queries.calendar(edition).window("pendaftaran").closes == factories.closing("pendaftaran") + timedelta(days=1)
    assert verbs() == ["edition.loaded", "edition.extended"]


@pytest.mark.parametrize(("category", "entry_id"), [("", ""), ("UMUM", ""), ("", "berkas"), ("UMUM", "berkas")])
def test_each_scope_is_kept_apart(app, category, entry_id):
    edition = loaded()
    factories.entry(edition, id="berkas")
    extend(edition, category=category, entry_id=entry_id)
    calendar, moved = queries.calendar(edition), factories.closing("pendaftaran") + timedelta(days=1)
    for asked_category in ("UMUM", "UPP"):
        for asked_entry in ("berkas", "lain"):
            concerns = category in ("", asked_category) and entry_id in ("", asked_entry)
            found = calendar.window("pendaftaran", asked_category, asked_entry).closes
            assert found == (moved if concerns else factories.closing("pendaftaran"))


REFUSED = [
    ({"stage": "tidur"}, "stage"),
    ({"category": "XX"}, "category"),
    ({"days": 0}, "until"),
    ({"days": -1}, "until"),
    ({"days": 1, "at": factories.closing("pendaftaran") + timedelta(days=2)}, "until"),
    ({"reason": "  "}, "reason"),
]


@pytest.mark.parametrize(("values", "field"), REFUSED)
def test_an_extension_that_cannot_be_is_refused_beside_its_field(app, values, field):
    edition = loaded()
    with pytest.raises(Invalid) as caught:
        extend(edition, **values)
    assert caught.value.field == field
    assert everything(select(Extension)) == []


def test_portal_numbers_run_from_one_in_each_series(app):
    assert [actions.next_number("KP"), actions.next_number("KP"), actions.next_number("PG")] == [1, 2, 1]
    assert list(actions.next_numbers("KP", 3)) == [3, 4, 5]
    assert actions.next_number("KP") == 6


def test_counts_come_from_whoever_contributes_them(app, monkeypatch):
    monkeypatch.setattr(counts, "_counters", {})
    edition = loaded()
    counts.contribute("entered", lambda edition_id, at: {"UMUM": 3} if edition_id == edition.id else {})
    found = queries.numbers(edition, DURING)
    assert found["UMUM"] == {"entered": 3, "verified": 0, "finalists": 0, "winners": 0}
    assert found["UPP"]["entered"] == 0
