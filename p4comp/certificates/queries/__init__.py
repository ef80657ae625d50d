"""Certificates as they can be asked for; what is not announced does not exist outside the secretariat."""

from p4comp.certificates.queries import batches, files, runs
from p4comp.certificates.queries.checking import by_code, ended_by
from p4comp.certificates.queries.held import Held, holders, of_list
from p4comp.certificates.queries.shelf import Shelf, Stack, shelf
from p4comp.certificates.queries.sight import certificate, decision, own, visible_to
from p4comp.certificates.queries.waiting import unissued, unnumbered, without_certificate, without_number

__all__ = [
    "Held",
    "Shelf",
    "Stack",
    "batches",
    "by_code",
    "certificate",
    "decision",
    "ended_by",
    "files",
    "holders",
    "of_list",
    "own",
    "runs",
    "shelf",
    "unissued",
    "unnumbered",
    "visible_to",
    "without_certificate",
    "without_number",
]
