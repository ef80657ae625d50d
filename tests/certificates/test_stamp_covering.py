"""A stamp that is added to a certificate lies where nothing is printed; over a name and an award it would be another certificate."""

import pikepdf
import pytest

from p4comp.core.programs.stamp_covering import covers

PRINTED = b"BT /F1 30 Tf 100 400 Td (Pemerintah Kota Contoh) Tj ET 0 0 0 rg 600 80 60 60 re f 500 90 180 1 re f"
BLANK = (500, 100, 560, 140)
ROW = [(60 + 50 * number, 200, 100 + 50 * number, 230) for number in range(5)]


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


def stamped(page, *boxes, **more):
    path = page.with_name("bercap.pdf")
    with pikepdf.open(page) as document:
        made = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=list(box), **more) for box in boxes]
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
        (ROW[:4], False),
        (ROW, True),  # too many
        ((BLANK, (520, 110, 590, 150)), True),  # one upon the other
        ((BLANK, (560.5, 100, 600, 140)), True),  # so near that they are read as one
        (((500, 100, 529, 140),), True),  # a speck may be a letter
        (((500, 100, 560, 111),), True),
        (((390, 412, 440, 440), (390, 380, 440, 409)), True),  # the ends of letters, above and below their middle
        (((598, 60, 630, 80.5),), False),  # so little of the code that it is still read
        (((390, 419, 440, 440), (390, 380, 440, 401)), False),  # grazed
        (((600, 60, 640, 95), (620, 97, 655, 130)), True),  # a piece of the code each
    ],
)
def test_a_stamp_lies_where_nothing_is_printed(page, boxes, is_covered):
    assert covers(str(page), stamped(page, *boxes)) is is_covered


@pytest.mark.parametrize(("box", "is_covered"), [((560, 140, 620, 180), True), ((520, 110, 580, 130), True), ((570, 150, 620, 180), False)])
def test_a_stamp_lies_beside_those_that_were_there_before(page, box, is_covered):
    before = stamped(page, BLANK)
    first = page.with_name("resmi.pdf")
    page.with_name("bercap.pdf").rename(first)
    with pikepdf.open(first) as document:
        made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=list(box))
        document.pages[0].obj.Annots.append(document.make_indirect(made))
        document.save(before)
    assert covers(str(first), before) is is_covered


@pytest.mark.parametrize(("flags", "is_covered"), [(4, False), (132, False), (4 | 8, True), (4 | 16, True)])
def test_a_stamp_stays_in_its_place_when_the_page_is_shown_larger(page, flags, is_covered):
    assert covers(str(page), stamped(page, BLANK, F=flags)) is is_covered
