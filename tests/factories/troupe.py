"""The same people everywhere, around one entry."""

from dataclasses import dataclass

from p4comp.accounts.models import FormerMembership, Person
from p4comp.competition.models import Edition
from p4comp.entries.models import Entry
from p4comp.institutions.models import Institution
from p4comp.interviews.models import Interview, JurorSheet
from p4comp.judging.models import Assignment
from tests.factories.base import BEGINNING, closing, keep
from tests.factories.entries import edition as make_edition
from tests.factories.entries import entry
from tests.factories.judging import assignment, evaluator, interview, juror, juror_sheet, panel
from tests.factories.outcomes import decision
from tests.factories.people import auditor, institution, member, person, region, secretariat


@dataclass
class Cast:
    """The same people everywhere, around one entry; ids may be read after the session has gone."""

    edition: Edition
    institution: Institution
    entry: Entry
    entrant: Person
    stranger: Person
    stranger_entry: Entry
    evaluator: Person
    assignment: Assignment
    conflicted: Person
    juror: Person
    interview: Interview
    juror_sheet: JurorSheet
    secretary: Person
    second_secretary: Person
    auditor: Person

    @property
    def conflicted_evaluator(self):
        return self.conflicted

    @property
    def conflicted_juror(self):
        return self.conflicted

    @property
    def columns(self):
        """The cast by the columns of the access table; None is anyone."""
        return {
            "anyone": None,
            "entrant": self.entrant,
            "stranger": self.stranger,
            "evaluator": self.evaluator,
            "conflicted": self.conflicted,
            "juror": self.juror,
            "secretariat": self.secretary,
            "auditor": self.auditor,
        }


def cast(edition=None, *, state="verified"):
    """The cast around one verified entry: assigned, declared finalist, placed. Conflicted works for the entrant and stands recused."""
    edition = edition or make_edition()
    place = region()
    own = institution("pemkab", name="Pemerintah Kabupaten Peserta", region=place)
    other = institution("pemkab", name="Pemerintah Kabupaten Tetangga", region=region("64", name="Kalimantan Timur"))
    entrant, stranger = member(person("Peserta"), own), member(person("Orang Lain"), other)
    found = entry(edition, own, state=state, contact=entrant)
    theirs = entry(edition, other, state=state, contact=stranger)
    reader, conflicted, hearer = person("Evaluator"), person("Berkepentingan"), person("Juri")
    reading = assignment(found, evaluator(edition, reader), state="open")
    assignment(found, evaluator(edition, conflicted, employer=own), state="recused")
    decision(edition, [found, theirs], announced_at=closing("pleno_finalis"))
    room = panel(edition)
    slot = interview(found, room)
    sheet = juror_sheet(slot, juror(room, hearer), state="open")
    juror_sheet(slot, juror(room, conflicted, employer=own), state="recused")
    return Cast(
        edition=edition,
        institution=own,
        entry=found,
        entrant=entrant,
        stranger=stranger,
        stranger_entry=theirs,
        evaluator=reader,
        assignment=reading,
        conflicted=conflicted,
        juror=hearer,
        interview=slot,
        juror_sheet=sheet,
        secretary=secretariat("Sekretaris Satu"),
        second_secretary=secretariat("Sekretaris Dua"),
        auditor=auditor(),
    )


@dataclass
class TeamCast:
    """A regency's people by duty, one who left, the admin of a unit below it, the admin of the province it lies in."""

    edition: Edition
    institution: Institution
    unit_institution: Institution
    province_institution: Institution
    columns: dict[str, Person]

    def seat(self, where):
        """Give the regency's people the same seats in another institution."""
        for name, duties in TEAM_DUTIES.items():
            member(self.columns[name], where, duties)
        left(self.columns["former"], where)
        return where


TEAM_DUTIES = {"drafter": {"drafter"}, "approver": {"approver"}, "admin": {"local_admin"}, "viewer": set()}


def left(who, where):
    """Somebody who had every duty in an institution until the beginning."""
    return keep(
        FormerMembership(
            person_id=who.id, institution_id=where.id, duties="approver,drafter,local_admin", ended_at=BEGINNING, ended_by=who.id
        )
    )


def team_cast():
    """A regency in a province, with a unit; everybody in their seats."""
    edition, place = make_edition(), region()
    province = institution("pemprov", name="Pemerintah Provinsi Peserta", region=place)
    own = institution("pemkab", name="Pemerintah Kabupaten Peserta", region=place, parent=province)
    unit = institution("upp", name="Unit Peserta", parent=own)
    people = {name: person(name.title()) for name in (*TEAM_DUTIES, "former")}
    people |= {"unit": member(person("Unit"), unit), "province": member(person("Provinsi"), province)}
    cast = TeamCast(edition, own, unit, province, people)
    cast.seat(own)
    return cast
