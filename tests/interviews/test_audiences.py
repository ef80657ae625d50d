"""Mass mail to jurors: those who still sit in the running edition."""

import pytest

from p4comp.core.errors import Invalid
from p4comp.messages.queries import audiences
from p4comp.messages.queries.audiences import Wish
from tests import factories
from tests.interviews.stage import DURING, stage


def test_it_is_those_who_still_sit(app):
    first, second = stage().jurors
    second.is_active = False
    factories.evaluator(factories.edition(), factories.person("Evaluator"))
    found, _doubles = audiences.recipients("jurors", Wish(), DURING)
    assert [(one.person_id, one.institution_id, one.due) for one in found] == [(first.person_id, "", factories.closing("wawancara"))]


@pytest.mark.parametrize("wish", [Wish(province="63"), Wish(category="UMUM")])
def test_neither_province_nor_category_narrows_it(app, wish):
    stage()
    with pytest.raises(Invalid):
        audiences.recipients("jurors", wish, DURING)


def test_without_a_running_edition_there_is_nobody(app):
    assert audiences.recipients("jurors", Wish(), DURING) == ([], 0)
