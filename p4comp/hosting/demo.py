"""The demo's second organiser: the space of a province, made and played after the season of the root."""

from collections.abc import Callable

from p4comp.core import db
from p4comp.demo.actions import province
from p4comp.demo.rules import kalsel
from p4comp.hosting import provisioning
from p4comp.hosting.site import Site

FACTS = {"sebutan": "Penghargaan Kalsel", "tim": "Tim Kerja Biro Organisasi", "warna": "#0b5c3b"}


def take_part(site: Site) -> None:
    """Let the demo of a site ask for what it plays beside its season: on the command line only, a server need not hold the play."""
    site.root.extensions["play_beside"] = lambda say: play(site, say)


def play(site: Site, say: Callable[[str], None]) -> None:
    """Make the space of Kalimantan Selatan and play its award of 2022 there; a space of that name that is there already is left alone."""
    if site.registry.look(kalsel.SPACE) is not None:
        say(f"Ruang {kalsel.SPACE} sudah ada dan dibiarkan seperti apa adanya.")
        return
    made = provisioning.add(site, kalsel.SPACE, kalsel.PROVINCE, FACTS)
    with site.by_name(made.slug).app_context():
        province.put_on_show(lambda line: say(f"{made.house.wordmark}: {line}"))
        db.commit()
