"""What the start room does every hour: outdated bundles are thrown away, the day's head of the chain goes to the witnesses."""

from p4comp.competition import queries as competition
from p4comp.core import clock, jobs
from p4comp.home import actions

jobs.hourly(actions.forget_bundles)


@jobs.hourly
def tell_witnesses() -> None:
    """The first tidying of a day sends its head. The day is that of competition time in the edition's zone, as in the records that are sealed."""
    at, edition = clock.now(), competition.current()
    zone = edition.zone if edition else clock.home_zone()
    actions.send_heads(clock.local(at, zone).date(), at=at)
