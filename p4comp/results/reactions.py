"""What decisions ask of this room: how a ranking of winners is made again."""

from p4comp.decisions import rules
from p4comp.decisions.models import Purpose
from p4comp.results.rules import final

rules.recomputes(Purpose.WINNERS, final.rank)
