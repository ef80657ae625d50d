"""The press kit's page and the feeds of a public result: they say nothing before its moment, and appear with it."""

from flask import Response, json, render_template
from flask_babel import gettext as _

from p4comp.core import clock, page_cache
from p4comp.core.access import public
from p4comp.core.web import p4_url
from p4comp.decisions.models import Decision, Purpose
from p4comp.results import queries
from p4comp.results.queries import Published, press_desk
from p4comp.results.queries import press as told
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.rules import press, publication


def _until_next_mark() -> None:
    page_cache.fresh_until(publication.next_mark(clock.arrived()))


@bp.get("/hasil/<slug>/pers")
@public(seconds=SECONDS, on=queries.published)
def press_kit(result: Published) -> str:
    """What newsrooms need of a result, once its winners are known."""
    _until_next_mark()
    shown = {"facts": press.facts_line(told.facts(result)), "winners": told.winners(result)} if result.has_winners else {}
    kept = {"release": press_desk.public_release(result), "photos": press_desk.public_photos(result)}
    return render_template("results/press.html", result=result, **shown, **kept)


@bp.get("/hasil/<slug>/umpan.xml")
@public(seconds=SECONDS, on=queries.published)
def feed(result: Published) -> Response:
    """The announced decisions of an edition for whoever follows them (Atom)."""
    _until_next_mark()
    content = render_template(
        "results/feed.xml", result=result, items=[(one, _title(result, one)) for one in _newest(result)], start=publication.START
    )
    return Response(content, content_type="application/atom+xml; charset=utf-8")


@bp.get("/hasil/<slug>/umpan.json")
@public(seconds=SECONDS, on=queries.published)
def json_feed(result: Published) -> Response:
    """The same as a JSON Feed (version 1.1)."""
    _until_next_mark()
    slug = result.edition.slug
    items = [
        {
            "id": p4_url("results.record", slug=slug, code=one.code),
            "url": p4_url("results.record", slug=slug, code=one.code),
            "title": _title(result, one),
            "date_published": one.announced_at.isoformat() if one.announced_at else "",
        }
        for one in _newest(result)
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": _("Hasil %(name)s", name=result.edition.name)}
    links = {"home_page_url": p4_url("results.show", slug=slug), "feed_url": p4_url("results.json_feed", slug=slug), "language": "id"}
    return Response(json.dumps(head | links | {"items": items}, ensure_ascii=False), content_type="application/feed+json; charset=utf-8")


def _newest(result: Published) -> list[Decision]:
    return sorted(result.known, key=lambda one: (one.announced_at or publication.START, one.code), reverse=True)


def _title(result: Published, one: Decision) -> str:
    category = result.overview.spec.category(one.category)
    name = category.name if category else one.category
    if one.is_published_correction:
        return _("Koreksi keputusan %(code)s: %(name)s", code=one.code, name=name)
    return _("Pemenang %(name)s", name=name) if one.purpose is Purpose.WINNERS else _("Finalis %(name)s", name=name)
