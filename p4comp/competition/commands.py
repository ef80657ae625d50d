"""Editions from the command line: load, dump, show, list, start, freeze."""

import json
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from p4comp.competition import actions, files, queries
from p4comp.competition.models import Edition
from p4comp.competition.queries import drafts
from p4comp.competition.rules.wording import EFFECTS, STATUS_WORDS
from p4comp.core import clock
from p4comp.core.errors import Refused


def _edition(slug: str) -> Edition:
    found = queries.by_slug(slug)
    if found is None:
        known = ", ".join(edition.slug for edition in queries.editions())
        raise Refused(
            _("Edisi “%(slug)s” tidak ada. Yang ada: %(known)s.", slug=slug, known=known or _("belum ada; muat dengan p4comp edition load"))
        )
    return found


@click.group("edition", help="Edisi: muat dari berkas, tulis kembali, lihat, jalankan, bekukan rencana penilaian.")
def edition() -> None:
    """Commands about editions."""


@edition.command("load", help=f"Buat atau perbarui edisi dari BERKAS TOML, atau dari preset bernama {', '.join(files.presets())}.")
@click.argument("file", metavar="BERKAS")
@click.option("--start", "starts", is_flag=True, help="Jalankan edisi ini sekaligus.")
def load(file: str, starts: bool) -> None:
    """Load an edition file or a preset."""
    at = clock.now()
    found = actions.load(files.read(file), by=None, at=at)
    if starts:
        actions.start(found, at=at)
    frozen = _("dibekukan") if found.plan_frozen_at else _("belum dibekukan")
    click.echo(_("Edisi %(slug)s dimuat. Rencana penilaian %(sha)s, %(frozen)s.", slug=found.slug, sha=found.plan_sha256, frozen=frozen))
    for concern in queries.concerns(found):
        click.echo(_("PERHATIAN, batas pendaftaran: %(concern)s", concern=concern), err=True)
    if not found.is_running:
        click.echo(_("Edisi ini belum dijalankan; jalankan dengan: p4comp edition start %(slug)s", slug=found.slug))


@edition.command("dump", help="Tulis edisi atau preset SLUG sebagai berkas TOML.")
@click.argument("slug")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Berkas tujuan; bawaan: keluaran baku.")
@click.option("--new", "is_beginning", is_flag=True, help="Sebagai awal edisi baru: tiap kunci dijelaskan, tanpa tanggal dan sumber lama.")
def dump(slug: str, output: Path | None, *, is_beginning: bool) -> None:
    """Write an edition or a preset back, loss-free, or as what a new edition begins from."""
    text = _beginning(slug) if is_beginning else _written(slug)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, "utf-8", newline="\n")
    click.echo(_("Edisi %(slug)s ditulis ke %(file)s.", slug=slug, file=output))


def _written(slug: str) -> str:
    if queries.by_slug(slug) is None and slug in files.presets():
        return files.write(files.read(slug))
    return files.dump(_edition(slug))


def _beginning(slug: str) -> str:
    found = drafts.begun_from(slug)
    return found.text if found else files.dump(_edition(slug))


@edition.command("show", help="Tampilkan edisi SLUG: jadwal, tahap, rencana penilaian, jumlah per kategori, asal-usul nilai.")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Sebagai JSON.")
def show(slug: str, as_json: bool) -> None:
    """Show an edition as of the instance's clock."""
    found = queries.report(_edition(slug), clock.now())
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        click.echo(line)


@edition.command("list", help="Daftar edisi yang dimuat dan preset yang tersedia.")
def list_editions() -> None:
    """List editions and presets."""
    for found in queries.editions():
        click.echo(f"{found.slug}  {found.name}  {_('berjalan') if found.is_running else ''}".rstrip())
    click.echo(_("Preset: %(names)s", names=", ".join(files.presets())))


@edition.command("start", help="Jalankan edisi SLUG: portal menampilkannya kepada semua orang.")
@click.argument("slug")
def start(slug: str) -> None:
    """Let the portal run an edition."""
    actions.start(_edition(slug), at=clock.now())
    click.echo(_("Edisi %(slug)s dijalankan.", slug=slug))


@edition.command("freeze", help="Bekukan rencana penilaian edisi SLUG; tidak dapat dibatalkan.")
@click.argument("slug")
def freeze(slug: str) -> None:
    """Freeze the scoring plan of an edition."""
    found = _edition(slug)
    actions.freeze_plan(found, by=None, at=clock.now())
    click.echo(_("Rencana penilaian %(slug)s dibekukan: SHA-256 %(sha)s", slug=slug, sha=found.plan_sha256))


def _lines(found: dict[str, Any]) -> list[str]:
    lines = [f"{found['name']} ({found['slug']}, {_('edisi ke-%(n)s', n=found['number'])})"]
    lines += [f"{_('Tahap')}: {found['stage']['label']}  [{found['at']}]", _("Jadwal:")]
    for date in found["dates"]:
        ends = " – ".join(f"{date[end] or '?'} ({_word(date['status'][end])})" for end in ("opens", "closes"))
        lines.append(f"  {date['code']:<18} {ends}")
    frozen = _("dibekukan") if found["plan"]["is_frozen"] else _("belum dibekukan")
    lines += [f"{_('Rencana penilaian')}: {found['plan']['sha256']} ({frozen})", _("Kategori (masuk, terverifikasi, finalis, pemenang):")]
    for one in found["categories"]:
        lines.append(
            f"  {one['code']:<6} {one['entered']:>5} {one['verified']:>5} {one['finalists']:>5} {one['winners']:>5}  {one['name']}"
        )
    lines += _ruling_lines(found["rulings"])
    counted = ", ".join(f"{_word(status)} {number}" for status, number in found["provenance"]["counts"].items())
    lines += [f"{_('Asal-usul nilai')}: {counted}"]
    lines += [f"  {_word(status):<15} {key}" for key, status in found["provenance"]["values"].items()]
    return lines


def _ruling_lines(rulings: list[dict[str, Any]]) -> list[str]:
    if not rulings:
        return [_("Putusan riwayat penghargaan: belum ada")]
    lines = [_("Putusan riwayat penghargaan:")]
    for one in rulings:
        to = ", ".join(successor["name"] for successor in one["successors"])
        replaced = "" if one["counts"] else f"  ({_('digantikan putusan yang lebih baru')})"
        lines.append(
            f"  {one['code']:<6} {one['ruled_on']}  {one['predecessor']['name']}: {EFFECTS[one['effect']]}{': ' if to else ''}{to}{replaced}"
        )
    return lines


def _word(code: str) -> str:
    return next(str(STATUS_WORDS[status]) for status, one in queries.CODES.items() if one == code)


cli = (edition,)
