"""Telling open pages that something changed: a version a topic, and streams that say no more than "look again".

A page that shows what others change opens a stream (server-sent events) and fetches its own part anew, through the gate,
when it hears something. Nothing of what changed travels on the stream.
"""

from p4comp.core.pulse.answers import stream
from p4comp.core.pulse.models import Pulse, beat, follow
from p4comp.core.pulse.writer import Writer, init_app

__all__ = ["Pulse", "Writer", "beat", "follow", "init_app", "stream"]
