"""What the start pages say, and in what order."""

from datetime import UTC, datetime

from p4comp.competition import files
from p4comp.competition.rules import Calendar
from p4comp.core.web import Todo
from p4comp.home import rules
from tests import factories

CALENDAR = Calendar(files.spec_from(factories.document()))


def todo(title, due=None):
    return Todo(title, "/", "Buka", due=due)


def test_what_is_due_first_stands_first():
    late, soon = datetime(2022, 5, 1, tzinfo=UTC), datetime(2022, 4, 1, tzinfo=UTC)
    found = rules.by_due([todo("kapan saja"), todo("nanti", late), todo("segera", soon)])
    assert [one.title for one in found] == ["segera", "nanti", "kapan saja"]


def test_counts_are_public_once_their_stage_is_over():
    assert rules.may_count(CALENDAR, factories.during("pendaftaran")) == []
    assert rules.may_count(CALENDAR, factories.closing("pendaftaran")) == ["entered"]
    assert rules.may_count(CALENDAR, factories.closing("verifikasi")) == ["entered", "verified"]


def test_numbers_name_places_never_results():
    found = rules.public_numbers(CALENDAR, {"entered": 1294})
    assert next((one.label, one.value) for one in found) == ("Peserta mengirim berkas", "1.294")
    assert {one.label for one in found[1:]} == {"Tempat finalis", "Tempat pemenang"}
