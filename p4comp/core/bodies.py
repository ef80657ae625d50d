"""Taking in what a request carries, before any transaction: how much, how fast, how often."""

from collections.abc import Callable
from datetime import timedelta

from flask import current_app, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import Conflict, NotFound

from p4comp.core import clock, inspection, pacing
from p4comp.core.errors import Refused

OVERSIZE = 3  # a form with too big a file is read whole up to so many times the limit: its text is kept, the file refused beside its field
LONGEST_FORM, LONGEST_UPLOAD = timedelta(minutes=5), timedelta(minutes=30)
POURED_FOR, MOST_POURED = timedelta(seconds=10), 30 * 1024**2
BY_PERSON = pacing.Slope(60, timedelta(seconds=2), pacing.BY_ONESELF)


def bound(largest: int, *, has_files: bool) -> None:
    """Let the body be no bigger than that, its text no bigger than any form."""
    request.max_content_length = (largest * OVERSIZE if has_files else largest) + 64 * 1024
    request.max_form_memory_size = current_app.config["MAX_FORM"]


def demand_pace(pace: Callable[[], None] | None, person: str) -> None:
    """Whoever sends files too often waits before any is taken in, whatever the view would say of them; without `person` it is anybody."""
    try:
        if pace is not None:
            pace()
        if person:
            BY_PERSON.demand(person, clock.real())
        else:
            inspection.serve_anybody()
    except Refused:
        g.is_body_refused = True
        _pour_away()
        raise


def _pour_away() -> None:
    """Let what is sent run out, unread: whose line is cut while they send never see why they are refused."""
    until, left = clock.real() + POURED_FOR, MOST_POURED
    while left > 0 and clock.real() < until and (piece := request.environ["wsgi.input"].read(min(left, 64 * 1024))):
        left -= len(piece)


def take_form(*, has_files: bool) -> None:
    """Read the whole body."""
    began = clock.real()
    request.form  # noqa: B018  # reading it takes the whole body in, before any transaction
    _refuse_slow(clock.real() - began, LONGEST_UPLOAD if has_files else LONGEST_FORM)
    _drop_nul_from("form")


def _refuse_slow(taken: timedelta, longest: timedelta) -> None:
    """The moment of a request is that of its head: who could send the body hours later would hold a deadline open."""
    if taken > longest:
        minutes = longest // timedelta(minutes=1)
        raise Conflict(_("Kiriman ini memakan waktu lebih dari %(n)s menit, jadi tidak diterima. Kirim sekali lagi.", n=minutes))


def drop_nul() -> None:
    """U+0000 is no text: PostgreSQL refuses it, people never type it. What is asked for loses it; no address has it."""
    if "\0" in request.path:
        raise NotFound
    _drop_nul_from("args")


def _drop_nul_from(name: str) -> None:
    sent: MultiDict[str, str] = getattr(request, name)
    if any("\0" in key or "\0" in value for key, value in sent.items(multi=True)):
        pairs = [(key.replace("\0", ""), value.replace("\0", "")) for key, value in sent.items(multi=True)]
        request.__dict__[name] = ImmutableMultiDict(pairs)  # where werkzeug keeps what it has read
