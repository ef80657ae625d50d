"""Which mail each row of the access table is about: one to the entrant."""

from tests.messages import letters


def subjects(cast):
    """URL values by row."""
    mail = {"mail_id": letters.to(cast.entrant).id}
    return {"messages.show": mail, "messages.mark_read": mail, "messages.sent": mail}
