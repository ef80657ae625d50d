"""People at work while the server may die: what they did, and what they were told was safe."""

import contextlib
import itertools
import random
import threading
from dataclasses import dataclass, field

import requests

from tests import factories

SAVE, UPLOAD, HAND_IN = "save", "upload", "hand in"
MIX = [SAVE] * 18 + [UPLOAD, HAND_IN]
numbers = itertools.count(1)


@dataclass
class Told:
    """What the server acknowledged to one entrant, and what was on its way when it died."""

    saves: dict[str, str] = field(default_factory=dict)
    open_saves: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    hand_ins: int = 0
    open_hand_ins: int = 0


class Storm:
    """So many acts of several entrants at once; at the one in `dies_after` the server is killed."""

    def __init__(self, site, entrants, acts, dies_after):
        self.site, self.entrants = site, entrants
        self.acts, self.dies_after = itertools.count(1), dies_after
        self.most, self.lock, self.over = acts, threading.Lock(), threading.Event()
        self.odd = []

    def rage(self):
        """Let everybody work until the server is dead."""
        hands = [threading.Thread(target=self._work, args=(one,)) for one in self.entrants]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()

    def _work(self, entrant):
        with requests.Session() as line, contextlib.suppress(requests.RequestException):
            line.headers.update(entrant.heads)
            while not self.over.is_set() and self._next():
                entrant.act(line, self.odd)

    def _next(self):
        with self.lock:
            number = next(self.acts)
            if number == self.dies_after:
                self.over.set()
                self.site.kill()
        return number <= self.most


class Entrant:
    """One institution's person at its dossier."""

    def __init__(self, site, entry, heads, seed):
        self.id, self.heads = entry.id, heads
        self.base = f"{site.url}/kepesertaan/{entry.id}"
        self.codes = list(factories.INDICATORS)
        self.dice = random.Random(seed)
        self.told = Told()

    def act(self, line, odd):
        """Do one thing and note what the server says to it; `odd` takes answers that may never come."""
        wanted = self.dice.choice(MIX)
        answer = {SAVE: self._save, UPLOAD: self._upload, HAND_IN: self._hand_in}[wanted](line)
        if answer.status_code >= 400:
            odd.append((wanted, answer.status_code, answer.text[:2000]))

    def _save(self, line):
        field = f"{self.dice.choice(self.codes)}.narrative"
        text = f"uraian {next(numbers)}"
        self.told.open_saves[field] = text
        data = {"field": field, "value": text, "version": str(self.told.versions.get(field, 0))}
        answer = line.post(f"{self.base}/simpan", data, timeout=60)
        if answer.status_code == 200:
            self.told.saves[field] = self.told.open_saves.pop(field)
            self.told.versions[field] = answer.json()["version"]
        return answer

    def _upload(self, line):
        content = factories.pdf(f"Bukti {next(numbers)}")
        code = self.dice.choice(self.codes)
        sent = line.post(f"{self.base}/indikator/{code}/bukti", files={"file": ("bukti.pdf", content)}, timeout=60, allow_redirects=False)
        if sent.status_code == 303:
            self.told.files.add(content)
        return sent

    def _hand_in(self, line):
        self.told.open_hand_ins += 1
        answer = line.post(f"{self.base}/kirim", {"declared": "y"}, timeout=60, allow_redirects=False)
        if answer.status_code == 303:
            self.told.open_hand_ins -= 1
            self.told.hand_ins += 1
            line.post(f"{self.base}/buka-kembali", timeout=60, allow_redirects=False)
        return answer
