"""How long an announced list may be objected to, and announced finalists commented on, as an edition file states it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ObjectionTerms:
    """For how many days after its announcement entrants may object to a list.

    None: the file says nothing, and so does the portal. Zero: the list is final at once, and `finality` says so.
    """

    finalists: int | None = None
    winners: int | None = None
    finality: str = ""

    @property
    def are_stated(self) -> bool:
        """Whether the file says anything about any list."""
        return self.finalists is not None or self.winners is not None

    @property
    def longest(self) -> int:
        """The most days that any list may be objected to."""
        return max(self.finalists or 0, self.winners or 0)


@dataclass(frozen=True)
class CommentTerms:
    """For how many days after their announcement anybody may comment on finalists, and what is said above the form."""

    days: int
    preface: str = ""
