"""Long lists, a page at a time."""

import pytest
from sqlalchemy import select

from p4comp.core import paging
from p4comp.core.db import session
from tests.core.conftest import Toy


@pytest.fixture
def toys(app):
    session().add_all([Toy(name=f"{number:02d}") for number in range(25)])
    session().flush()


@pytest.mark.parametrize(
    ("asked", "number", "names"),
    [
        ("", 1, ("00", "09")),
        ("?page=2", 2, ("10", "19")),
        ("?page=3", 3, ("20", "24")),
        ("?page=99", 3, ("20", "24")),
        ("?page=0", 1, ("00", "09")),
        ("?page=x", 1, ("00", "09")),
    ],
)
def test_the_nearest_page_is_given(app, toys, asked, number, names):
    with app.test_request_context(f"/{asked}"):
        page = paging.page(select(Toy).order_by(Toy.name), size=10)
    assert (page.number, page.pages, page.total) == (number, 3, 25)
    assert (page.rows[0].name, page.rows[-1].name) == names


def test_an_empty_list_has_one_page(app):
    with app.test_request_context("/"):
        page = paging.page(select(Toy))
    assert (page.rows, page.number, page.pages, page.total) == ([], 1, 1, 0)


def test_a_page_costs_two_queries_whatever_the_length(app, toys, queries):
    with app.test_request_context("/"), queries() as taken:
        paging.page(select(Toy).order_by(Toy.name), size=10)
    assert len(taken.selects) == 2
