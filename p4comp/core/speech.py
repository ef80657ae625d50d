"""Words in templates: each text is looked up once a language and process, not at every place of every page.

Texts are Indonesian; a room that answers in another language as well teaches its words as pairs. What nobody taught stays Indonesian.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask import Flask, g, has_app_context
from flask_babel import Babel, Domain, get_locale, get_translations, refresh
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

MOST = 5000
Known = tuple[Markup, Markup, str]
_known: dict[str, dict[str, Known]] = defaultdict(dict)
_taught: dict[str, dict[str, str]] = defaultdict(dict)


def teach(language: str, pairs: Mapping[str, str]) -> None:
    """Words of another language for Indonesian texts."""
    _taught[language] |= pairs


def speak(language: str) -> None:
    """Answer the current request in this language."""
    g.spoken = language
    vars(g._get_current_object()).pop("language", None)
    refresh()


def spoken() -> str | None:
    """The language the current request asked for, if it did."""
    found: str | None = g.get("spoken")
    return found


def is_indonesian() -> bool:
    """Whether this request is answered in Indonesian; outside of requests it always is."""
    return language() == "id"


def language() -> str:
    """The language this request is answered in; outside of requests Indonesian."""
    if not has_app_context():
        return "id"
    held = vars(g._get_current_object())  # the proxy costs more than the word
    found: str | None = held.get("language")
    if found is None:
        locale = get_locale()
        found = held["language"] = locale.language if locale else "id"
    return found


def _words() -> dict[str, Known]:
    """The texts known in this request's language; found once a request, for a page asks hundreds of times."""
    if not has_app_context():
        return _known["id"]
    held = vars(g._get_current_object())
    if held.get("words_in") != held.get("language", ""):
        held["words_in"] = language()
        held["words"] = _known[held["words_in"]]
    found: dict[str, Known] = held["words"]
    return found


def _text(text: str) -> Known:
    """A text as it waits for values, as it is without any, and for those who are no template."""
    known = _words()
    found = known.get(text)
    if found is None:
        words = _taught[language()].get(text) or get_translations().gettext(text)
        waiting = Markup(words)  # noqa: S704  # the template's own text
        found = waiting, waiting if "%(" in waiting else waiting % {}, words
        if len(known) < MOST:
            known[text] = found
    return found


@pass_eval_context
def translate(context: EvalContext, text: str, **values: Any) -> str:
    """A text of a template in the request's language, with its values put in; escaped where the template is."""
    waiting, plain, _words = _text(text)
    if not values:
        return plain
    return waiting % values if context.autoescape else str(waiting) % values


class Words(Domain):
    """What code says, out of the same texts as templates."""

    def gettext(self, string: str, **variables: Any) -> str:
        """A text in the request's language, with its values put in."""
        words = _text(string)[2]
        return words % variables if variables else words


class Speech(Babel):
    """Flask-Babel, with one memory for the texts of code and templates."""

    @cached_property
    def domain_instance(self) -> Words:
        """The texts of the application."""
        return Words(domain=self.domain)


def init_app(app: Flask) -> None:
    """Let templates speak by it."""
    app.jinja_env.globals |= {"_": translate, "gettext": translate}
