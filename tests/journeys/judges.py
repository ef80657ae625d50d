"""What evaluators and jurors do at their pages: declare, score, lock."""

from tests.journeys.entrants import autosave, indicators

NOTE = "Sesuai bukti yang dilampirkan."


def desk(browser):
    """What lies on an evaluator's desk: `{institution: the address of its sheet}`."""
    page = browser.get("/evaluasi")
    return {one.text: one.get("href") for one in page.select("main tbody a[href]")}


def declare(browser, address, conflict=""):
    """The declaration that comes before the dossier; with a conflict the desk is empty afterwards."""
    page = browser.get(address)
    assert page.h1 == "Pernyataan benturan kepentingan"
    return page.submit("Kirim pernyataan", conflict="ada" if conflict else "tidak", reason=conflict).follow()


def aspects(sheet):
    """The addresses of the sheet's aspects."""
    return [one.get("href") for one in sheet.select("main nav.tabs a")]


def score_by_autosave(sheet, level):
    """Level and note of every indicator, each kept as it is left; the foot of the page counts along."""
    for address in aspects(sheet):
        page = sheet.browser.get(address)
        for code in indicators(page):
            autosave(page, f"{code}.level", level)
            kept = autosave(page, f"{code}.note", NOTE).json
    assert (kept["done"], kept["total"]) == (21, f"{level * 20},00")


def score_by_page(sheet, level):
    """Aspect by aspect with the page's own button, as far as the last look before the lock."""
    page = sheet
    while page.h1 != "Periksa dan kunci lembar":
        onward = next(words for words in page.form("Simpan").buttons if words.startswith("Simpan, "))
        page = page.submit(onward, **filled(indicators(page), level)).follow()


def score_in_a_hurry(sheet, level):
    """The same forms, sent one after the other without looking at the pages between them."""
    codes = [
        one.get("href").rpartition("#")[2].removesuffix(".level") for one in sheet.browser.get(f"{sheet.path}/kunci").select("tbody a")
    ]
    for address in aspects(sheet):
        aspect = address.rpartition("=")[2]
        data = filled([code for code in codes if code.startswith(aspect)], level)
        sheet.browser.post(sheet.path.partition("?")[0], data | {"aspek": aspect})


def filled(codes, level):
    """What is typed for these indicators."""
    return {f"{code}.level": level for code in codes} | {f"{code}.note": NOTE for code in codes}


def lock(browser, address):
    """Look once more at the whole sheet and lock it; the score it says."""
    page = browser.get(f"{address}/kunci").submit("Kunci lembar").follow()
    assert "Lembar sudah dikunci dengan nilai" in page.flashes[0]
    return page.flashes[0].rpartition(" ")[2].rstrip(".")


def agenda(browser):
    """A juror's interviews: `{institution: the address of its sheet}`."""
    page = browser.get("/wawancara")
    return {one.text: one.get("href") for one in page.select("main tbody a[href]")}


def promise(browser):
    """A juror accepts the code of conduct before any dossier opens."""
    page = browser.get(browser.get("/profil-juri").links["Baca dan setujui pakta integritas"])
    page.submit("Setujui pakta integritas", accepted="y")


def clear(browser, address):
    """A juror declares that nothing binds them to the finalist, and the dossier opens."""
    page = browser.get(address, status=303).follow()
    return page.submit("Simpan pernyataan", conflict="no").follow()


def score_live(browser, address, score):
    """While the finalist speaks: every criterion scored, the sheet locked with what stands in it."""
    page = browser.get(address)
    form = page.form("Kunci lembar")
    scores = {name: score for name in form.fields if name.endswith(".score")}
    button = next(one for one in form.select("button[formaction]") if one.text == "Kunci lembar")
    return browser.post(button.get("formaction"), form.fields | scores).follow()
