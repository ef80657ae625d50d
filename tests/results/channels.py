"""Every way by which somebody outside may look at the portal: all its pages with all that could lead to the result, and some by hand.

A new page is a channel by itself as soon as its address uses the names below; a name that is not there fails the test until it is.
"""

from contextlib import suppress
from itertools import product

from tests.results.worlds import CODES, HASHES, UNKNOWN


def values(scene):
    """What an address may hold that could lead to the result, by the name of the address's part."""
    made, entries = scene.ids, scene.entries
    return {
        "slug": [scene.edition.slug],
        "category": ["UMUM"],
        "code": [made[name] for name in ("decision code", "other code", *CODES, "certificate serial")],
        "entry_id": [entries["first"].id, entries["second"].id],
        "subject_id": [entries["first"].id],
        "decision_id": [made["decision"], made["other decision"]],
        "plenary_id": [made["plenary"]],
        "certificate_id": [made[name] for name in ("certificate", "proof", "thanks", "letter")],
        "run_id": [made["run"]],
        "photo_id": [made["photo"]],
        "batch_id": [made["batch"]],
        "secret": list(scene.secrets.values()),
        "sha256": [made[name] for name in HASHES],
        "form": ["abjad", "pdf"],
        "page": [1],
        "number": [1],
        "which": [1],
        "year": [2022],
    }


UNRELATED = frozenset(
    [
        "adoption_id",
        "announcement_id",
        "agreement_id",
        "aside_id",
        "aspect",
        "assignment_id",
        "breach_id",
        "broadcast_id",
        "change_id",
        "channel_id",
        "claim_id",
        "comment_id",
        "commitment_id",
        "copy_id",
        "day",
        "endorsement_id",
        "evaluator_id",
        "evidence_id",
        "export_id",
        "field",
        "file_id",
        "flag_id",
        "indicator",
        "institution_id",
        "interview_id",
        "juror_id",
        "kind",
        "let_in_id",
        "line_id",
        "link",
        "mail_id",
        "measure",
        "membership_id",
        "name",
        "note_id",
        "nominee_id",
        "objection_id",
        "observation_id",
        "other",
        "panel_id",
        "person_id",
        "picture_id",
        "practice_id",
        "proposal_id",
        "provider_id",
        "proof_id",
        "question_id",
        "reopening_id",
        "request_id",
        "scope",
        "seat_id",
        "sheet_id",
        "signatory_id",
        "step_id",
        "source_id",
        "submission_id",
        "theme",
        "ticket_id",
        "token",
        "unlocking_id",
        "version_id",
        "vouching_id",
        "waiver_id",
        "whom",
    ]
)
CHANCE = {
    "interviews.line_sample",
    "accounts.add_app",
    "entries.form_xlsx",
    "entries.own_xlsx",
    "entries.form_docx",
    "channels.desk_xlsx",
}  # bytes of chance, a fresh secret, files that name their minute
NOT_ASKED = frozenset({"static"}) | CHANCE

BY_HAND = (
    "/hasil/{slug}/keputusan/{decision code}",
    "/v/{certificate serial}",
    "/v/{certificate code in groups}",
    "/periksa?kode={certificate code}",
    "/periksa?kode={proof code in groups}",
    "/periksa?kode={certificate serial}",
    "/periksa?kode={thanks serial}",
    "/periksa?kode={number}",
    "/periksa?kode={proof number}",
    "/periksa?kode={number}&bahasa=en",
    "/periksa?kode={signed file}",
    "/v/{letter code}?bahasa=en",
    "/periksa/berkas/{printed file}?bahasa=en",
    "/periksa-rantai?ujung={decision hash}",
    "/instansi/cari?q=Peserta",
    "/praktik?cari=Peserta",
    "/kepesertaan?cari=Peserta",
    "/pesan?cari=pemenang",
    "/hasil?edisi={slug}",
    "/hasil/{slug}/pemenang.json",
    "/hasil/{slug}/{signed file}",
    "/piagam/{certificate}/unduh",
    "/static/{signed file}",
    "/sitemap.xml",
    "/robots.txt",
    "/tidak-ada",
    "/hasil/{slug}%00",
    "/.well-known/openid-configuration",
)


def rules_of(app):
    """The rules of all pages that can be opened."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_ASKED]


def strange(app, scene):
    """The names in addresses that nobody has said anything about."""
    return sorted({name for rule in rules_of(app) for name in rule.arguments} - UNRELATED - set(values(scene)))


def channels(app, scene):
    """All of them in this world: what each is called in every world, and its address in this one."""
    found, given = {}, values(scene)
    adapter = app.url_map.bind("localhost")
    for rule in rules_of(app):
        parts = sorted(rule.arguments)
        if parts and not given.keys() & parts:
            continue  # it leads to nothing of a result: no such thing for everybody
        choices = [list(enumerate(given.get(name, [UNKNOWN]))) for name in parts]
        for chosen in product(*choices):
            numbers = " ".join(f"{name}[{number}]" for name, (number, _value) in zip(parts, chosen, strict=True))
            filled = {name: value for name, (_number, value) in zip(parts, chosen, strict=True)}
            with suppress(ValueError):  # some addresses take a part from a short list only
                found[f"{rule.endpoint} {numbers}".strip()] = adapter.build(rule.endpoint, filled, method="GET")
    for path in BY_HAND:
        found[path] = path.format_map(scene.ids | {"slug": scene.edition.slug})
    return found
