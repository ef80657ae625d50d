"""Mass mail to evaluators: those who still evaluate in the running edition, by category."""

import pytest

from p4comp.core.errors import Invalid
from p4comp.messages.queries import audiences
from p4comp.messages.queries.audiences import Wish
from tests import factories

AT = factories.during("evaluasi_dokumen")


def reached(**wish):
    return [one.name for one in audiences.recipients("evaluators", Wish(**wish), AT)[0]]


@pytest.fixture
def evaluators(app):
    """One bound to a category, one bound to none, one dismissed, one whose account is closed."""
    edition = factories.edition()
    factories.evaluator(edition, factories.person("Ani")).categories = ["UPP"]
    factories.evaluator(edition, factories.person("Budi"))
    factories.evaluator(edition, factories.person("Citra")).is_active = False
    factories.evaluator(edition, factories.person("Dedi", is_active=False))
    factories.member(factories.person("Peserta"), factories.institution())


def test_it_is_those_who_still_evaluate(evaluators):
    assert reached() == ["Ani", "Budi"]


@pytest.mark.parametrize(("category", "names"), [("UPP", ["Ani", "Budi"]), ("UMUM", ["Budi"])])
def test_a_category_leaves_out_who_is_bound_to_others(evaluators, category, names):
    assert reached(category=category) == names


def test_a_province_says_nothing_of_evaluators(evaluators):
    with pytest.raises(Invalid):
        reached(province="63")


def test_the_letter_names_no_institution_and_the_end_of_the_desk_stage(evaluators):
    found, _doubles = audiences.recipients("evaluators", Wish(), AT)
    closes = factories.closing("evaluasi_dokumen")
    assert [(one.institution_id, one.institution_name, one.due) for one in found] == [("", "", closes), ("", "", closes)]


def test_without_a_running_edition_there_is_nobody(app):
    assert reached() == []
