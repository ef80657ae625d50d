"""Long lists, a page at a time: two queries whatever their length."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request
from sqlalchemy import Select

from p4comp.core import db

Row = TypeVar("Row")
SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    """A page of a list: its rows, its number from 1, and how many pages and rows there are in all."""

    rows: list[Row]
    number: int
    pages: int
    total: int


def page(query: Select[Row], total: int | None = None, *, size: int = SIZE) -> Page[Row]:
    """The page that `?page=` asks for; a number out of range or no number gives the nearest."""
    total = db.count(query) if total is None else total
    pages = max(1, -(-total // size))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    return Page(db.everything(query.limit(size).offset((number - 1) * size)), number, pages, total)


def part(rows: list[Row], *, size: int = SIZE) -> Page[Row]:
    """The page that `?page=` asks for, of rows that are at hand."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(request.args.get("page", 1, int), 1), pages)
    return Page(rows[(number - 1) * size : number * size], number, pages, len(rows))
