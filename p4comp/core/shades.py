"""A brand's block of colours, made of the one colour its operator chose."""

import re

HEX = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 5.5  # with white, so that the hover one step lighter still stays above 4.5
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
STEPS = {
    "50": (WHITE, 0.13),
    "100": (WHITE, 0.24),
    "200": (WHITE, 0.40),
    "300": (WHITE, 0.60),
    "400": (WHITE, 0.80),
    "500": (WHITE, 0.93),
    "600": (WHITE, 1.0),
    "700": (BLACK, 0.80),
    "800": (BLACK, 0.66),
    "900": (BLACK, 0.36),
}
Colour = tuple[int, int, int]


def fault(colour: str) -> str:
    """What is wrong with a chosen colour, in words; empty for one that can be used."""
    if not HEX.fullmatch(colour):
        return "harus ditulis seperti #0b5c3b"
    if (found := contrast(_parts(colour), WHITE)) < LEAST_CONTRAST:
        return f"terlalu muda untuk tulisan putih (kontras {found:.1f}, paling sedikit {LEAST_CONTRAST}); pilih yang lebih tua"
    return ""


def of(colour: str) -> dict[str, str]:
    """The values of `--brand-*` for a colour."""
    own = _parts(colour)
    block = {step: _hex(_mixed(own, other, share)) for step, (other, share) in STEPS.items()}
    return block | {"ink": "#fff", "rgb": ", ".join(map(str, own))}


def over(colour: str, ground: str, share: float) -> str:
    """A colour laid thinly over another: so much of it as the share says."""
    return _hex(_mixed(_parts(colour), _parts(ground), share))


def sheet(colour: str) -> str:
    """The block as a style sheet."""
    return ":root {\n" + "".join(f"  --brand-{name}: {value};\n" for name, value in of(colour).items()) + "}\n"


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG 2.2 measures it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 3294.6 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _parts(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(own: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(own, other, strict=True))
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
