"""Rules about the questions a category asks before anybody enters."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from p4comp.competition.files.faults import Fault, Path
from p4comp.competition.files.whole.checked import Checked
from p4comp.competition.questions import NO, YES, AnswerKind

DATED = "system_in_use"
RESERVED = frozenset({"code", "category", "institution_id"})  # parts of the addresses that carry the answers
SEEN = ("teks", "jenis", "petunjuk", "pilihan")


def _questions(checked: Checked) -> Iterator[tuple[Path, Path, dict[str, Any]]]:
    """Every sound question with the path of its category and its own."""
    for category, _row in checked.items("kategori"):
        for path, _question in checked.items(*category, "pertanyaan"):
            if (found := checked.get(*path)) is not None:
                yield category, path, found


def same_code_same_question(checked: Checked) -> Iterator[Fault]:
    """A code stands once in a category; in another it means the same question, since nothing is asked twice."""
    known: dict[str, tuple[Path, dict[str, Any]]] = {}
    used: set[tuple[Path, str]] = set()
    for category, path, row in _questions(checked):
        code = row["kode"]
        if code in RESERVED or code.startswith("_"):
            yield Fault((*path, "kode"), _("“%(code)s” dipakai oleh portal sendiri; pilih kode lain", code=code))
        if (category, code) in used:
            yield Fault((*path, "kode"), _("“%(code)s” sudah dipakai; tiap kode dalam kategori harus berbeda", code=code))
        used.add((category, code))
        _first, other = known.setdefault(code, (path, row))
        for key in SEEN:
            if row.get(key) != other.get(key):
                yield Fault(
                    (*path, key),
                    _("berbeda dari pertanyaan “%(code)s” pada kategori lain; samakan, atau pakai kode lain", code=code),
                )


def questions_feed_rules(checked: Checked) -> Iterator[Fault]:
    """A question feeds a rule of its own category, each rule by one question, a day the only rule about days; else it has advice."""
    fed: set[tuple[Path, str]] = set()
    for category, path, row in _questions(checked):
        rule, is_day = row.get("aturan", ""), row["jenis"] == AnswerKind.DAY
        if is_day != (rule == DATED):
            yield Fault((*path, "aturan"), _("jenis “tanggal” dan aturan “%(rule)s” selalu berpasangan", rule=DATED))
        if not rule:
            if not row.get("saran"):
                yield Fault((*path, "saran"), _("belum ada; pertanyaan tanpa aturan memerlukan saran bila jawabannya tidak"))
            continue
        rules = [checked.get(*one, "aturan") for one, _rule in checked.items(*category, "syarat")]
        if None not in rules and rule not in rules:
            yield Fault((*path, "aturan"), _("“%(rule)s” bukan syarat kategori ini", rule=rule))
        if (category, rule) in fed:
            yield Fault((*path, "aturan"), _("“%(rule)s” sudah dijawab oleh pertanyaan lain dalam kategori ini", rule=rule))
        fed.add((category, rule))


def answers_fit_the_kind(checked: Checked) -> Iterator[Fault]:
    """Only a choice has choices, two at least and each its own code; the good answers are among the answers, and not all of them."""
    for _category, path, row in _questions(checked):
        codes = [one["kode"] for one in row.get("pilihan", ())]
        is_choice = row["jenis"] == AnswerKind.CHOICE
        if is_choice != bool(codes):
            yield Fault((*path, "pilihan"), _("harus ada untuk jenis “pilihan”, dan hanya untuk itu"))
            continue
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield Fault((*path, "pilihan", index, "kode"), _("“%(code)s” sudah dipakai; tiap kode harus berbeda", code=code))
        yield from _good_answers(path, row, codes)


def _good_answers(path: Path, row: dict[str, Any], codes: list[str]) -> Iterator[Fault]:
    answers = {AnswerKind.CHOICE: codes, AnswerKind.YES_NO: [YES, NO]}.get(row["jenis"], [])
    good = row.get("terpenuhi")
    if row["jenis"] == AnswerKind.CHOICE and good is None:
        yield Fault((*path, "terpenuhi"), _("belum ada; sebut pilihan yang memenuhi"))
    for index, code in enumerate(good or ()):
        if code not in answers:
            known = ", ".join(answers) or _("tidak ada")
            yield Fault(
                (*path, "terpenuhi", index), _("“%(code)s” bukan jawaban pertanyaan ini; yang ada: %(known)s", code=code, known=known)
            )
    if answers and good is not None and set(answers) <= set(good):
        yield Fault((*path, "terpenuhi"), _("memuat semua jawaban, jadi tidak menilai apa pun; sisakan yang tidak memenuhi"))
