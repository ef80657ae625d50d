"""Which duty a verb asks: the whole product of duties and verbs, at the own institution and at another's."""

import itertools

import pytest

from p4comp.accounts.identity import Someone
from p4comp.competition.spec import Stage, Window
from p4comp.entries import policy
from p4comp.entries.models import State
from p4comp.entries.policy import Appeal, Case, Claiming, FileOf, Start
from p4comp.entries.queries import evidence_of
from tests import factories
from tests.entries.entrants import CLOSES, DURING

WINDOW = Window(Stage.REGISTRATION, "Pendaftaran", factories.opening("pendaftaran"), CLOSES)
DUTIES = ("drafter", "approver", "local_admin")
ANY = frozenset({"member", *DUTIES})
WRITE, SIGN, ACT, LEAVE = (
    frozenset({"drafter", "approver"}),
    frozenset({"approver"}),
    frozenset(DUTIES),
    frozenset({"approver", "local_admin"}),
)

# verb: any one of these duties is enough, in this state of the entry, everything else being well
ASKED = {
    "may_begin": (ACT, State.WITHDRAWN),
    "may_claim": (ACT, State.DRAFT),
    "may_edit": (WRITE, State.DRAFT),
    "may_edit_part": (WRITE, State.DRAFT),
    "may_finish_upload": (WRITE, State.DRAFT),
    "may_share_out": (ACT, State.DRAFT),
    "may_ask_endorsement": (WRITE, State.DRAFT),
    "may_ask_sign_off": (WRITE, State.DRAFT),
    "may_give_back": (SIGN, State.DRAFT),
    "may_submit": (WRITE, State.DRAFT),
    "may_sign": (SIGN, State.DRAFT),
    "may_reopen": (WRITE, State.SUBMITTED),
    "may_withdraw": (LEAVE, State.SUBMITTED),
    "may_mask": (WRITE, State.VERIFIED),
    "may_object": (WRITE, State.REFUSED),
    "may_be_present": (ANY, State.DRAFT),
    "may_see_history": (ANY, State.DRAFT),
    "may_print": (ANY, State.DRAFT),
}
SETS = [frozenset(one) for size in range(4) for one in itertools.combinations(DUTIES, size)]


def somebody(institution_id, duties):
    """A member of an institution with these duties and no others."""
    roles = frozenset((one, institution_id) for one in ("member", *duties))
    return Someone("orang", "Orang", roles=roles, institutions=frozenset({institution_id}), is_signed_in=True)


@pytest.fixture
def own(app):
    """An entry with a hidden file."""
    found = factories.entry(evidence=False)
    factories.proof(found, hidden_at=DURING, hidden_reason="NIK.")
    return found


def subject_of(verb, entry, proof):
    """What a verb is asked about."""
    case = Case(entry, WINDOW)
    if verb == "may_begin":
        return Start(entry.institution, entry.edition, None, WINDOW, entry)
    if verb == "may_claim":
        return Claiming(entry.institution, ("2020",), (), "Asia/Jakarta")
    if verb == "may_object":
        return Appeal(case, CLOSES, "", None)
    return FileOf(case, proof) if verb in ("may_edit_part", "may_mask", "may_be_present", "may_see_history", "may_share_out") else case


def verdict(verb, actor, entry, proof):
    subject = subject_of(verb, entry, proof)
    rule = getattr(policy, verb)
    return rule(actor, subject, DURING, DURING) if verb == "may_finish_upload" else rule(actor, subject, DURING)


@pytest.mark.parametrize("verb", ASKED)
def test_a_verb_is_open_to_the_duties_it_asks_and_to_no_others(own, verb):
    (proof,) = evidence_of(own)
    enough, own.state = ASKED[verb]
    elsewhere = factories.institution().id
    found = {duties: bool(verdict(verb, somebody(own.institution_id, duties), own, proof)) for duties in SETS}
    strangers = {duties: bool(verdict(verb, somebody(elsewhere, duties), own, proof)) for duties in SETS}
    assert found == {duties: bool(({"member"} | duties) & enough) for duties in SETS}
    assert strangers == dict.fromkeys(SETS, False)


@pytest.mark.parametrize("verb", ASKED)
def test_nobody_at_all_and_the_secretariat_do_none_of_it(own, verb):
    (proof,) = evidence_of(own)
    own.state = ASKED[verb][1]
    secretary = Someone("s", "S", roles=frozenset({("secretariat", "")}), is_signed_in=True)
    assert [bool(verdict(verb, who, own, proof)) for who in (Someone(), secretary)] == [False, False]


def test_every_refusal_says_whom_to_ask(own):
    (proof,) = evidence_of(own)
    for verb, (enough, state) in ASKED.items():
        own.state = state
        if enough is not ANY:
            assert len(str(verdict(verb, somebody(own.institution_id, ()), own, proof).reason)) > 20, verb
