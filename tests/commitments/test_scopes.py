"""An agreement whose scopes are typed anew: what was committed to keeps its scope."""

import itertools

import pytest

from p4comp.commitments.models import Accord, Commitment
from tests.commitments import scene
from tests.commitments.scene import TYPED
from tests.commitments.test_keeping import all_of, house, made

__all__ = ["house"]

SCOPES = ("Percepatan", "Pencegahan", "Pertukaran data")


def rewritten(house, browse, used, typed, **options):
    """An agreement being written whose scopes are typed anew, with a commitment in the used ones; what each commitment is about now."""
    found = made(house, in_force=False, scopes=SCOPES)
    for scope in [one for one in found.scopes if one.title in used]:
        scene.commitment(house["by"], found, title=scope.title, scope_id=scope.id)
    browse(house["host"]).post(f"/komitmen/{found.id}/naskah", TYPED | {"scopes": "\n".join(typed)}, **options)
    return {one.title: one.scope.title for one in all_of(Commitment)}, [(one.number, one.title) for one in all_of(Accord)[0].scopes]


LEFT = [some for most in range(1, 4) for some in itertools.permutations(SCOPES, most)]


@pytest.mark.parametrize(("used", "typed"), list(itertools.product(("", *SCOPES), LEFT)))
def test_what_was_committed_to_keeps_its_scope_and_none_in_use_is_taken_out(house, browse, used, typed):
    is_kept = not used or used in typed
    about, scopes = rewritten(house, browse, [used], typed, status=303 if is_kept else 422)
    assert about == ({used: used} if used else {})
    assert scopes == list(enumerate(typed if is_kept else SCOPES, 1))


def test_a_scope_is_worded_anew_in_its_place(house, browse):
    about, scopes = rewritten(house, browse, SCOPES, ["Percepatan", "Pencegahan maladministrasi", "Pertukaran data", "Sosialisasi"])
    assert about == {"Percepatan": "Percepatan", "Pencegahan": "Pencegahan maladministrasi", "Pertukaran data": "Pertukaran data"}
    assert [title for _number, title in scopes] == ["Percepatan", "Pencegahan maladministrasi", "Pertukaran data", "Sosialisasi"]
