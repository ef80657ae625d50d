"""What makes an uploaded file refused, looked at in a process of its own."""

import io
import struct
import threading
import time
import zipfile
import zlib

import pikepdf
import pillow_heif
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from p4comp.core import inspection, media_types
from p4comp.core.errors import Invalid
from tests import factories


def script():
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def pdf(change, pages=1, **save):
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page()
        change(made)
        made.save(out, **save)
    return out.getvalue()


def on_page(made):
    made.pages[0].AA = Dictionary(O=script())


def on_note(made):
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=script())])


def on_field(made):
    field = made.make_indirect(Dictionary(FT=Name.Tx, T="a", AA=Dictionary(K=script())))
    made.Root.AcroForm = Dictionary(Fields=Array([field]))


def in_the_dark(made):
    """A script that nothing leads to, but a bookmark could."""
    made.Root.Outlines = made.make_indirect(Dictionary(First=made.make_indirect(Dictionary(Title="x", A=made.make_indirect(script())))))


def carries(made):
    made.attachments["data.exe"] = b"MZ"


def dynamic(made):
    made.Root.AcroForm = Dictionary(XFA=made.make_stream(b"<xdp/>"))


def launches(made):
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="cmd.exe"))])


def links(made):
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://lapor.go.id"))])


def plain(made):
    """Nothing of note."""


def picture(kind="PNG", size=(8, 8), **save):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **save)
    return out.getvalue()


def heic():
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red")).save(out, format="HEIF")
    return out.getvalue()


def endless_png():
    """A PNG that says it is 60,000 dots wide and high."""

    def part(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(100))) + part(b"IEND", b"")


def office(*more, inside="xl/workbook.xml", method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in (("[Content_Types].xml", b"<Types/>"), (inside, b"<x/>"), *more):
            archive.writestr(name, content)
    return out.getvalue()


def unpacks_to_a_gigabyte():
    return office(*((f"xl/{number}.xml", bytes(100 * 1024**2)) for number in range(5)))


def endless_pdf(pages):
    """A PDF of so many pages, each an object of its own."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[" % pages]
    parts[1] += b" ".join(b"%d 0 R" % (number + 3) for number in range(pages)) + b"]>>"
    parts += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * pages
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)


def lies_about_its_size():
    """Says in its list that a part of 5 MB is 10 bytes."""
    content = bytearray(office(("xl/a.xml", bytes(5 * 1024**2))))
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/a.xml"))
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


REFUSED = {
    "script of a page": (lambda: pdf(on_page), "memuat skrip"),
    "script of a note": (lambda: pdf(on_note), "memuat skrip"),
    "script of a field": (lambda: pdf(on_field), "memuat skrip"),
    "script of a bookmark": (lambda: pdf(in_the_dark), "memuat skrip"),
    "script in packed objects": (lambda: pdf(on_field, object_stream_mode=pikepdf.ObjectStreamMode.generate), "memuat skrip"),
    "starts a program": (lambda: pdf(launches), "menjalankan program lain"),
    "carries a file": (lambda: pdf(carries), "membawa berkas lain"),
    "dynamic form": (lambda: pdf(dynamic), "XFA"),
    "locked": (lambda: pdf(plain, encryption=pikepdf.Encryption(user="a", owner="b")), "kata sandi"),
    "two thousand and one pages": (lambda: pdf(plain, pages=2001), "berisi 2.001 halaman; paling banyak 2.000"),
    "truncated jpeg": (lambda: picture("JPEG", (400, 400))[:300], "rusak"),
    "endless png": (endless_png, "terlalu besar ukurannya dalam piksel"),
    "truncated heic": (lambda: heic()[:200], "rusak"),
    "macro": (lambda: office(("xl/vbaProject.bin", b"x")), "memuat makro"),
    "gigabyte": (unpacks_to_a_gigabyte, "jauh lebih besar daripada ukurannya"),
    "liar": (lies_about_its_size, "rusak"),
    "many parts": (lambda: office(*((f"xl/{number}", b"") for number in range(5001))), "jauh lebih besar"),
}


def verdict(path):
    media_type = media_types.detect(path)
    inspection.demand(inspection.verdict(path, media_type), media_type, "file")
    return media_type


@pytest.mark.sqlite
@pytest.mark.parametrize("case", REFUSED)
def test_a_dangerous_file_is_refused_with_the_reason_and_what_to_do(app, tmp_path, case):
    make, words = REFUSED[case]
    path = tmp_path / "berkas"
    path.write_bytes(make())
    with pytest.raises(Invalid, match=words) as refused:
        verdict(path)
    assert refused.value.field == "file"


GOOD = {
    "restricted": (lambda: pdf(plain, encryption=pikepdf.Encryption(user="", owner="b")), media_types.PDF),
    "with links": (lambda: pdf(links), media_types.PDF),
    "two thousand pages": (lambda: pdf(plain, pages=2000), media_types.PDF),
    "jpeg": (lambda: picture("JPEG"), media_types.JPEG),
    "heic": (heic, media_types.HEIC),
    "xlsx": (office, media_types.XLSX),
    "docx": (lambda: office(inside="word/document.xml"), media_types.DOCX),
    "pptx": (lambda: office(inside="ppt/presentation.xml"), media_types.PPTX),
}


@pytest.mark.sqlite
@pytest.mark.parametrize("case", GOOD)
def test_a_harmless_file_passes(app, tmp_path, case):
    make, media_type = GOOD[case]
    path = tmp_path / "berkas"
    path.write_bytes(make())
    assert verdict(path) == media_type


@pytest.mark.sqlite
def test_a_hundred_thousand_pages_are_refused_within_the_limits(app, tmp_path):
    path = tmp_path / "berkas"
    path.write_bytes(endless_pdf(100_000))
    with pytest.raises(Invalid, match=r"berisi 100\.000 halaman"):
        verdict(path)


KINDS = {
    "rar": (b"Rar!\x1a\x07\x01\x00", media_types.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c", media_types.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08", media_types.ARCHIVE),
    "tar": (b"a" * 257 + b"ustar\x0000", media_types.ARCHIVE),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", media_types.OLD_OFFICE),
    "a link": (b"https://drive.google.com/file/d/1\r\n", media_types.LINK),
    "a shortcut": (b"[InternetShortcut]\r\nURL=https://drive.google.com/x\r\n", media_types.LINK),
    "a text": (b"lihat https://drive.google.com/x", media_types.UNKNOWN),
    "avif": (b"\0\0\0\x20ftypavif", media_types.UNKNOWN),
}


@pytest.mark.sqlite
@pytest.mark.parametrize("case", KINDS)
def test_kinds_that_need_advice_are_known(tmp_path, case):
    content, kind = KINDS[case]
    path = tmp_path / "surat.pdf"
    path.write_bytes(content)
    assert media_types.detect(path) == kind


@pytest.mark.sqlite
def test_a_look_that_takes_too_long_is_ended(app, monkeypatch, tmp_path):
    path = tmp_path / "surat.pdf"
    path.write_bytes(factories.pdf())
    monkeypatch.setattr(inspection, "SECONDS", 0.001)
    assert inspection.run("pdf_inspection.py", str(path), seconds=0.001) == b""
    with pytest.raises(Invalid, match="terlalu rumit"):
        inspection.demand("", media_types.PDF, "file")


def test_a_flood_of_files_is_looked_into_a_few_at_once(app, monkeypatch, tmp_path):
    (tmp_path / "satu.pdf").write_bytes(b"%PDF-1.4")
    going, most, lock = [0], [0], threading.Lock()

    def slow(_program, *_arguments, **_limits):
        with lock:
            going[0] += 1
            most[0] = max(most[0], going[0])
        time.sleep(0.02)
        with lock:
            going[0] -= 1
        return b"good"

    monkeypatch.setattr(inspection, "run", slow)
    flood = [threading.Thread(target=inspection.verdict, args=(tmp_path / "satu.pdf", media_types.PDF)) for _ in range(15)]
    for one in flood:
        one.start()
    for one in flood:
        one.join()
    assert most[0] == inspection.KNOWN.at_once
