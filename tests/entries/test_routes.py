"""Pages of entries, in the browser of whoever opens them."""

from tests import factories


def test_every_page_of_a_draft_opens_for_its_entrant(browse, at):
    at(factories.during("pendaftaran"))
    entry = factories.entry(category="UPP")
    factories.proof(entry, "A1")
    from p4comp.accounts.queries import members

    me = browse(members(entry.institution_id)[0])
    base = f"/kepesertaan/{entry.id}"
    for path in ("/kepesertaan", base, f"{base}/data", f"{base}/rekomendasi", f"{base}/aspek/A", f"{base}/kirim", f"{base}/undur-diri", f"{base}/rekomendasi/berkas"):
        me.get(path)
