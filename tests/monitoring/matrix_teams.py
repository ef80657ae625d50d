"""What the rows of the teams' table are about: the regency, watched by the province of the cast."""

from tests.monitoring import scene


def subjects(cast):
    """The same of a team's institution."""
    above = cast.institution.parent
    scene.terms(above)
    return scene.subjects(above, cast.institution)


def bodies(_cast):
    """What is posted."""
    return scene.BODIES
