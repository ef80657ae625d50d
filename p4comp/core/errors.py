"""What can go wrong, and the words for it in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from flask_babel import LazyString
from flask_babel import gettext as _

from p4comp.core import speech


class Refused(Exception):
    """A rule says no. The message tells people what to do; the gate answers with `status`."""

    status = 409

    def __init__(self, message: "str | LazyString"):
        super().__init__(str(message))
        self.message = str(message)


class Invalid(Refused):
    """What was typed or uploaded cannot be used; `field` names the form field it stands beside."""

    status = 422

    def __init__(self, message: "str | LazyString", field: str = ""):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Words:
    """How people call a thing, its states and what can be done to it."""

    noun: "str | LazyString"
    states: Mapping[str, "str | LazyString"] = field(default_factory=dict)
    verbs: Mapping[str, "str | LazyString"] = field(default_factory=dict)


_words: dict[str, Words] = {}


def name(kind: str, words: Words) -> None:
    """Register the words of `kind`; every feature does so beside its moves table."""
    _words[kind] = words
    _state_word.cache_clear()


def state_word(kind: str, state: str) -> str:
    """The state of a `kind` as people call it."""
    return _state_word(kind, state, speech.language())


@lru_cache(maxsize=1000)
def _state_word(kind: str, state: str, _language: str) -> str:
    words = _words.get(kind)
    return str(words.states.get(state, state)) if words else str(state)


class RuleBroken(Refused):
    """A move that the table of moves does not hold."""

    def __init__(self, kind: str, *, verb: str, state: str):
        words = _words.get(kind, Words(kind))
        super().__init__(
            _(
                "%(noun)s ini berstatus “%(state)s”, jadi tidak dapat %(verb)s. Muat ulang halaman untuk melihat keadaan terbaru.",
                noun=words.noun,
                state=words.states.get(state, state),
                verb=words.verbs.get(verb, verb),
            )
        )
        self.kind, self.verb, self.state = kind, verb, state
