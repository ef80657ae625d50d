"""The operator's command line: `p4comp`. Each command prints what it did and exits non-zero when it failed."""

import importlib
import importlib.util
import sys
from typing import Any

import click

from p4comp.config import BadSetting
from p4comp.core import db, doctor
from p4comp.core.errors import Refused
from p4comp.core.spaces import BadFacts
from p4comp.factory import FEATURES
from p4comp.hosting import create_site
from p4comp.hosting.demo import take_part

AS_THEY_ARE = frozenset({"doctor", "ranking", "worker"})


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--space", envvar="P4COMP_SPACE", metavar="SLUG", help="Jalankan perintah di dalam ruang penyelenggara ini.")
@click.pass_context
def cli(context: click.Context, space: str | None) -> None:
    """Portal Kompetisi P4: perintah untuk pengelola."""
    context.obj = site = create_site()
    take_part(site)
    context.with_resource((site.by_name(space) if space else site.root).app_context())
    asked_for_help = bool({"-h", "--help"} & set(sys.argv[1:]))
    if context.invoked_subcommand not in AS_THEY_ARE and not asked_for_help:
        doctor.prepare()


@cli.result_callback()
def finish(_result: Any, **_options: Any) -> None:
    """Make durable what the command did; what waits in the queue is left to the worker."""
    db.commit()


def _add_commands() -> None:
    for package in ("p4comp.core", *(f"p4comp.{feature}" for feature in FEATURES), "p4comp.hosting"):
        if importlib.util.find_spec(package) and importlib.util.find_spec(f"{package}.commands"):
            for command in importlib.import_module(f"{package}.commands").cli:
                cli.add_command(command)


def main() -> None:
    """Run the command line; a wrong setting or a refusal is told in one line."""
    _add_commands()
    try:
        cli(prog_name="p4comp")
    except (BadSetting, BadFacts) as error:
        raise SystemExit(f"Pengaturan keliru: {error}") from None
    except Refused as error:
        raise SystemExit(f"Ditolak: {error.message}") from None


if __name__ == "__main__":
    main()
