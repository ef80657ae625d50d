"""Who signs decrees, where an edition's file does not say it: the minister at home, nobody by name in a space."""

from p4comp.competition import files
from p4comp.competition import queries as competition
from tests.hosting.worlds import PLACES


def signs(world, slug, **said):
    """Who signs the decrees of an edition there, with these keys of its file changed."""
    document = files.read("kalsel-2022") | said
    with world.apps[slug].test_request_context():
        return competition.authority(files.spec_from(document))


def test_the_file_of_an_edition_says_who_signs_wherever_it_is_run(world):
    assert {slug: signs(world, slug) for slug in PLACES} == dict.fromkeys(PLACES, "Gubernur Kalimantan Selatan")


def test_a_space_without_that_never_speaks_for_the_minister(world):
    found = {slug: signs(world, slug, penetap="") for slug in PLACES}
    assert found == {"": "Menteri", "kalsel": "pejabat yang berwenang", "kaltim": "pejabat yang berwenang"}
