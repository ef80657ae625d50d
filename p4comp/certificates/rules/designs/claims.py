"""What a design may never say of itself: that its file bears a certified signature. Read as eyes read it, whatever tags and signs lie between."""

import re
import unicodedata

from flask_babel import gettext as _

from p4comp.core.errors import Invalid

BETWEEN = "[^a-z0-9]*"
ISSUER = re.compile(rf"(?<![a-z0-9])b{BETWEEN}s{BETWEEN}r{BETWEEN}e(?![a-z0-9])|bsre")
PHRASES = ("sertifikatelektronik", "ditandatanganisecaraelektronik", "ditandatanganielektronik", "balaisertifikasielektronik")
ALIKE = str.maketrans("аеіорсѕтвгЕВЅАІΒΕαеιορτ", "aeiopcstbrebsaibeaeiopt")  # letters of other scripts that look like ours


def is_claim(text: str) -> bool:
    """Whether a text names the authority or says that it is signed electronically."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) not in {"Mn", "Cf", "Co"})
    seen = plain.translate(ALIKE).lower()
    letters = "".join(sign for sign in seen if sign.isalpha())
    return ISSUER.search(seen) is not None or any(phrase in letters for phrase in PHRASES)


def check_claim(text: str, field: str) -> None:
    """A design never says that a file bears a certified signature: only a file that does may say so."""
    if is_claim(text):
        told = _(
            "Kalimat tentang tanda tangan atau sertifikat elektronik tidak ditulis dalam rancangan: rancangan dipakai juga sebelum ditandatangani."
        )
        raise Invalid(told, field)
