"""An edition that lets its entrants object: an announced list, one who is on it, one who is not."""

from datetime import timedelta

from p4comp.accounts.models import Person
from p4comp.core.db import session
from tests import factories

ANNOUNCED = factories.closing("pleno_finalis")
SOON = ANNOUNCED + timedelta(hours=5)
LATE = ANNOUNCED + timedelta(days=9)
TERMS = {"hari_finalis": 3, "hari_pemenang": 0, "teks_final": "Hasil akhir bersifat final."}


class Scene:
    """The edition's list of finalists, confirmed by two secretaries; `on` is on it, `off` was assessed and is not."""

    def __init__(self, *, announced_at=ANNOUNCED, terms=TERMS, **values):
        tables = {"sanggah_hasil": terms} if terms else {}
        self.edition = factories.edition(slug="sanggah", nomor=9, **tables, **values)
        self.secretaries = [factories.secretariat(f"Sekretaris {number}") for number in (1, 2, 3, 4)]
        self.on, self.off, self.more = (self._entry(name) for name in ("Kabupaten Masuk", "Kabupaten Luar", "Kabupaten Lain"))
        self.decision = factories.decision(self.edition, [self.on, self.more, self.off], announced_at=announced_at)
        self.decision.plenary.first_confirmed_by, self.decision.plenary.second_confirmed_by = (one.id for one in self.secretaries[:2])
        gone = self.decision.lines[2]
        self.decision.snapshot = self.decision.snapshot | {"list": self.decision.snapshot["list"][:2]}
        session().delete(gone)
        session().flush()
        session().expire(self.decision, ["lines"])

    def _entry(self, name):
        home = factories.institution("pemkab", name=name)
        who = factories.member(factories.person(f"Penyetuju {name}"), home)
        return factories.entry(self.edition, home, state="verified", contact=who, evidence=False)

    @property
    def path(self):
        """Where `off` objects."""
        return f"/kepesertaan/{self.off.id}/sanggah/{self.decision.id}"


def who_of(entry):
    """The entry's own person."""
    return session().get(Person, entry.contact_id)
