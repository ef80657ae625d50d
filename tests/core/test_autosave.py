"""Two people or two tabs never overwrite each other silently."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from p4comp.core import autosave
from p4comp.core.autosave import Clash, Saved

MOMENT = datetime(2022, 4, 14, 16, 58, tzinfo=UTC)


def row():
    return SimpleNamespace(note="lama", note_version=3)


def test_a_field_seen_as_it_is_takes_the_new_value():
    answer = row()
    assert autosave.swap(answer, "note", "baru", seen=3) == Saved(4)
    assert (answer.note, answer.note_version) == ("baru", 4)


def test_a_field_somebody_else_saved_meanwhile_keeps_their_value():
    answer = row()
    assert autosave.swap(answer, "note", "baru", seen=2) == Clash(mine="baru", theirs="lama", version=3)
    assert (answer.note, answer.note_version) == ("lama", 3)


@pytest.mark.parametrize("seen", [1, 3, 9])
def test_the_same_value_again_is_no_clash_and_no_new_version(seen):
    answer = row()
    assert autosave.swap(answer, "note", "lama", seen=seen) == Saved(3)
    assert answer.note_version == 3


@pytest.mark.sqlite
def test_the_answer_tells_the_page_what_was_saved_or_both_versions(app):
    with app.test_request_context():
        saved = autosave.answer(Saved(4), at=MOMENT, words=12)
        clash = autosave.answer(Clash("baru", "lama", 3), at=MOMENT)
    assert (saved.status_code, saved.json) == (200, {"saved_at": MOMENT.isoformat(), "version": 4, "words": 12})
    assert (clash.status_code, clash.json) == (409, {"mine": "baru", "theirs": "lama", "version": 3})
