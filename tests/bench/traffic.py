"""What goes over the wire of the real server: public pages from the cache beside a static file, and big uploads."""

import hashlib
import io
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import pikepdf

from tests.bench.scene import Scene
from tests.bench.server import Server
from tests.bench.visits import Unexpected

MEGABYTE = 1 << 20
STATIC = "/static/js/app.js?v=bench"
AT_ONCE, BLOCKS = 300, 8
UPLOADS = 4
EDGE = "p4-bench-edge"


@dataclass(frozen=True)
class Rate:
    """How fast one address is answered over one kept connection: requests a second, and the server's processor time each."""

    per_second: float
    cpu: float
    size: int


def rates(server: Server, paths: list[str]) -> dict[str, Rate]:
    """The rates of some addresses, asked in turns so that the machine's moods meet them all alike."""
    connection = server.connect()
    walls: dict[str, list[float]] = {path: [] for path in paths}
    cpus = dict.fromkeys(paths, 0.0)
    sizes = {path: _ask(connection, path) for path in paths for _ in range(20)}
    for _block in range(BLOCKS):
        for path in paths:
            cpu, wall = server.processor_ms(), time.perf_counter()
            for _request in range(AT_ONCE):
                _ask(connection, path)
            walls[path].append((time.perf_counter() - wall) / AT_ONCE)
            cpus[path] += server.processor_ms() - cpu
    connection.close()
    return {path: Rate(1 / median(walls[path]), cpus[path] / BLOCKS / AT_ONCE, sizes[path]) for path in paths}


def _ask(connection: HTTPConnection, path: str) -> int:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    if response.status != 200:
        raise Unexpected(f"{path} answered {response.status}")
    return len(response.read())


def document(megabytes: int) -> bytes:
    """A PDF of that size that nothing can press together."""
    made = pikepdf.new()
    made.add_blank_page()
    made.Root.Bench = made.make_stream(os.urandom(megabytes * MEGABYTE))
    target = io.BytesIO()
    made.save(target, compress_streams=False)
    return target.getvalue()


@dataclass(frozen=True)
class Upload:
    """Uploads of one size: megabytes a second, and the server's peak of memory while they lasted."""

    megabytes: int
    per_second: float
    peak: float


def uploads(server: Server, scene: Scene, sizes: list[int]) -> list[Upload]:
    """Upload evidence of each size a few times through the server."""
    codes = [one.code for aspect in scene.spec.instrument_of("UMUM").aspects for one in aspect.indicators]
    _send(server, scene, codes[0], document(1))
    found = []
    for place, megabytes in enumerate(sizes, start=1):
        content = document(megabytes)
        server.forget_peak()
        seconds = [_send(server, scene, codes[place], content + b"\n%" + str(number).encode()) for number in range(UPLOADS)]
        found.append(Upload(megabytes, megabytes / median(seconds), server.peak_mb()))
    return found


def _send(server: Server, scene: Scene, indicator: str, content: bytes) -> float:
    head = (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="bukti.pdf"\r\nContent-Type: application/pdf\r\n\r\n'.encode()
    )
    tail = f"\r\n--{EDGE}--\r\n".encode()
    headers = scene.guests["peserta"].headers | {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    headers["Content-Length"] = str(len(head) + len(content) + len(tail))
    connection = server.connect()
    began = time.perf_counter()
    connection.request("POST", f"/kepesertaan/{scene.entry}/indikator/{indicator}/bukti", _pieces(head, content, tail), headers)
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - began
    connection.close()
    if response.status != 303:
        raise Unexpected(f"upload answered {response.status}: {body[:300]!r}")
    return seconds


def _pieces(head: bytes, content: bytes, tail: bytes) -> Iterator[bytes]:
    yield head
    view = memoryview(content)
    for start in range(0, len(content), MEGABYTE):
        yield view[start : start + MEGABYTE]
    yield tail


def plain_rate(folder: Path, megabytes: int) -> float:
    """Megabytes a second at which this machine hashes a file and writes it to the same disk, with nothing else to do."""
    content, seconds = document(megabytes), []
    for _number in range(UPLOADS):
        began = time.perf_counter()
        hashlib.sha256(content).hexdigest()
        with (folder / "plain.bin").open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        seconds.append(time.perf_counter() - began)
    return megabytes / median(seconds)
