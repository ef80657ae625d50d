"""The portal's real server with one process or more, started as `p4comp serve` starts it, and what it takes of the machine."""

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

from p4comp.config import ROOT
from p4comp.core.commands import THREADS

PATIENCE = 60.0
TICKS = os.sysconf("SC_CLK_TCK")


class DidNotStart(RuntimeError):
    """The server did not answer in time; its own words follow."""


class Server:
    """gunicorn on a free port of the loopback, for as long as the `with` lasts."""

    def __init__(self, instance: Path, database_url: str = "", *, processes: int = 1, application: str = "app:app"):
        self.workers, self.application = str(processes), application
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = instance / "gunicorn.log"
        self.environ = {**os.environ, "P4COMP_INSTANCE": str(instance), "PORT": str(self.port), "DATABASE_URL": database_url}

    def __enter__(self) -> "Server":
        command = [sys.executable, "-m", "gunicorn", self.application, "--chdir", str(ROOT), "--bind", f"127.0.0.1:{self.port}"]
        command += ["--worker-class", "gthread", "--workers", self.workers, "--threads", str(THREADS), "--worker-tmp-dir", "/dev/shm"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen([*command, "--log-level", "warning"], env=self.environ, stdout=log, stderr=log)
        self._wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def _wait(self) -> None:
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit and self.process.poll() is None:
            with suppress(OSError):
                self.connect().request("GET", "/robots.txt")
                return
            time.sleep(0.1)
        self.process.kill()
        raise DidNotStart(self.log.read_text("utf-8", "replace")[-2000:])

    def connect(self) -> HTTPConnection:
        """A connection that is kept alive."""
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def processes(self) -> list[int]:
        """The server's own process and its children."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [self.process.pid, *map(int, children.split())]

    def processor_ms(self) -> float:
        """Processor time all of them have taken, and the programs they ran."""
        fields = [Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split() for pid in self.processes()]
        return sum(sum(map(int, one[11:15])) for one in fields) * 1000 / TICKS

    def threads(self) -> int:
        """How many threads all of them have now."""
        return sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in self.processes())

    def forget_peak(self) -> None:
        """Begin to note the peak of their memory anew."""
        for pid in self.processes():
            Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")

    def peak_mb(self) -> float:
        """The most memory they have held at once, each by itself, since the peak was forgotten."""
        lines = [line for pid in self.processes() for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
