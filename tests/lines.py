"""A line between a browser and the portal that a test may hold up or cut in the middle of a file, as lines do."""

import contextlib
import socket
import threading

MOST = 64 * 1024


class Line:
    """Carries bytes to the portal on `port` and back; `url` is where the browser finds it."""

    def __init__(self, port):
        self.port = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.change = threading.Condition()
        self.ends, self.room, self.is_held, self.is_down = set(), None, False, False
        threading.Thread(target=self._listen, daemon=True).start()

    def hold_after(self, size):
        """Let so many bytes go up from now on, then none; `held()` waits until it has come so far."""
        with self.change:
            self.room, self.is_held = size, False

    def held(self):
        """Wait until the line is held up."""
        with self.change:
            assert self.change.wait_for(lambda: self.is_held, timeout=30), "nothing came so far"

    def let_go(self):
        """Let everything go up again."""
        with self.change:
            self.room, self.is_held = None, False
            self.change.notify_all()

    def cut(self):
        """Break every connection off, whatever is on its way; what is asked for afterwards goes through."""
        for end in list(self.ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.let_go()

    def lose(self):
        """Break off what there is and refuse what comes, until `find()`."""
        self.is_down = True
        self.cut()

    def find(self):
        """Carry again what comes."""
        self.is_down = False

    def close(self):
        """Take the line down."""
        self.listener.close()
        self.cut()

    def _listen(self):
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.listener.accept()
                if self.is_down:
                    near.close()
                    continue
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near):
        with near, contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)) as far:
            self.ends |= {near, far}
            up = threading.Thread(target=self._carry, args=(near, far, self._wait), daemon=True)
            up.start()
            self._carry(far, near, lambda _size: None)
            up.join()
            self.ends -= {near, far}

    def _carry(self, source, target, wait):
        with contextlib.suppress(OSError):
            while some := source.recv(MOST):
                wait(len(some))
                target.sendall(some)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _wait(self, size):
        with self.change:
            if self.room is not None:
                self.room -= size
                if self.room < 0:
                    self.is_held = True
                    self.change.notify_all()
                    self.change.wait_for(lambda: self.room is None)
