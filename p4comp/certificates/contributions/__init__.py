"""What certificates add to other pages."""

from p4comp.certificates.contributions import designs, desk, english, held, names, open_data, signing
from p4comp.certificates.contributions.desk import unissued, unnumbered

__all__ = ["designs", "desk", "english", "held", "names", "open_data", "signing", "unissued", "unnumbered"]
