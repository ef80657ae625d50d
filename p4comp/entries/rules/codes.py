"""The portal's own number of a hand-in."""


def code_of(series: str, number: int, revision: int = 1) -> str:
    """The portal's own number of a hand-in: `P4-2022/UMUM/0001`, and `….2` for the same entry handed in again."""
    code = f"{series}/{number:04d}"
    return code if revision == 1 else f"{code}.{revision}"
