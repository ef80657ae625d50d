"""What entries do when a deadline is moved."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from p4comp.competition.models import Edition, Extension
from p4comp.competition.signals import extended
from p4comp.competition.spec import Stage
from p4comp.core.db import everything
from p4comp.core.errors import Invalid
from p4comp.entries import actions
from p4comp.entries.models import Entry, State


@extended.connect
def tell_those_who_still_write(edition: Edition, extension: Extension, at: datetime, **_more: Any) -> None:
    """A later end of registration is told to everybody whose dossier is not handed in; an unknown entry is refused."""
    concerned = select(Entry).where(Entry.edition_id == edition.id)
    if extension.entry_id:
        concerned = concerned.where(Entry.id == extension.entry_id)
        if not everything(concerned):
            raise Invalid(_("Kepesertaan ini tidak ada pada edisi ini; periksa kembali pilihannya."), "entry_id")
    if extension.stage != Stage.REGISTRATION:
        return
    if extension.category:
        concerned = concerned.where(Entry.category == extension.category)
    for entry in everything(concerned.where(Entry.state == State.DRAFT).order_by(Entry.id)):
        actions.tell(entry, "extended", at, extension=extension)
