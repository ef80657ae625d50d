from tests.results.test_unnamed import *
@pytest.mark.sqlite
def test_z(told, app):
    browsers, given = told
    b=browsers["office"]
    import collections
    for ep,a in naming.addresses(app, given, "GET"):
        r=b.client.get(a,buffered=True)
        if r.status_code not in (404,): print(ep, a, r.status_code, r.headers.get("Location",""))
