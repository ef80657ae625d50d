"""`p4comp entries`: questions an operator asks about entering."""

import json
from datetime import date
from typing import NoReturn

import click
from flask_babel import gettext as _

from p4comp.competition.queries import by_slug, spec_of
from p4comp.competition.spec import Category
from p4comp.core import clock
from p4comp.core.clock import local
from p4comp.entries import queries
from p4comp.entries.forms import QuestionForm
from p4comp.entries.rules import CategoryCheck, asked
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
@click.option("--answers", "answers", default="", help='Jawaban pertanyaan sebagai JSON, misalnya \'{"sistem_sejak": "2021-01-05"}\'.')
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def check(institution: str, category: str, slug: str, answers: str, as_json: bool) -> None:
    """Judge every rule of the category; exit 0 if none fails, 1 if one does, 2 if something asked for is unknown."""
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
    checks = queries.checks(edition, queries.applicant(found), _answers(wanted, answers, edition.zone))
    judged = next(one for one in checks if one.category == wanted)
    click.echo(_json(judged) if as_json else _text(found, judged))
    raise SystemExit(FAILED if any(one.passed is False for one in judged.rules) else 0)


def _answers(category: Category, text: str, zone: str) -> dict[str, date | str]:
    """The answers typed as JSON, checked like those of the page."""
    if not text:
        return {}
    known = [one.code for one in category.questions]
    try:
        sent = json.loads(text)
    except ValueError:
        sent = None
    if not isinstance(sent, dict) or not all(isinstance(one, str) for one in sent.values()):
        _unknown(_("--answers harus berupa objek JSON dengan teks sebagai jawaban. Pertanyaannya: %(codes)s.", codes=", ".join(known)))
    if strange := [code for code in sent if code not in known]:
        _unknown(_("Tidak ditanyakan: %(strange)s. Pertanyaannya: %(codes)s.", strange=", ".join(strange), codes=", ".join(known)))
    form = QuestionForm.of(asked([category]), sent, today=local(clock.now(), zone).date())
    if form.faults:
        _unknown("\n".join(f"{code}: {fault}" for code, fault in form.faults.items()))
    return form.answers


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


def _json(judged: CategoryCheck) -> str:
    rules = [
        {"rule": one.rule, "passed": one.passed, "reason": one.reason, "ways": [{"way": way.way, "words": way.words} for way in one.ways]}
        for one in judged.rules
    ]
    return json.dumps({"rules": rules, "advice": judged.advice}, ensure_ascii=False, indent=2)


def _text(institution: Institution, judged: CategoryCheck) -> str:
    lines = [f"{institution.name} ({institution.code})"]
    for one in judged.rules:
        lines += [f"{MARKS[one.passed]} {one.title}", f"       {one.reason}", *(f"       > {way.words}" for way in one.ways)]
    return "\n".join([*lines, *(f"saran  {words}" for words in judged.advice)])


cli = (entries,)
