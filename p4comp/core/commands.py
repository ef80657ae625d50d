"""Commands about the instance itself: serve, work the queue, check health, prove the audit log."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask import current_app

from p4comp.config import Settings
from p4comp.core import audit, db, doctor, queues, spaces
from p4comp.core.errors import Refused

THREADS = 32
PROCESSES = 2


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _refuse_in_space(settings: Settings) -> None:
    if settings.slug:
        raise Refused("Server web dan pekerja antrean melayani seluruh instalasi; jalankan tanpa --space dan P4COMP_SPACE.")


@click.command("serve", help="Layani portal: server web dan satu pekerja antrean.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan; 0.0.0.0 membuka portal bagi komputer lain.")
@click.option("--port", type=int, help="Bawaan: PORT dari lingkungan, atau 8000.")
@click.option(
    "--processes", default=PROCESSES, show_default=True, help="Jumlah proses server web; tiap proses melayani 32 permintaan sekaligus."
)
def serve(host: str, port: int | None, processes: int) -> None:
    """Start gunicorn and one worker; end both together."""
    settings = _settings()
    _refuse_in_space(settings)
    port = port or settings.port
    for portal in spaces.apps():
        with portal.app_context():
            doctor.prepare()
            db.db.engine.dispose()
    environ = {**os.environ, "PORT": str(port), "P4COMP_INSTANCE": str(settings.instance)}
    web = [sys.executable, "-m", "gunicorn", "app:app", "--chdir", str(Path(current_app.root_path)), "--bind", f"{host}:{port}"]
    web += ["--worker-class", "gthread", "--workers", str(processes), "--threads", str(THREADS), "--worker-tmp-dir", "/dev/shm"]  # noqa: S108  # gunicorn's heartbeat file belongs in memory
    web += ["--max-requests", "20000", "--max-requests-jitter", "2000", "--graceful-timeout", "20", "--log-level", "warning"]
    web += ["--forwarded-allow-ips", "", "--forwarder-headers", ""]  # what a proxy may say is asked of the settings alone
    click.echo(f"Portal: {settings.base_url if port == settings.port else f'http://{host}:{port}'}")
    worker = subprocess.Popen([sys.executable, "-m", "p4comp.cli", "worker"], env=environ)  # our own command
    server = subprocess.Popen(web, env=environ)  # noqa: S603  # our own command
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        code = server.wait()
    except KeyboardInterrupt:
        code = server.wait()
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    raise SystemExit(code)


@click.command("worker", help="Kerjakan antrean: surat, PDF, dan pekerjaan panjang lain.")
@click.option(
    "--threads", default=1, show_default=True, help="Jumlah pekerjaan panjang yang dikerjakan sekaligus; surat punya utas sendiri."
)
def worker(threads: int) -> None:
    """Work the queue of the root and of all spaces until told to stop."""
    _refuse_in_space(_settings())
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    queues.Workers(current_app._get_current_object(), threads).run()  # type: ignore[attr-defined]  # what is behind the proxy


@click.command("doctor", help="Periksa bahwa portal ini dapat bekerja.")
def check() -> None:
    """Print every check; fail if one fails."""
    found = [(label, result) for label in _each_portal() for result in doctor.checks()]
    for label, result in found:
        click.echo(f"{'baik ' if result.fine else 'GAGAL'}  {label}{result.what}" + (f" — {result.advice}" if not result.fine else ""))
    if not all(result.fine for _label, result in found):
        raise SystemExit(1)


def _each_portal() -> Iterator[str]:
    """Go into the portal and into every open space, and say before what is found there where it was."""
    for portal in spaces.apps():
        slug = portal.extensions["settings"].slug
        with portal.app_context():
            yield f"[{slug}] " if slug else ""


@click.group("audit", help="Catatan audit.")
def audit_group() -> None:
    """The audit log."""


@audit_group.command("verify", help="Buktikan bahwa catatan audit tidak diubah, dipotong, atau ditulis ulang.")
def verify() -> None:
    """Walk the chain, and those of the spaces; print every fault."""
    fine = [_is_whole(label) for label in _each_portal()]  # all are walked, whatever was found before
    if not all(fine):
        raise SystemExit(1)


def _is_whole(label: str) -> bool:
    faults = list(audit.faults())
    for fault in faults:
        click.echo(f"{label}Catatan {fault.number}: {fault.what}", err=True)
    if not faults:
        end = audit.head()
        click.echo(f"{label}Utuh: {end.count if end else 0} catatan, ujung rantai {end.hash if end else audit.START}")
    return not faults


cli = (serve, worker, check, audit_group)
