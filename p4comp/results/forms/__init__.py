"""What can be typed at the end of an edition."""

from p4comp.results.forms.publication import PublicationForm

__all__ = ["PublicationForm"]
