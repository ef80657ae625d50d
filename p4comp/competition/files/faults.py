"""What is wrong with an edition file: every fault with its key path and, where there is a text, its line."""

from dataclasses import dataclass

from flask_babel import gettext as _

from p4comp.core.errors import Invalid

Path = tuple[str | int, ...]


def written(path: Path) -> str:
    """`("kategori", 2, "kuota")` as `kategori[2].kuota`; items count from 0."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


@dataclass(frozen=True)
class Fault:
    """One fault: where, what, and what to write instead."""

    path: Path
    message: str
    line: int = 0

    @property
    def key(self) -> str:
        """The key path as it is written."""
        return written(self.path)

    def __str__(self) -> str:
        where = _("%(key)s (baris %(line)s)", key=self.key or _("berkas"), line=self.line) if self.line else self.key or _("berkas")
        return f"{where}: {self.message}"


class BrokenEdition(Invalid):
    """An edition file cannot be used; `faults` are all of its faults."""

    def __init__(self, faults: list[Fault], source: str = ""):
        self.faults = sorted(faults, key=lambda fault: fault.line)
        head = _("%(source)s memuat %(n)s kesalahan:", source=source or _("Berkas edisi"), n=len(faults))
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))
