"""What messages keep, by topic; mails themselves are the floor's."""

from p4comp.messages.models.announcements import Announcement
from p4comp.messages.models.broadcasts import Broadcast, BroadcastRecipient
from p4comp.messages.models.calls import ContactNote
from p4comp.messages.models.questions import Question
from p4comp.messages.models.tickets import SavedAnswer, Ticket, TicketLine

__all__ = ["Announcement", "Broadcast", "BroadcastRecipient", "ContactNote", "Question", "SavedAnswer", "Ticket", "TicketLine"]
