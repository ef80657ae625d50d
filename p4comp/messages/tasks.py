"""Long work of messages: the letters of a mass mail, some at a time, each lot durable by itself."""

from p4comp.core import clock, jobs
from p4comp.core.db import session
from p4comp.messages import actions
from p4comp.messages.models import Broadcast
from p4comp.messages.rules.broadcasts import BroadcastState

LOT = 200


@jobs.task("messages.broadcast")
def broadcast(broadcast_id: str) -> None:
    """Write the next lot of letters, and ask for the lot after it; run twice, it goes on where it stopped."""
    found = session().get(Broadcast, broadcast_id, with_for_update=True)
    if found is None or found.state is not BroadcastState.SENDING:
        return
    if actions.write_some(found, LOT, at=clock.now()):
        jobs.later("messages.broadcast", broadcast_id)
