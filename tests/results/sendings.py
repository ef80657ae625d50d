"""Every way by which somebody outside may send something: all addresses that could lead to the result, and some by hand.

A new address is asked by itself as soon as it takes a POST and uses the names of `channels.values`.
"""

from contextlib import suppress
from itertools import product

from tests.results.channels import values
from tests.results.worlds import UNKNOWN

TYPED = {
    "reason": "Kami keberatan.",
    "words": "Kami keberatan atas hasil ini.",
    "name": "Peserta, S.Sos.",
    "what": "Kami menerapkannya.",
    "verdict": "pakai",
    "moment": "2022-06-16T09:00",
    "phrase": "YA",
    "sudah": "1",
}  # enough to pass most forms: what is refused for the form alone tells nothing
NOT_SENT = frozenset({"accounts.sign_out"})


def _rules(app):
    return [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()) and rule.endpoint not in NOT_SENT]


def sendings(app, scene):
    """All of them in this world: what each is called in every world, its address in this one, and what is sent."""
    found, given = {}, values(scene)
    adapter = app.url_map.bind("localhost")
    for rule in _rules(app):
        parts = sorted(rule.arguments)
        if not given.keys() & parts:
            continue  # it leads to nothing of a result
        for chosen in product(*(list(enumerate(given.get(name, [UNKNOWN]))) for name in parts)):
            numbers = " ".join(f"{name}[{number}]" for name, (number, _value) in zip(parts, chosen, strict=True))
            filled = {name: value for name, (_number, value) in zip(parts, chosen, strict=True)}
            with suppress(ValueError):  # some addresses take a part from a short list only
                found[f"{rule.endpoint} {numbers}".strip()] = (adapter.build(rule.endpoint, filled, method="POST"), TYPED)
    return found | by_hand(scene)


def by_hand(scene):
    """What has no part of its address that tells of a result, and what is typed for a winner."""
    made, entries, slug = scene.ids, scene.entries, scene.edition.slug
    letter = {"finalist": entries["first"].id, "words": "Bagus.", "name": "Warga", "email": "warga@contoh.id"}
    asked = {"subject": "Pemenang", "words": "Siapa pemenangnya?", "topic": "lain", "name": "Warga", "email": "warga@contoh.id"}
    return {
        "a comment on the one": (f"/hasil/{slug}/tanggapan", letter),
        "a comment on the other": (f"/hasil/{slug}/tanggapan", letter | {"finalist": entries["second"].id}),
        "an objection to the winners": (f"/kepesertaan/{entries['first'].id}/sanggah/{made['decision']}", TYPED),
        "an objection to the other list": (f"/kepesertaan/{entries['unit'].id}/sanggah/{made['other decision']}", TYPED),
        "a winner's practice": (f"/praktik-kami/{entries['first'].id}/mulai", {"title": "Aduan selesai sehari"}),
        "a letter for the team, again": (f"/piagam/tim/{entries['first'].id}", {"name": "Peserta, S.Sos."}),
        "a letter for the team, taken back": (f"/piagam/tim/{entries['first'].id}/tarik", {}),
        "the feedback, read": (f"/kepesertaan/{entries['first'].id}/umpan-balik/dibaca", {}),
        "the certificate's file, please": (f"/piagam/{made['certificate']}/siapkan", {}),
        "a question": ("/tanya-jawab/kirim", asked),
        "a ticket": ("/tanya-sekretariat/baru", asked),
        "an error of the archive": ("/arsip/laporkan", asked),
    }


def files(scene):
    """What is shown to the check: the winner's files as they are, and one changed by a byte."""
    printed = scene.files["printed"]
    return scene.files | {"changed": printed[:-8] + bytes([printed[-8] ^ 1]) + printed[-7:]}
