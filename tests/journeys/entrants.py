"""What entrants do at their pages: ask for an account, enter, fill the dossier in, hand it in."""

from tests import factories

NARRATIVE = "Dijalankan sejak 2019 dan dicatat dalam laporan triwulan."


def ask_for_account(season, place, name, address, *, unit=""):
    """Find the institution, or the parent of a unit that is not registered yet, and send the letter."""
    page = season.browse().get("/daftar", query={"cari": place})
    line = next(one for one in page.select("main li") if one.select("strong")[0].text == place)
    form = page.browser.get(line.select("a")[bool(unit)].get("href"))
    answers = {
        "name": name,
        "position": "Kepala Bagian Organisasi",
        "email": address,
        "phone": "0812 3456 7890",
        "letter_number": "065/12/2022",
    }
    if unit:
        answers["unit_name"] = unit
    received = form.submit("Kirim permintaan", letter=factories.upload("surat-permintaan.pdf"), **answers)
    return received.follow()


def enter(browser, category, *, since="2019-01-02"):
    """From the list of categories, each with its rules, into one of them; the new entry's page."""
    page = choice(browser)
    page = browser.get(page.links[f"Ikut kategori {category}"])
    return page.submit("Mulai kepesertaan", system_name="SP4N-LAPOR!", system_since_on=since).follow()


def choice(browser):
    """The page with the categories."""
    page = browser.get("/kepesertaan")
    return browser.get(page.links["Pilih kategori"])


def verdicts(page, category):
    """The rules of a category as they stand on a page: `{rule: (word, reason)}`."""
    card = next(one for one in page.select(".tile") if one.select("h2") and one.select("h2")[0].text == category)
    rules = card.select(".verdicts > li")
    return {
        one.select(".verdict-title")[0].text: (
            one.select(".verdict-word")[0].text.strip("· "),
            " ".join(reason.text for reason in one.select("p")),
        )
        for one in rules
    }


def aspects(entry):
    """The addresses of the aspects' pages, from the entry's page."""
    return [one.get("href") for one in entry.select(".aspects a")]


def indicators(page):
    """The codes of a page's indicators."""
    return [one.get("id") for one in page.select("section.indicator")]


def autosave(page, field, value, *, status=200):
    """What `autosave.js` sends when somebody leaves a field of the page."""
    form = next(one for one in page.forms if one.get("data-autosave"))
    version = next(one.get("data-version") for one in form.select(f"[name='{field}']") if one.get("data-version"))
    return page.browser.post(form.get("data-autosave"), {"field": field, "value": value, "version": version}, status=status)


def prove(page, code, *, name="", content=None, status=303):
    """Choose a file beside an indicator and send it."""
    button = page.one(f"[id='{code}.evidence'] button[formenctype]")
    return page.browser.post(
        button.get("formaction"), {f"{code}.file": factories.upload(name or f"bukti-{code}.pdf", content)}, status=status
    )


def fill_by_autosave(entry, level):
    """Every field saves itself as it is left; nobody presses “Simpan”."""
    for address in aspects(entry):
        page = entry.browser.get(address)
        for code in indicators(page):
            autosave(page, f"{code}.level", level)
            autosave(page, f"{code}.narrative", NARRATIVE)
            prove(page, code)


def fill_by_page(entry, level):
    """Without scripts: a page is filled in and saved as a whole."""
    for address in aspects(entry):
        page = entry.browser.get(address)
        codes = indicators(page)
        for code in codes:
            prove(page, code)
        page.submit("Simpan", **{f"{code}.level": level for code in codes}, **{f"{code}.narrative": NARRATIVE for code in codes})


def hand_in(entry, *, status=303):
    """Declare that it is true, and send."""
    page = entry.browser.get(entry.path)
    page = entry.browser.get(page.links["Periksa dan kirim"])
    return page.submit("Kirim berkas", declared="y", status=status)
