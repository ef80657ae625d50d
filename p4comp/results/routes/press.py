"""The press kit and the feeds of a public result: they say nothing before its moment, and appear with it."""

from flask import Response, json, render_template
from flask_babel import gettext as _

from p4comp.core import clock, downloads, page_cache
from p4comp.core.access import public
from p4comp.core.web import p4_url
from p4comp.decisions.models import Decision, Purpose
from p4comp.results import queries
from p4comp.results.queries import Published, open_data
from p4comp.results.queries import press as told
from p4comp.results.routes.blueprint import SECONDS, bp
from p4comp.results.rules import press, publication
from p4comp.results.rules.open_data import as_csv


def _until_next_mark() -> None:
    page_cache.fresh_until(publication.next_mark(clock.arrived()))


@bp.get("/hasil/<slug>/pers")
@public(seconds=SECONDS, on=queries.published)
def press_kit(result: Published) -> str:
    """What newsrooms need of a result, once its winners are known."""
    _until_next_mark()
    shown = {"facts": press.facts_line(told.facts(result)), "winners": told.winners(result)} if result.has_winners else {}
    return render_template("results/press.html", result=result, **shown)


@bp.get("/hasil/<slug>/pers.zip")
@public(on=queries.published)
def press_zip(result: Published) -> Response:
    """All of it in one file; before the winners are known only what the page says then."""
    edition, at = result.edition, clock.arrived()
    return downloads.archive([(content, name) for name, content in _files(result).items()], f"pers-{edition.slug}.zip", at=at)


def _files(result: Published) -> dict[str, str]:
    if not result.has_winners:
        return {"bacalah.txt": _("Hasil belum diumumkan.")}
    name, is_demo = result.edition.name, clock.is_demo()
    numbers = told.facts(result)
    chart = {"entered": numbers.entered, "verified": numbers.verified, "finalists": numbers.finalists, "winners": numbers.winners}
    return {
        "fakta.txt": press.facts_line(numbers) + "\r\n",
        "pemenang.txt": press.as_text(_("Pemenang %(name)s", name=name), told.winners(result), is_simulated=is_demo),
        "finalis.txt": press.as_text(_("Finalis %(name)s", name=name), told.finalists(result), is_simulated=is_demo),
        "hasil.csv": as_csv(open_data.rows(result)),
        "grafik-tahap.svg": render_template("results/press_funnel.svg", name=name, is_demo=is_demo, **chart),
    }


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
