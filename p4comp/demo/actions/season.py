"""A whole season at its real size, through the actions that the pages call."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from p4comp.certificates import actions as certificates
from p4comp.core import clock, db, queues
from p4comp.core.db import session
from p4comp.decisions.models import Decision
from p4comp.demo import rules
from p4comp.demo.actions import (
    copies,
    entering,
    interviewing,
    judging,
    meeting,
    naming,
    noting,
    office,
    reporting,
    setting,
    settling,
    sharing,
    welcoming,
)
from p4comp.demo.actions.setting import Season
from p4comp.demo.rules import STOPS, Stop
from p4comp.results import actions as results

Say = Callable[[str], None]
GUIDE_BEGINS, GUIDE_HANDS_IN = rules.wib(4, 2, 10), rules.wib(4, 12, 15, 30)
RANKED_AT = rules.wib(5, 10, 8)


@dataclass
class Play:
    """The play as it goes on; `say` tells the operator where it is."""

    say: Say
    season: Season = field(init=False)
    password_hash: str = ""

    def run(self, until: Stop, show: Stop) -> None:
        """Play to a stop, keeping a sealed copy of each on the way; then put one of them on show."""
        current_app.extensions["playing"] = True
        current_app.extensions["enqueue"] = queues.not_now
        self.season = setting.prepare()
        self.password_hash = setting.password_hash()
        self.say(f"Disiapkan: {len(self.season.cast.entrants)} peserta")
        acts = (self.open, self.evaluate, self.finish_desk, self.interview, self.finish_interviews, self.award)
        for stop, act in zip(STOPS, acts, strict=True):
            act(stop)
            self._seal(stop)
            if stop == until:
                break
        copies.show(show)

    def _seal(self, stop: Stop) -> None:
        with clock.at(stop.at):
            self.say(f"{stop.label}: {setting.work_queue()} pekerjaan antrean selesai")
            copies.seal(stop)
        self.season = setting.again(self.season)

    def open(self, stop: Stop) -> None:
        """Up to 8 April: 140 have handed in, the guide's dossier is being filled in."""
        entering.register(self.season, stop.at)
        entering.draft_of_guide(self.season, GUIDE_BEGINS)

    def evaluate(self, stop: Stop) -> None:
        """All hand in, the secretariat verifies, evaluators read; some sheets are locked by the stop."""
        entering.hand_in_guide(self.season, GUIDE_HANDS_IN)
        entering.register(self.season)
        entering.verify(self.season)
        judging.assign(self.season, self.password_hash)
        noting.invite(self.season, self.password_hash)
        judging.calibrate(self.season)
        judging.score(self.season, settling.BEGAN_AT)
        noting.write(self.season)
        settling.begin(self.season)
        office.leave_open(self.season)

    def finish_desk(self, stop: Stop) -> None:
        """What was open is settled, the last desk sheets are locked, the rankings computed."""
        office.close(self.season)
        noting.answer_late(self.season)
        judging.score(self.season)
        settling.finish(self.season)
        judging.rank(self.season, RANKED_AT)

    def interview(self, stop: Stop) -> None:
        """The plenary fixes the finalists; their interviews are placed and the first ones held."""
        judging.shortlist(self.season)
        interviewing.place(self.season, self.password_hash)
        interviewing.open_day(self.season, stop.at)

    def finish_interviews(self, stop: Stop) -> None:
        """The rest of the interviews; finalists proof-read their names."""
        interviewing.finish(self.season, stop.at)
        naming.ask(self.season)
        welcoming.invite(self.season)

    def award(self, stop: Stop) -> None:
        """The final plenary, the last names proof-read, the publication, the certificates."""
        at, moment = rules.wib(6, 2, 10), rules.wib(6, 16, 19, 30)
        with clock.at(at):
            for category in judging.CATEGORIES:
                plenary = results.propose_winners(self.season.edition, category, by=self.season.secretaries[0], at=at)
                meeting.hold(self.season, plenary, at)
        naming.settle(self.season)
        welcoming.settle(self.season)
        with clock.at(moment - timedelta(days=1)):
            results.publish(self.season.edition, moment, by=self.season.secretaries[0], at=moment - timedelta(days=1))
            db.commit()
        reporting.draw_up(self.season)
        with clock.at(moment):
            setting.work_queue()
        self.season = setting.again(self.season)
        with clock.at(moment + timedelta(minutes=30)):
            for decision in session().execute(select(Decision).where(Decision.edition_id == self.season.edition.id)).scalars().all():
                certificates.issue_all(decision, by=self.season.secretaries[0], at=moment + timedelta(minutes=30))
            db.commit()
            naming.give_proofs(self.season, moment + timedelta(minutes=30))
        reporting.read(self.season, moment + timedelta(minutes=30))
        sharing.share(self.season)


def play(until: Stop, say: Say, show: Stop | None = None) -> None:
    """Play the season of 2022 on an empty instance, up to a stop, and put that stop, or an earlier one, on show."""
    Play(say).run(until, show or until)
