"""Waivers of a juror's bond: proposed by one, confirmed by another, never for the own institution."""

import itertools

import pytest
from sqlalchemy import select

from p4comp.accounts import actions as accounts
from p4comp.accounts.models import Role
from p4comp.core import db
from p4comp.core.errors import Invalid, Refused
from p4comp.interviews.actions import people as actions
from p4comp.interviews.actions import waivers
from p4comp.interviews.models import Juror, JurorSheet, JurorWaiver, SheetState
from p4comp.interviews.queries import people as known
from p4comp.judging.models import TieKind
from tests import factories
from tests.interviews.stage import DURING, PLACED_AT, actor
from tests.interviews.test_people import found_for, near


@pytest.fixture
def one(cast, at):
    """The cast's juror, in the week, whose sheet is open."""
    at(PLACED_AT)
    return db.first(select(Juror).where(Juror.person_id == cast.juror.id))


@pytest.fixture
def bound(cast, one):
    """The juror works in the entrant's province: barred, but waivable."""
    actions.fill_profile(found_for(cast, one), actions.Profile(near(cast)), by=actor(cast.juror), at=PLACED_AT)
    db.session().flush()
    return one


def proposed(cast, bound):
    barred = known.barred(actor(cast.secretary), bound.id, cast.entry.id)
    made = waivers.propose_waiver(barred, reason="Satu-satunya ahli.", by=actor(cast.secretary), at=PLACED_AT)
    db.session().flush()
    return made


def waived(cast, made, who=None):
    db.session().flush()
    return known.waived(actor(who or cast.second_secretary), made.id)


class TestWaivers:
    def test_two_people_give_the_sheet_back_and_the_bond_is_declared(self, browse, cast, bound):
        page = browse(cast.secretary).get(f"/juri/{bound.id}")
        assert "bekerja pada pemerintah daerah di provinsi yang sama" in page.text
        page = browse(cast.secretary).get(f"/juri/{bound.id}/pengecualian/{cast.entry.id}")
        page.submit("Usulkan pengecualian", reason="Satu-satunya ahli.").follow()
        made = db.first(select(JurorWaiver))
        browse(cast.secretary).post(f"/juri/pengecualian/{made.id}/sahkan", status=403)
        second = browse(cast.second_secretary)
        assert "Pengecualian benturan juri" in second.get("/persetujuan").text
        second.get(f"/juri/pengecualian/{made.id}").submit("Sahkan pengecualian").follow()
        db.session().expire_all()
        assert db.session().get(JurorSheet, cast.juror_sheet.id).state is SheetState.ASSIGNED
        page = browse(cast.juror).get(f"/wawancara/{cast.juror_sheet.id}", status=303).follow()
        assert "di provinsi yang sama" in page.text

    def test_revoked_it_takes_the_sheet_away_again(self, browse, cast, bound):
        made = proposed(cast, bound)
        waivers.confirm_waiver(waived(cast, made), by=actor(cast.second_secretary), at=PLACED_AT)
        with pytest.raises(Invalid, match="alasannya"):
            waivers.revoke_waiver(waived(cast, made), answer=" ", by=actor(cast.secretary), at=DURING)
        waivers.revoke_waiver(waived(cast, made), answer="Ada ahli lain.", by=actor(cast.secretary), at=DURING)
        db.session().flush()
        assert db.session().get(JurorSheet, cast.juror_sheet.id).state is SheetState.RECUSED
        browse(cast.juror).get(f"/wawancara/{cast.juror_sheet.id}", status=404)

    def test_refused_it_opens_nothing(self, browse, cast, bound):
        made = proposed(cast, bound)
        waivers.refuse_waiver(waived(cast, made), answer="Masih ada juri lain.", by=actor(cast.second_secretary), at=PLACED_AT)
        browse(cast.juror).get(f"/wawancara/{cast.juror_sheet.id}", status=404)

    def test_a_colleague_whom_the_proposer_alone_has_made_is_no_second_person(self, browse, cast, bound):
        made = proposed(cast, bound)
        accomplice = factories.person("Rekan Baru")
        accounts.join(accomplice, Role.SECRETARIAT, by=actor(cast.second_secretary), at=PLACED_AT)
        db.commit()
        browse(accomplice).post(f"/juri/pengecualian/{made.id}/sahkan", status=403)
        assert db.session().get(JurorSheet, cast.juror_sheet.id).state is SheetState.RECUSED

    def test_it_is_proposed_once(self, cast, bound):
        proposed(cast, bound)
        with pytest.raises(Refused, match="sudah diusulkan"):
            proposed(cast, bound)

    def test_never_for_the_own_institution_nor_for_what_the_juror_avoids(self, cast, one):
        for kind in TieKind:
            actions.add_tie(found_for(cast, one), cast.institution, kind, by=actor(cast.juror), at=PLACED_AT)
            db.session().flush()
            with pytest.raises(Refused, match="tidak ada pengecualian"):
                proposed(cast, one)

    def test_whoever_is_bound_to_the_finalist_or_is_the_juror_decides_nothing(self, cast, bound):
        factories.member(cast.secretary, cast.institution)
        with pytest.raises(Refused, match="petugas sekretariat lain"):
            proposed(cast, bound)
        bound.person_id = cast.second_secretary.id
        db.session().flush()
        with pytest.raises(Refused, match="diputus petugas lain"):
            waivers.propose_waiver(
                known.barred(actor(cast.second_secretary), bound.id, cast.entry.id), reason="x", by=actor(cast.second_secretary), at=DURING
            )

    def test_a_declined_sheet_stays_declined(self, browse, cast, bound):
        sheet = cast.juror_sheet
        sheet.state, sheet.declared_at, sheet.reason = SheetState.RECUSED, PLACED_AT, "Ipar saya."
        made = proposed(cast, bound)
        waivers.confirm_waiver(waived(cast, made), by=actor(cast.second_secretary), at=PLACED_AT)
        db.session().flush()
        assert db.session().get(JurorSheet, sheet.id).state is SheetState.RECUSED

    def test_the_page_of_all_takes_the_same_number_of_queries_with_one_and_with_three(self, browse, cast, bound, queries):
        browser = browse(cast.secretary)
        proposed(cast, bound)
        db.session().commit()
        taken = []
        for _number in itertools.repeat(None, 2):
            with queries() as asked:
                browser.get("/juri/pengecualian")
            taken.append(len(asked))
            for _more in range(2):
                other = factories.juror(factories.panel(cast.edition, name=factories.person().name))
                entry = factories.entry(cast.edition, state="verified")
                given = {"relation": "province", "reason": "x", "proposed_by": cast.secretary.id, "proposed_at": PLACED_AT}
                db.session().add(JurorWaiver(juror_id=other.id, entry_id=entry.id, **given))
            db.session().commit()
        assert taken[0] == taken[1]
