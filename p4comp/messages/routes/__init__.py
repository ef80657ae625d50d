"""Where messages are reached."""

from p4comp.messages.routes import announcements, broadcasts, calls, inbox, outbox, questions, tickets
from p4comp.messages.routes.blueprint import bp

__all__ = ["announcements", "bp", "broadcasts", "calls", "inbox", "outbox", "questions", "tickets"]
