"""What the press kit says, all of it from what the public page shows."""

from p4comp.competition import queries as competition
from p4comp.results.queries.shown import Published
from p4comp.results.rules.press import Facts, Listed


def facts(found: Published) -> Facts:
    """The edition's numbers as its result page shows them, with the decrees that are typed in."""
    decrees = dict.fromkeys(part.winners.decree_number for part in found.parts if part.winners and part.winners.decree_number)
    counted = (found.entered, found.verified, len(found.finalists), len(found.winners))
    return Facts(found.edition.name, *counted, tuple(decrees), competition.authority(found.overview.spec))


def winners(found: Published) -> list[Listed]:
    """The winners by category and award, in the edition's order."""
    return [
        Listed(
            part.name if group.label == part.name else f"{part.name}: {group.label}",
            tuple(one.name for one in group.members),
            group.is_ordered,
            group.is_ranked,
        )
        for part in found.parts
        for group in part.awards
    ]


def finalists(found: Published) -> list[Listed]:
    """The finalists by category."""
    return [Listed(part.name, tuple(one.name for one in part.finalist_list)) for part in found.parts if part.finalist_list]
