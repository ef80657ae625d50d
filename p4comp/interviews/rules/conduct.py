"""What jurors promise before a dossier opens: the edition's own wording, else the model of the desk read for panels."""

from dataclasses import replace

from p4comp.competition.reading_terms import Conduct
from p4comp.judging.rules import conduct
from p4comp.judging.rules.conduct import MODEL, sha256_of

__all__ = ["sha256_of", "text_for"]

PANEL = replace(
    MODEL,
    title="Pakta integritas juri",
    points=(
        "Saya menilai setiap finalis berdasarkan berkas, paparan, dan jawabannya menurut lembar yang ditetapkan, tanpa pengaruh siapa pun.",
        *MODEL.points[1:],
        "Saya tidak merekam, memotret, atau menyebarkan jalannya wawancara.",
    ),
)


def text_for(own: Conduct | None) -> str:
    """The wording a juror accepts."""
    return conduct.text_of(own or PANEL)
