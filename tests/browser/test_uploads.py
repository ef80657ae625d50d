"""Files on their way in a real browser: several at once, a cut line, a closed lid, an ended session."""

import io
import random
import re
from base64 import b64encode

import pikepdf
import pytest
from sqlalchemy import delete, select

from p4comp.accounts.models import SignIn
from p4comp.core import db
from p4comp.core.resumable import Upload
from p4comp.entries.models import Evidence
from tests import factories

DURING = factories.during("pendaftaran")
PIECE = 2 * 1024 * 1024


@pytest.fixture
def desk(live, screen):
    """A member before the aspect of a draft: the screen, the person, the page's address."""
    live.at(DURING)
    who = factories.person("Siti Rahma")
    entry = factories.entry(contact=who, evidence=False)
    factories.member(who, entry.institution)
    path = f"/kepesertaan/{entry.id}/aspek/A"
    return screen(who).open(path), who, path


def scan(seed, size=5 * 1024 * 1024):
    """A PDF that no packing makes smaller."""
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Isi = made.make_stream(random.Random(seed).randbytes(size))
        out = io.BytesIO()
        made.save(out)
    return out.getvalue()


def choose(page, *files, code="A1"):
    box = page.locator(f"[id='{code}.evidence-file']")
    box.set_input_files([{"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in files])


def names(page, count, code="A1"):
    """The files the page lists, once there are so many."""
    listed = page.locator(f"[id='{code}.evidence-list'] .file-name")
    listed.nth(count - 1).wait_for(timeout=30_000)
    return sorted(listed.all_inner_texts())


def words(page, text):
    page.locator(".uploading-words", has_text=text).first.wait_for(timeout=30_000)


def read(query):
    """What the tables hold now; nothing is held open, or the portal could not write."""
    db.session().rollback()
    found = db.everything(query)
    db.session().rollback()
    return found


def kept():
    return sorted(read(select(Evidence.name)))


def offsets():
    return read(select(Upload.offset))


def test_several_files_are_sent_at_once_and_a_bad_one_is_told_beside_it(desk):
    window, _who, _path = desk
    page = window.page
    choose(page, ("a.pdf", factories.pdf("a")), ("b.pdf", factories.pdf("b")), ("c.pdf", factories.pdf("c")), ("halaman.pdf", b"<html>"))
    assert names(page, 3) == ["a.pdf", "b.pdf", "c.pdf"]
    words(page, "apa pun namanya")
    assert kept() == ["a.pdf", "b.pdf", "c.pdf"]
    window.check(widths=(360,)).shot("uploads")


def test_a_file_can_be_dropped(desk):
    window, _who, _path = desk
    page = window.page
    page.evaluate(
        """([name, bytes]) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], name));
          document.querySelector('[data-uploads]').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        ["seret.pdf", list(factories.pdf("seret"))],
    )
    assert names(page, 1) == ["seret.pdf"]


def test_a_cut_line_is_waited_for_and_the_file_goes_on_by_itself(desk):
    window, _who, _path = desk
    page, sent = window.page, []

    def cut(route):
        sent.append(int(route.request.headers["upload-offset"]))
        if sent[-1] and not is_back:
            window.context.set_offline(True)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    is_back = []
    page.route(re.compile(r".*/unggahan/\w+$"), lambda route: cut(route) if route.request.method == "PATCH" else route.continue_())
    choose(page, ("besar.pdf", scan(1)))
    words(page, "Sambungan terputus")
    assert offsets() == [PIECE]
    is_back.append(True)
    window.context.set_offline(False)
    assert names(page, 1) == ["besar.pdf"]
    assert (sent[0], sent[1], sent[2]) == (0, PIECE, PIECE)
    assert sent.count(0) == 1


def test_after_a_closed_lid_the_same_file_goes_on_where_it_was(desk):
    window, _who, path = desk
    page, sent, content = window.page, [], scan(2)
    pieces = re.compile(r".*/unggahan/\w+$")
    page.route(pieces, lambda route: route.abort() if route.request.headers.get("upload-offset", "0") != "0" else route.continue_())
    choose(page, ("besar.pdf", content))
    while offsets() != [PIECE]:
        page.wait_for_timeout(100)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    page.unroute(pieces)
    page.on("request", lambda request: sent.append(request.headers["upload-offset"]) if request.method == "PATCH" else None)
    window.open(path)
    words(page, "Belum selesai diunggah")
    choose_again(page, content)
    assert names(page, 1) == ["besar.pdf"]
    assert sent[0] == str(PIECE)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('tus::')).length") == 0


def choose_again(page, content):
    """The same file once more; a browser test makes it anew, so its date is that of the first choice."""
    page.evaluate(
        """([id, bytes]) => {
          const key = Object.keys(localStorage).find((one) => one.startsWith('tus::p4|'));
          const changed = Number(key.split('|')[5].split('::')[0]);
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], 'besar.pdf', { lastModified: changed, type: 'application/pdf' }));
          const input = document.getElementById(id);
          input.files = data.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
        }""",
        ["A1.evidence-file", b64encode(content).decode()],
    )


def test_an_ended_session_is_told_and_the_file_goes_on_after_signing_in_again(desk, live):
    window, who, _path = desk
    page = window.page
    db.session().execute(delete(SignIn))
    db.commit()
    choose(page, ("surat.pdf", factories.pdf("sesi")))
    words(page, "Sesi berakhir")
    window.context.add_cookies([{"name": "p4", "value": live.cookie(who), "url": live.url}])
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert names(page, 1) == ["surat.pdf"]


def test_an_upload_can_be_given_up(desk):
    window, _who, _path = desk
    page = window.page
    page.route(re.compile(r".*/unggahan/\w+$"), lambda route: route.abort() if route.request.method == "PATCH" else route.continue_())
    choose(page, ("besar.pdf", scan(3)))
    page.locator(".uploading progress").wait_for()
    for _try in range(200):  # the server knows of it before it is given up
        if offsets():
            break
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Batalkan").click()
    page.locator(".uploading li").wait_for(state="detached")
    for _try in range(200):
        if not offsets():
            break
        page.wait_for_timeout(50)
    assert (offsets(), kept()) == ([], [])


def test_the_library_comes_only_when_a_file_is_chosen(desk):
    window, _who, _path = desk
    assert window.page.locator("script[src*='tus']").count() == 0
    choose(window.page, ("a.pdf", factories.pdf("a")))
    names(window.page, 1)
    assert window.page.locator("script[src*='tus']").count() == 1


def test_the_evidence_page_is_in_order(desk, live):
    window, _who, _path = desk
    choose(window.page, ("a.pdf", factories.pdf("a")))
    names(window.page, 1)
    live.work()
    window.open(window.page.locator(".file-name").first.get_attribute("href")).check(widths=(360, 1440)).shot("evidence", whole=True)
