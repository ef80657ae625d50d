"""What accounts ask of this room: who is a juror, and of which edition."""

from p4comp.accounts import identity
from p4comp.interviews.queries import panels

identity.extend(panels.editions_of)
