"""The institution's complaint channels go into the hand-in as its register says that day."""

from datetime import date

import pytest

from p4comp.channels.rules import Facts, Integration, Kind
from p4comp.core import db
from p4comp.entries import actions, queries
from p4comp.entries.models import Entry
from p4comp.entries.rules.differences import Change, What, changes
from tests import factories
from tests.channels import scene
from tests.entries.entrants import DURING, by

DESK = Facts(Kind.DESK, "Loket", integration=Integration.NOT).plain


def test_what_is_stated_stays_although_the_register_moves_on(own, at, browse):
    at(DURING)
    entry_id, me, base = own()
    entry = db.session().get(Entry, entry_id)
    channel = scene.channel(entry.institution)
    scene.channel(entry.institution, Facts(Kind.PHONE, "Telepon lama", integration=Integration.NOT, until_on=date(2021, 1, 1)))
    assert queries.channels_stated(entry) == []
    submission = actions.submit(entry, by=by(entry), at=DURING)
    channel.name, channel.removed_at = "Nama lain", DURING
    db.session().flush()
    assert submission.snapshot["channels"] == queries.channels_stated(entry) == [scene.PAMAN.plain]
    receipt = me.get(f"{base}/tanda-terima")
    assert ("LAPOR PAMAN" in receipt.main, "Nama lain" in receipt.main) == (True, False)
    assert me.get(f"{base}/tanda-terima/{submission.id}.pdf").body[:5] == b"%PDF-"
    assert me.get(base).links["Periksa kanal pengaduan"] == "/kanal"


def test_whoever_reads_the_dossier_reads_the_channels(app, at, browse):
    cast = factories.cast()
    at(factories.during("wawancara"))
    factories.submission(cast.entry, snapshot={"channels": [scene.PAMAN.plain]})
    for who, url in ((cast.evaluator, f"/evaluasi/{cast.assignment.id}/kanal"), (cast.juror, f"/wawancara/{cast.juror_sheet.id}/kanal")):
        page = browse(who).get(url)
        assert ("LAPOR PAMAN" in page.main, "Terintegrasi dua arah" in page.main, len(page.queries) <= 12) == (True, True, True)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {}, []),
        ({"channels": [DESK]}, {"channels": [DESK]}, []),
        ({}, {"channels": [DESK]}, [Change("", What.CHANNELS, "", "Loket")]),
        ({"channels": [DESK]}, {}, [Change("", What.CHANNELS, "Loket", "")]),
    ],
)
def test_a_later_hand_in_tells_what_became_another(before, after, found):
    assert changes(before, after) == found
