"""A stamp that is added to a certificate lies where nothing is printed; over a name and an award it would be another certificate."""

import pikepdf
import pytest

from p4comp.core.programs.stamp_covering import covers

PRINTED = b"BT /F1 30 Tf 100 400 Td (Pemerintah Kota Contoh) Tj ET 0 0 0 rg 600 80 60 60 re f 500 90 180 1 re f"
BLANK = (500, 100, 560, 140)


@pytest.fixture
def page(tmp_path):
    """A page with a name, a square like a code, and a line to sign on."""
    path = tmp_path / "piagam.pdf"
    with pikepdf.new() as document:
        sheet = document.add_blank_page(page_size=(842, 595))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        sheet.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        sheet.obj.Contents = document.make_stream(PRINTED)
        document.save(path)
    return path


def stamped(page, *boxes):
    path = page.with_name("bercap.pdf")
    with pikepdf.open(page) as document:
        made = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=list(box)) for box in boxes]
        document.pages[0].obj.Annots = document.make_indirect(pikepdf.Array([document.make_indirect(one) for one in made]))
        document.save(path)
    return str(path)


@pytest.mark.parametrize(
    ("boxes", "is_covered"),
    [
        ((), False),
        ((BLANK,), False),
        (((0, 0, 0, 0),), False),
        (((500, 85, 590, 140),), False),  # on the line to sign on
        (((560, 140, 500, 100),), False),  # a box may be told from any corner
        (((90, 380, 400, 440),), True),  # the name
        (((440, 440, 100, 395),), True),
        (((590, 70, 670, 150),), True),  # the code
        (((20, 200, 400, 370),), True),  # too large
        (((20, 200, 220, 330), (240, 200, 440, 330), (460, 200, 660, 330)), True),  # too large together
        ((BLANK,) * 10, False),
        ((BLANK,) * 11, True),
    ],
)
def test_a_stamp_lies_where_nothing_is_printed(page, boxes, is_covered):
    assert covers(str(page), stamped(page, *boxes)) is is_covered
