"""Before the announcement nobody bound to an institution takes the snapshot; nobody's substitute answers for them"""

from datetime import timedelta

import pytest

from p4comp.accounts.identity import someone
from p4comp.accounts.models import Deputy
from p4comp.core import db
from p4comp.decisions import policy
from p4comp.decisions.policy import Objected
from tests import factories

MOMENT = factories.during("pleno_finalis")


@pytest.mark.parametrize("announced", [False, True])
def test_scores_of_a_decision_are_closed_to_the_bound_until_it_is_announced(browse, app, at, announced):
    at(MOMENT)
    edition = factories.edition()
    entry = factories.entry(edition, state="verified")
    decision = factories.decision(edition, [entry], announced_at=MOMENT if announced else None)
    bound = factories.secretariat("Sekretaris Terikat")
    factories.member(bound, entry.institution)
    db.commit()
    free = browse(factories.secretariat())
    free.get(f"/keputusan/{decision.id}/cuplikan.json", status=200)
    browser = browse(bound)
    for path in (f"/keputusan/{decision.id}", f"/keputusan/{decision.id}/cuplikan.json", f"/pleno/{decision.plenary_id}"):
        free.get(path, status=200)
        browser.get(path, status=200 if announced else 403)


def test_no_substitute_answers_an_objection_against_whom_they_stand_in_for(app, at):
    at(MOMENT)
    principal, person = factories.secretariat("Kepala"), factories.person("Pelaksana Harian")
    objection = factories.objection(factories.entry(factories.edition(), state="verified"), against_by=principal.id)
    times = {"begins_at": factories.BEGINNING, "ends_at": MOMENT + timedelta(days=9), "appointed_at": factories.BEGINNING}
    factories.keep(Deputy(person_id=person.id, principal_id=principal.id, appointed_by=principal.id, **times))
    db.commit()
    found = [policy.may_answer_objection(someone(one), Objected(objection), MOMENT) for one in (person, factories.secretariat("Lain"))]
    assert [bool(one) for one in found] == [False, True]
