"""Which register and channel the rows of the access table are about."""

from datetime import date

from p4comp.channels.rules import Facts, Kind
from tests.channels import scene


def subjects(cast):
    """The entrant's register, one channel in use and one that has ended."""
    code, live = {"code": cast.institution.code}, {"channel_id": scene.channel(cast.institution).id}
    ended = scene.channel(cast.institution, Facts(Kind.PHONE, "Telepon lama", until_on=date(2021, 1, 1)), note="").id
    rows = {f"channels.{name}": code for name in ("register", "register_xlsx", "add", "import_file")}
    rows |= {f"channels.{name}": live for name in ("show", "change", "end", "remove", "consent", "resume")}
    return rows | {"channels.resume@ended": {"channel_id": ended}}


def bodies(_cast):
    """What is posted."""
    return {"channels.add": scene.TYPED | {"name": "Aplikasi kedua"}, "channels.change": scene.TYPED, "channels.end": {"on": "2021-12-31"}}
