"""Rows of the access matrix about the demo: none needs URL values."""


def subjects(cast):
    """The clock bar has no subjects."""
    return {}
