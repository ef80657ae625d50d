"""The colours of the portal's own design in the brand of whoever gives the award. Pure."""

from p4comp.core import shades

STEPS = {"#b42b2d": "600", "#8f2527": "700"}
"""The reds that style sheet and ornament are drawn with, and the step of a brand that stands for each."""

FAINT, PAPER, SHARE = "#f6e4da", "#fdf8ec", 0.096


def in_brand(drawn: str, colour: str) -> str:
    """A style sheet or drawing in a brand's colour; as it is where no colour was chosen. Gold and ivory stay."""
    if not colour:
        return drawn
    block = shades.of(colour)
    for red, step in STEPS.items():
        drawn = drawn.replace(red, block[step])
    return drawn.replace(FAINT, shades.over(colour, PAPER, SHARE))
