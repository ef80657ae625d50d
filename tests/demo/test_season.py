"""The whole season of 2022 is played at its real size, through the pages' own actions, and decided by its scores."""

import json
import sqlite3
from collections import Counter

import pytest
from sqlalchemy import func, select

from p4comp.certificates.models import Certificate, PrintedName
from p4comp.core import audit, jobs
from p4comp.core.db import session
from p4comp.core.errors import Refused
from p4comp.decisions.models import Decision, DecisionLine, Purpose
from p4comp.demo import rules
from p4comp.demo.actions import copies
from p4comp.entries.models import Entry, State
from p4comp.institutions.models import Honour
from p4comp.interviews.models import Interview

pytestmark = pytest.mark.sqlite
KNOWN = {"OA": (6, 2), "UMUM": (29, 4), "UPP": (11, 1)}


def lines(purpose, category):
    query = select(DecisionLine.subject_name).join(Decision).where(Decision.purpose == purpose, Decision.category == category)
    return set(session().execute(query).scalars())


def sources(category, stage):
    query = select(Honour.institution_id).where(Honour.edition_slug == "p4-2022", Honour.category == category, Honour.stage == stage)
    found = select(Entry.institution_name).where(Entry.institution_id.in_(query))
    return set(session().execute(found).scalars())


def test_573_entered_and_434_were_verified(played):
    counted = Counter(session().execute(select(Entry.category, Entry.state)).all())
    assert counted == {
        ("OA", State.VERIFIED): 10,
        ("OA", State.REFUSED): 2,
        ("UMUM", State.VERIFIED): 254,
        ("UMUM", State.REFUSED): 73,
        ("UPP", State.VERIFIED): 170,
        ("UPP", State.REFUSED): 64,
    }


@pytest.mark.parametrize(("category", "finalists", "winners"), [("OA", 6, 2), ("UMUM", 30, 10), ("UPP", 15, 5)])
def test_the_lists_are_as_long_as_in_2022_and_hold_everybody_sources_name(played, category, finalists, winners):
    assert len(lines(Purpose.FINALISTS, category)) == finalists
    assert len(lines(Purpose.WINNERS, category)) == winners
    assert len(sources(category, "finalis")) == KNOWN[category][0]
    assert sources(category, "finalis") <= lines(Purpose.FINALISTS, category)
    assert len(sources(category, "pemenang")) == KNOWN[category][1]
    assert sources(category, "pemenang") <= lines(Purpose.WINNERS, category)


def test_51_were_heard_on_five_days(played):
    days = {interview.starts_at.date() for interview in session().execute(select(Interview)).scalars()}
    assert session().execute(select(func.count()).select_from(Interview)).scalar_one() == 51
    assert sorted(day.day for day in days) == [23, 24, 25, 27, 30]


def test_68_certificates_are_printed_and_marked(played):
    found = session().execute(select(Certificate.kind, Certificate.is_simulated, Certificate.pdf_sha256.is_not(None))).all()
    proofs = {("participant", True, False): 434}  # printed when somebody first wants one
    assert Counter(found) == {("finalist", True, True): 51, ("winner", True, True): 17} | proofs


def test_every_finalist_has_proof_read_its_name(played):
    assert Counter(session().execute(select(PrintedName.state)).scalars()) == {"approved": 50, "corrected": 1}


def test_nothing_waits_and_the_log_is_whole(played):
    assert jobs.waiting() == []
    assert list(audit.faults()) == []


def test_every_stage_has_its_sealed_copy(played):
    assert copies.sealed() == list(rules.STOPS)
    shown = json.loads(played.extensions["copies"].file.read_text())
    assert shown["stage"] == "penghargaan"


def test_a_played_instance_is_not_played_again(played):
    from p4comp.demo.commands import demo

    with pytest.raises(Refused):
        demo.callback(until="penghargaan", show=None)


def test_before_the_final_plenary_the_guides_have_still_to_answer_and_one_wish_waits(played):
    with sqlite3.connect(copies.sealed_path(rules.stop("pleno-akhir"))) as base:
        states = base.execute("select state, count(*) from printed_name group by state order by state").fetchall()
        until = base.execute("select until from name_round").fetchone()
        finalists = "select l.subject_id from decision_line l join decision d on d.id = l.decision_id where d.purpose = 'finalists'"
        asked = "select p.email from entry e join membership m on m.institution_id = e.institution_id and m.role = 'member'"
        silent = (
            f"{asked} join person p on p.id = m.person_id where e.id in ({finalists}) and e.id not in (select entry_id from printed_name)"
        )
        guides = [email for (email,) in base.execute(f"{silent} order by p.email")]
    assert dict(states) == {"approved": 48, "wanted": 1}
    assert until[0].startswith("2022-06-08 09:00")
    assert guides == ["hss@peraga.invalid", "upp@peraga.invalid"]
