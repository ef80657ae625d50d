"""The agreement of the demo: what is a fact stands as one, everything else carries its mark."""

from collections import Counter
from datetime import UTC, date, datetime

from sqlalchemy import select

from p4comp.commitments import queries
from p4comp.commitments.models import Commitment
from p4comp.core import clock, db
from p4comp.demo.actions.committing import play_commitments
from tests import factories
from tests.commitments import scene

AT = datetime(2023, 4, 10, 2, tzinfo=UTC)


def test_twenty_one_signed_on_the_fourth_of_july_and_all_they_took_on_is_invented(app):
    _who, by = scene.host()
    factories.institution("pemprov", code="prov-63", name="Pemerintah Provinsi Kalimantan Selatan", region=factories.region())
    factories.institution("lembaga", code="kl-ori", name="Ombudsman Republik Indonesia")
    with clock.at(AT):
        made = play_commitments(by, at=AT)
    assert (made.signed_on, made.number, made.is_simulated, made.state) == (date(2022, 7, 4), "", True, "in_force")
    assert (len(made.signatories), len(made.scopes)) == (21, 5)
    assert made.partner.parent.code == "kl-ori"
    assert all("Simulasi" in one.institution_name for one in made.signatories)
    taken = db.everything(select(Commitment))
    assert all(one.title.endswith("(SIMULASI)") for one in taken)
    assert len(taken) == 84
    assert set(Counter(one.state for one in taken)) >= {"accepted"}
    assert queries.counted(made, 2022, AT.date())["totals"]["all"] == 84


def test_nothing_is_played_where_the_registry_lacks_the_province(app):
    assert play_commitments(scene.host()[1], at=AT) is None
