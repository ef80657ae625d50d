"""The planner: who is heard by which panel when, so that every rule holds and as little as possible is amiss."""

from p4comp.interviews.rules.planning.difference import Difference, difference
from p4comp.interviews.rules.planning.precheck import Line, Precheck, precheck
from p4comp.interviews.rules.planning.question import Family, Question, Weights
from p4comp.interviews.rules.planning.relaxing import Relief, reliefs
from p4comp.interviews.rules.planning.solving import ALGORITHM, SECONDS, Answer, Step, plan, solver_name

__all__ = [
    "ALGORITHM",
    "SECONDS",
    "Answer",
    "Difference",
    "Family",
    "Line",
    "Precheck",
    "Question",
    "Relief",
    "Step",
    "Weights",
    "difference",
    "plan",
    "precheck",
    "reliefs",
    "solver_name",
]
