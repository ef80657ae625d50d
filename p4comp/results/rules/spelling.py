"""Whole numbers in Indonesian words, as a speaker reads them aloud: 17 is “tujuh belas”. Pure."""

ONES = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
STEPS = ((1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"), (10, "puluh"))
SINGLE = {"ribu": "seribu", "ratus": "seratus"}


def spelled(number: int) -> str:
    """The number in words, 0 to 999,999,999."""
    if not 0 <= number < 1_000_000_000:
        raise ValueError(number)
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    size, name = next(step for step in STEPS if number >= step[0])
    many, rest = divmod(number, size)
    head = SINGLE[name] if many == 1 and name in SINGLE else f"{spelled(many)} {name}"
    return f"{head} {spelled(rest)}" if rest else head
