"""The operator's command line: `p4comp`. Each command prints what it did and exits non-zero when it failed."""

import importlib
import importlib.util

import click
from flask.cli import FlaskGroup

from p4comp.config import BadSetting
from p4comp.factory import FEATURES, create_app


def _commands() -> list[click.Command]:
    found: list[click.Command] = []
    for package in ("p4comp.core", *(f"p4comp.{feature}" for feature in FEATURES)):
        if importlib.util.find_spec(package) and importlib.util.find_spec(f"{package}.commands"):
            module = importlib.import_module(f"{package}.commands")
            found += module.COMMANDS
    return found


cli = FlaskGroup(
    name="p4comp",
    help="Portal Kompetisi P4: perintah untuk pengelola.",
    create_app=lambda: create_app(),
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
)
for command in _commands():
    cli.add_command(command)


def main() -> None:
    """Run the command line; a wrong setting is told in one line."""
    try:
        cli(prog_name="p4comp")
    except BadSetting as error:
        raise SystemExit(f"Pengaturan keliru: {error}") from None


if __name__ == "__main__":
    main()
