"""The minutes as PDF: made on request while they may change, kept once the list is confirmed."""

from p4comp.core import audit, clock, jobs, pdf, storage
from p4comp.core.db import session
from p4comp.decisions import queries
from p4comp.decisions.models import Plenary, PlenaryState


def minutes(plenary: Plenary) -> bytes:
    """The minutes with what is known by now; numbers are as typed in or “menunggu nomor”."""
    found = queries.minutes(plenary)
    return pdf.render("decisions/minutes.html", minutes=found, simulated=found.is_simulated, edition_name=plenary.edition.name)


@jobs.task("decisions.minutes")
def keep_minutes(plenary_id: str) -> None:
    """Keep the minutes of a confirmed plenary."""
    plenary = session().get(Plenary, plenary_id)
    if plenary is None or plenary.state is not PlenaryState.CONFIRMED:
        return
    kept = storage.keep_bytes(minutes(plenary), "application/pdf")
    plenary.minutes_sha256 = kept.sha256
    audit.record("plenary.minutes", plenary, by=None, at=clock.now(), sha256=kept.sha256)
