"""`p4comp entries`: questions an operator asks about entering."""

import json
from typing import NoReturn

import click
from flask_babel import gettext as _

from p4comp.competition.queries import by_slug, spec_of
from p4comp.entries import queries
from p4comp.entries.rules import RuleVerdict, Statement, failures
from p4comp.institutions.models import Institution
from p4comp.institutions.queries import called

UNKNOWN = 2
FAILED = 1
MARKS = {True: "lolos ", False: "GAGAL ", None: "tanya "}


@click.group("entries", help="Kepesertaan.")
def entries() -> None:
    """Entries."""


@entries.command("check", help="Periksa apakah sebuah instansi memenuhi syarat suatu kategori. INSTITUTION: kode, nama, atau nama lama.")
@click.argument("institution")
@click.argument("category")
@click.option("--edition", "slug", required=True, help="Slug edisi, misalnya p4-2022.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def check(institution: str, category: str, slug: str, as_json: bool) -> None:
    """Judge every rule of the category; exit 0 if none fails, 1 if one does, 2 if something is unknown."""
    edition = by_slug(slug)
    if edition is None:
        _unknown(_("Edisi %(slug)s tidak ada. Lihat “p4comp edition show”.", slug=slug))
    spec = spec_of(edition)
    wanted = spec.category(category) or spec.category(category.upper())
    if wanted is None:
        _unknown(
            _(
                "Kategori %(code)s tidak ada pada %(slug)s. Yang ada: %(codes)s.",
                code=category,
                slug=slug,
                codes=", ".join(one.code for one in spec.categories),
            )
        )
    found = _the_one(institution)
    verdicts = queries.verdicts(edition, wanted, queries.applicant(found), Statement())
    click.echo(_json(verdicts) if as_json else _text(found, verdicts))
    raise SystemExit(FAILED if failures(verdicts) else 0)


def _the_one(text: str) -> Institution:
    found = called(text)
    if not found:
        _unknown(_("Instansi “%(text)s” tidak ada di daftar: tulis kode, nama, atau nama lamanya secara lengkap.", text=text))
    if len(found) > 1:
        names = "; ".join(f"{one.name} ({one.code})" for one in found)
        _unknown(_("“%(text)s” cocok dengan beberapa instansi: %(names)s. Pakai kodenya.", text=text, names=names))
    return found[0]


def _unknown(words: str) -> NoReturn:
    click.echo(words, err=True)
    raise SystemExit(UNKNOWN)


def _json(verdicts: tuple[RuleVerdict, ...]) -> str:
    rules = [{"rule": one.rule, "passed": one.passed, "reason": one.reason} for one in verdicts]
    return json.dumps({"rules": rules}, ensure_ascii=False, indent=2)


def _text(institution: Institution, verdicts: tuple[RuleVerdict, ...]) -> str:
    lines = [f"{MARKS[one.passed]} {one.title}\n       {one.reason}" for one in verdicts]
    return "\n".join([f"{institution.name} ({institution.code})", *lines])


cli = (entries,)
