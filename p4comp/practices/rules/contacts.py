"""What names a private person, and addresses that may change: neither stands in a practice (UU 27/2022; links are not evidence)."""

import re

from flask_babel import gettext as _

from p4comp.core.errors import Invalid

MOBILE = re.compile(r"(?<![\d/])(?:\+?62[ .()-]*|0)8(?:[ .()-]?\d){7,12}(?!\d)")
PERSONAL = re.compile(r"(?<!\d)(?:\d[ .-]?){15,17}\d(?!\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|ly|gle|me|io|app|link|site|id)(?:/\S*)?\b", re.IGNORECASE
)
OFFICIAL = re.compile(r"^(?:https?://)?(?:[a-z0-9-]+\.)*(?:go\.id|mil\.id|ac\.id|desa\.id)(?:[/:].*)?$", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


def check_text(text: str, field: str, *, is_channel: bool = False, is_email: bool = False) -> None:
    """Go on with a text that holds no private number, no address of a person and no link; official channels have a field of their own."""
    if MOBILE.search(text):
        raise Invalid(_("Nomor telepon seluler tidak dimuat. Pakai nomor telepon kantor, misalnya (0511) 123456."), field)
    if any(_is_personal(found.group()) for found in PERSONAL.finditer(text)):
        raise Invalid(_("Ada deretan angka seperti NIK atau NIP. Hapus; praktik baik tidak memuat data pribadi."), field)
    if is_email:
        return
    if EMAIL.search(text):
        raise Invalid(_("Tulis alamat surel pada isian surel kantor, bukan di sini."), field)
    links = [one.group().rstrip(".,;)") for one in LINK.finditer(text)]
    if any(not (is_channel and OFFICIAL.match(one)) for one in links):
        if is_channel:
            raise Invalid(_("Kanal resmi beralamat .go.id, .ac.id, .desa.id, atau .mil.id, misalnya lapor.go.id."), field)
        raise Invalid(_("Tautan tidak dimuat, karena isinya dapat berubah. Tulis isinya di sini, atau lampirkan berkasnya."), field)


def _is_personal(digits: str) -> bool:
    """A row of years has as many digits as an identity number."""
    groups = re.split(r"[ .-]", digits)
    return not (len(groups) > 1 and all(YEAR.fullmatch(one) for one in groups))
