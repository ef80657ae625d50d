"""The public check: by code, by number, by a file's hash, by the file itself; in Indonesian and English."""

from datetime import timedelta
from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from p4comp.certificates import rules
from p4comp.certificates.queries import badges, checking, elsewhere, reading
from p4comp.certificates.queries.checking import Finding
from p4comp.certificates.queries.elsewhere import NOT_HERE, Others, Shown
from p4comp.certificates.queries.reading import Reading
from p4comp.certificates.routes.blueprint import bp
from p4comp.certificates.rules import verifying
from p4comp.certificates.rules.verifying import KNOWN, WORDING, Answer
from p4comp.core import clock, pacing, sealing, speech, uploads
from p4comp.core.access import public
from p4comp.core.errors import Invalid

LONGEST_SHOWN = 80
FIELD = "berkas"
BY_NUMBER = pacing.Slope(120, timedelta(seconds=1))  # a code or a hash cannot be guessed; a number can
NOBODY = Others()
BY_FILE = pacing.Slope(8, timedelta(seconds=15))  # reading one may take seconds of a processor
LARGEST = 10 * 1024**2
BY_OTHERS = pacing.Slope(120, timedelta(seconds=1))  # what is unknown here is asked of every other space


@bp.get("/periksa")
@public
def check() -> ResponseReturnValue:
    """The public check: type a code or a number, or choose the file."""
    speak()
    typed = request.args.get("kode", "").strip()
    code = rules.normalise(typed)
    if rules.is_well_formed(code):
        return redirect(_to(".verify", code=code), 303)
    if verifying.is_hash(typed):
        return redirect(_to(".verify_file", sha256=typed.lower()), 303)
    if not typed:
        return _form()
    BY_NUMBER.demand(request.remote_addr or "", clock.real())
    hits, number = checking.of_number(typed, clock.arrived()), typed[:LONGEST_SHOWN]
    others = elsewhere.others(Shown(number=number, language=_asked_language()))
    if hits:
        return page("certificates/check_numbers.html", hits=hits, typed=number, others=others, number=number, at=clock.arrived())
    return _theirs(others, number=number) if others.issued else _form(number, _no_hit(typed), status=422)


def _no_hit(typed: str) -> str:
    if verifying.is_mistyped(typed):
        return _("Kode ini belum lengkap atau salah ketik. Cocokkan lagi dengan 16 huruf dan angka di samping QR.")
    if not verifying.is_like_a_number(typed):
        return _("Ini bukan kode atau nomor piagam. Salin kode di samping QR, misalnya ABCD-EFGH-JKMN-PQRS.") + _example()
    return (
        _("Tidak ada piagam dengan kode atau nomor ini. Cocokkan lagi dengan yang tercetak, huruf demi huruf, atau periksa lewat QR.")
        + _example()
    )


def _example() -> str:
    serial = checking.example(clock.arrived())
    return " " + _("Kode portal bentuknya seperti %(serial)s.", serial=serial) if serial else ""


@bp.get("/v/<code>")
@public
def verify(code: str) -> ResponseReturnValue:
    """What the portal knows of a code: a true certificate, one that ended, or nothing."""
    speak()
    kept = rules.normalise(code)
    if not rules.is_well_formed(kept):
        return _answer(Finding(Answer.MISTYPED), code=code[:LONGEST_SHOWN])
    found = checking.of_code(kept, clock.arrived())
    others = _ask_others(found, Shown(code=kept, language=_asked_language()))
    return _theirs(others, code=rules.grouped(kept)) if others.issued else _answer(found, others=others, code=rules.grouped(kept))


@bp.get("/periksa/berkas/<sha256>")
@public
def verify_file(sha256: str) -> ResponseReturnValue:
    """What the portal knows of a file, by its hash alone: browsers make it, the file stays where it is."""
    speak()
    if not verifying.is_hash(sha256):
        return _form("", _("Sidik berkas (SHA-256) harus 64 angka dan huruf a sampai f."), status=422)
    sha256 = sha256.lower()
    found = checking.of_file(sha256, clock.arrived())
    others = _ask_others(found, Shown(sha256=sha256, language=_asked_language()))
    return _theirs(others, sha256=sha256) if others.issued else _answer(found, others=others, sha256=sha256)


def slow_down() -> None:
    """Whoever shows too many files waits; the language is asked of the address alone, since nothing of the body was taken in."""
    if request.args.get("bahasa") == "en":
        speech.speak("en")
    BY_FILE.of_address()


@bp.post("/periksa/berkas")
@public(upload=True, writes=False, pace=slow_down, most=LARGEST, looks=False)
def verify_upload() -> ResponseReturnValue:
    """What the portal knows of a file that was sent, with the signatures in it; nothing of it is kept."""
    speak()
    try:
        received = uploads.received(request.files.get(FIELD), field=FIELD)
    except Invalid as error:
        return _form(file_problem=error.message, status=422)
    if not 0 < received.size <= LARGEST:
        return _form(file_problem=_("Pilih PDF piagam: berkas ini kosong atau lebih besar dari %(n)s MB.", n=LARGEST >> 20), status=422)
    inside = reading.read(received.path)
    found, is_added_to = reading.of_reading(received, inside, clock.arrived())
    shown = Shown(received=received, sha256=received.sha256, inside=inside, language=_asked_language())
    others = elsewhere.others(shown) if found.answer in NOT_HERE else NOBODY
    if others.issued:
        return _theirs(others, sha256=received.sha256)
    return _answer(found, others=others, sha256=received.sha256, inside=inside, is_added_to=is_added_to)


def _ask_others(found: Finding, shown: Shown) -> Others:
    """What other organisers say of what is unknown here."""
    if found.answer not in NOT_HERE or not elsewhere.exist():
        return NOBODY
    BY_OTHERS.demand(request.remote_addr or "", clock.real())
    return elsewhere.others(shown)


def _theirs(others: Others, *, number: str = "", code: str = "", sha256: str = "") -> ResponseReturnValue:
    return page("certificates/elsewhere.html", others=others, number=number, code=code, sha256=sha256, at=clock.arrived())


def _answer(
    found: Finding, *, others: Others = NOBODY, code: str = "", sha256: str = "", inside: Reading | None = None, is_added_to: bool = False
) -> ResponseReturnValue:
    answered = page(
        "certificates/verify.html",
        found=found,
        others=others,
        certificate=found.certificate,
        words=WORDING[found.answer],
        code=code,
        sha256=sha256,
        inside=inside,
        is_added_to=is_added_to,
        file_problem="",
        seal=sealing.current().identity,
        has_badge=badges.is_offered(found),
        at=clock.arrived(),
    )
    answered.status_code = 200 if found.answer in KNOWN or inside is not None else 404
    return answered


def _form(typed: str = "", problem: str = "", *, file_problem: str = "", status: int = 200) -> Response:
    answered = page("certificates/check.html", typed=typed, problem=problem, file_problem=file_problem, has_others=elsewhere.exist())
    answered.status_code = status
    return answered


def page(template: str, **values: object) -> Response:
    """A page of the check, with the address of the same page in the other language; for a file that was sent, that of its hash."""
    english = speech.language() == "en"
    kept: dict[str, Any] = {key: request.args[key] for key in ("kode",) if key in request.args} | ({} if english else {"bahasa": "en"})
    endpoint, place = _asked_again(values)
    other = url_for(endpoint, **place, **kept)
    answered = make_response(render_template(template, lang={"bahasa": "en"} if english else {}, other=other, field=FIELD, **values))
    answered.headers["Content-Language"] = speech.language()
    return answered


def _asked_again(values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Where the same can be asked once more without the file; what only the file itself tells cannot."""
    if request.method == "POST":
        by_hash = "found" in values and not values["is_added_to"] and values["found"].answer not in (Answer.COSIGNED, Answer.ALTERED)
        return ("certificates.verify_file", {"sha256": values["sha256"]}) if by_hash else ("certificates.check", {})
    return request.endpoint or "", request.view_args or {}


def speak() -> None:
    """Answer in English when that is asked for."""
    if request.values.get("bahasa") == "en":
        speech.speak("en")


def _asked_language() -> str:
    return "en" if speech.language() == "en" else ""


def _to(endpoint: str, **values: str) -> str:
    asked: dict[str, Any] = values | ({"bahasa": "en"} if _asked_language() else {})
    return url_for(endpoint, **asked)
