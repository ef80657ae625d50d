from tests.house.test_access_matrix import *
def test_rows(app):
    theatre = Theatre(app, subjects_of("accounts"))
    mine = [r for r in rows("accounts") if any(w in r.name for w in ("confirm_provider","vouch","upload","refuse_colleague"))]
    assert mine and [fault for row in mine for fault in theatre.faults(row)] == []
