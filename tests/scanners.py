"""A clamd of this run, started by the tests themselves, that knows one virus: the EICAR test file."""

import hashlib
import shutil
import subprocess
import time
from contextlib import contextmanager

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def infected(content: bytes) -> str:
    """A line of clamd's list that makes it find a virus in exactly this content."""
    return f"{hashlib.md5(content).hexdigest()}:{len(content)}:Uji.Eicar"


@contextmanager
def clamd(folder, *bad):
    """A clamd on a Unix socket in `folder` that finds a virus in each of these contents; gives the address for `CLAMD_URL`."""
    lists = folder / "lists"
    lists.mkdir(parents=True)
    (lists / "uji.hdb").write_text("".join(infected(content) + "\n" for content in (EICAR, *bad)))
    socket = folder / "clamd.sock"
    settings = {
        "DatabaseDirectory": lists,
        "LocalSocket": socket,
        "Foreground": "yes",
        "StreamMaxLength": "60M",
        "MaxScanSize": "100M",
        "MaxFileSize": "100M",
        "AlertExceedsMax": "yes",
        "User": "root",
    }
    (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin") or "clamd"
    with (folder / "clamd.log").open("wb") as log:
        running = subprocess.Popen([program, f"--config-file={folder / 'clamd.conf'}"], stdout=log, stderr=log)
    try:
        for _try in range(200):
            if socket.exists() or running.poll() is not None:
                break
            time.sleep(0.1)
        assert socket.exists(), (folder / "clamd.log").read_text()
        yield f"unix:{socket}"
    finally:
        running.terminate()
        running.wait(20)
