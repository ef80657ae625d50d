"""An institution with channels."""

from datetime import date

from p4comp.channels.models import Channel
from p4comp.channels.rules import Facts, Integration, Kind
from tests import factories
from tests.factories.base import BEGINNING, keep

AT = factories.during("pendaftaran")
PAMAN = Facts(Kind.APP, "LAPOR PAMAN", "https://paman.contoh.go.id", Integration.TWO_WAY, date(2021, 3, 1), date(2019, 5, 2))
TYPED = {
    "kind": "aplikasi",
    "name": "LAPOR PAMAN",
    "address": "https://paman.contoh.go.id",
    "integration": "dua_arah",
    "integrated_on": "01/03/2021",
    "since_on": "2019-05-02",
    "note": "Dikelola Diskominfo",
}


def channel(institution, facts=PAMAN, **values):
    """A channel of an institution."""
    fixed = {"added_at": BEGINNING, "changed_at": BEGINNING}
    return keep(Channel(institution_id=institution.id, **vars(facts) | fixed | values))
