"""The tests' own objects are sound."""

import pytest

from p4comp.competition import files
from tests import factories


@pytest.mark.sqlite
def test_the_small_edition_is_a_sound_file(app):
    assert files.faults_of(factories.document()) == []


def test_the_cast_is_whole(cast):
    assert list(cast.columns) == ["anyone", "entrant", "stranger", "evaluator", "conflicted", "juror", "secretariat", "auditor"]
    assert cast.entry.state == "verified"


def test_everybody_of_the_cast_comes_in(cast, browse, app):
    for person in filter(None, cast.columns.values()):
        browser = browse(person)
        with app.app_context(), browser.client as client:
            client.get("/tiada")
            assert app.extensions["identify"]().id == person.id
