"""What the secretariat does at its pages: accounts, verification, assignment, plenaries, interviews, certificates."""


def row(page, words):
    """The row of a table that begins with these words."""
    found = [one for one in page.select("main tbody tr") if one.text.startswith(words)]
    assert len(found) == 1, (words, [one.text for one in page.select("main tbody tr")])
    return found[0]


def open_row(browser, path, words, *, query=None):
    """Follow the link in the row of a list that begins with these words."""
    line = row(browser.get(path, query=query), words)
    return browser.get(line.select("a[href]")[0].get("href"))


def approve_account(secretary, place):
    """Look at the letter, approve, and let the invitation go."""
    request = open_row(secretary, "/permintaan-akun", place)
    assert secretary.get(request.links["Buka surat (PDF)"]).body.startswith(b"%PDF")
    request.submit("Setujui dan undang")


def confirm(page, browser):
    """Confirm a list at the plenary, as the person of this browser."""
    return browser.get(page.path).submit("Sahkan daftar ini").follow()


def tick_off(page):
    """Answer every line of the checklist with yes, where the edition has one; the page as it is then."""
    replies = {one.get("name"): "ya" for one in page.select("[data-check] input[type=radio]")}
    return page.submit("Simpan daftar periksa", **replies).follow() if replies else page


def verify(secretary, place):
    """Accept an entry from the queue."""
    tick_off(open_row(secretary, "/verifikasi", place)).submit("Terima dan verifikasi")


def give_back(secretary, place, reason, until):
    """Return an entry with what is to be corrected, and until when."""
    tick_off(open_row(secretary, "/verifikasi", place)).submit("Kembalikan berkas", reason=reason, until=until)


def listed(decision):
    """Whom a decision's page lists, in its order; phones show the place before the name."""
    return [row.select("td")[1].text.split(". ", 1)[1] for row in decision.select("main tbody tr")]


def decide(first, second, plenary):
    """The plenary writes its minutes and two different people confirm the list; the decision's page."""
    page = first.get(plenary.path)
    page = first.get(page.links["Isi berita acara"])
    members = {"attendance": "Ratna Wijaya\nBagus Santosa"} if page.select("[name=attendance]") else {}
    page = page.submit("Simpan", held_on="2022-05-10", number="", notes="", **members).follow()
    once = page.submit("Sahkan daftar ini").follow()
    assert "Daftar berlaku setelah disahkan orang kedua" in once.text
    assert "Pengesahan kedua harus oleh orang lain" in once.text
    first.post(f"{once.path}/sahkan", status=403)
    return second.get(plenary.path).submit("Sahkan daftar ini").follow()
