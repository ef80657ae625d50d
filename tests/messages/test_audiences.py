"""Whom mass mail can go to; finalists only once everybody may know them."""

import pytest

from p4comp.core.errors import Invalid
from p4comp.messages.queries import audiences
from p4comp.messages.queries.audiences import Wish
from tests import factories

AT = factories.during("pendaftaran")


def reached(code, at=AT, **wish):
    return [one.name for one in audiences.recipients(code, Wish(**wish), at)[0]]


@pytest.fixture
def people(app):
    """An owner of a dossier in each state, somebody without one, and one who left."""
    edition = factories.edition()
    found = {}
    for state in ("draft", "submitted", "returned", "verified", "refused", "withdrawn"):
        place = factories.institution(region=factories.region())
        found[state] = factories.member(factories.person(state), place)
        factories.entry(edition, place, state=state, contact=found[state])
    factories.member(factories.person("lain"), factories.institution(region=factories.region("64", name="Kalimantan Timur")))
    factories.member(factories.person("pergi", is_active=False), factories.institution(region=factories.region()))
    return edition, found


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("drafts", {"draft"}),
        ("handed_in", {"submitted"}),
        ("returned", {"returned"}),
        ("verified", {"verified"}),
        ("not_entered", {"withdrawn", "lain"}),
        ("members", {"draft", "submitted", "returned", "verified", "refused", "withdrawn", "lain"}),
        ("finalists", set()),
        ("secretariat", {"Sekretaris"}),
        ("auditors", {"Auditor"}),
    ],
)
def test_an_audience_is_who_it_says(people, code, names):
    factories.secretariat()
    factories.auditor()
    assert set(reached(code)) == names


def test_a_province_narrows_it(people):
    assert reached("members", province="64") == ["lain"]
    with pytest.raises(Invalid):
        audiences.recipients("secretariat", Wish(province="64"), AT)


def test_a_category_narrows_dossiers_only(people):
    assert reached("drafts", category="UMUM") == ["draft"]
    assert reached("drafts", category="UPP") == []
    with pytest.raises(Invalid):
        audiences.recipients("members", Wish(category="UMUM"), AT)


def test_finalists_do_not_exist_before_their_announcement(cast):
    announced = factories.closing("pleno_finalis")
    assert reached("finalists", announced - factories.during("wawancara").resolution) == []
    assert set(reached("finalists", announced)) == {"Peserta", "Orang Lain"}


def test_who_works_for_two_institutions_is_written_to_once(app):
    who = factories.member(factories.member(factories.person("Ani"), factories.institution()), factories.institution())
    found, doubles = audiences.recipients("members", Wish(), AT)
    assert ([one.person_id for one in found], doubles) == ([who.id], 1)
