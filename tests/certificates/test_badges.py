"""Certificates as Open Badges 3.0: read by somebody who has the published keys only, and told apart when they ended."""

import json

import pytest
from joserfc import jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import KeySet

from p4comp.certificates import rules
from p4comp.certificates.rules.badges import credential_id
from p4comp.competition import files as editions
from p4comp.core import clock
from p4comp.core.db import session
from tests import factories
from tests.certificates.conftest import AFTER

ENDED = {"suspended": "Piagam ditangguhkan", "replaced": "Piagam diganti", "revoked": "Piagam dicabut"}


@pytest.fixture
def winner(cast, announced):
    """A winner's certificate."""
    made = factories.certificate(announced, cast.entry, kind="winner", code=rules.new_code())
    made.award_text = "sebagai penerima Piala Uji\nAkuntabilitas"
    session().flush()
    return made


def known_keys(browse):
    """The keys as the portal publishes them."""
    published = json.loads(browse().get("/lencana/kunci.json").body)
    assert [set(one) & {"d", "p", "q", "dp", "dq", "qi"} for one in published["keys"]] == [set()]
    return KeySet.import_key_set(published)


def ended(browse):
    """Reasons by the id of the credential, as the portal publishes them."""
    listed = json.loads(browse().get("/lencana/status.json").body)
    return {one["id"]: one["revocationReason"] for one in listed["revokedCredential"] if one["revoked"]}


def test_a_stranger_verifies_it_with_the_published_keys_and_reads_what_is_printed(browse, winner):
    page = browse().get(f"/v/{winner.code}/lencana.jwt")
    assert page.headers["Content-Type"].startswith("application/jwt")
    found = jwt.decode(page.body.decode(), known_keys(browse), algorithms=["RS256"])
    claims = found.claims
    assert (found.header["alg"], found.header["typ"]) == ("RS256", "JWT")
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert claims["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert (claims["iss"], claims["jti"]) == (claims["issuer"]["id"], claims["id"])
    assert claims["nbf"] == int(winner.issued_at.timestamp())
    subject = claims["credentialSubject"]
    assert subject["identifier"] == [
        {"type": "IdentityObject", "identityType": "name", "identityHash": winner.institution_name, "hashed": False}
    ]
    assert subject["achievement"]["name"] == "PIAGAM PENGHARGAAN: sebagai penerima Piala Uji"
    assert subject["achievement"]["criteria"]["id"].endswith("/ketentuan")
    assert [one["value"] for one in subject["result"]] == ["Akuntabilitas"]
    assert subject["result"][0]["resultDescription"] == subject["achievement"]["resultDescription"][0]["id"]
    assert claims["evidence"][0]["id"].endswith(f"/v/{winner.code}")
    profile = json.loads(browse().get("/lencana/penerbit.json").body)
    assert claims["issuer"] == {key: profile[key] for key in claims["issuer"]}
    assert claims["credentialStatus"]["id"].endswith("/lencana/status.json")
    assert ended(browse) == {}


def test_one_changed_sign_is_noticed(browse, winner):
    head, body, seal = browse().get(f"/v/{winner.code}/lencana.jwt").body.decode().split(".")
    changed = body[:40] + ("A" if body[40] != "A" else "B") + body[41:]
    with pytest.raises(BadSignatureError):
        jwt.decode(f"{head}.{changed}.{seal}", known_keys(browse), algorithms=["RS256"])


@pytest.mark.parametrize("state", ENDED)
def test_one_that_ended_is_listed_with_its_reason_and_given_out_no_more(browse, winner, state):
    assert browse().get(f"/v/{winner.code}").links["Unduh lencana digital (Open Badges 3.0)"] == f"/v/{winner.code}/lencana.jwt"
    winner.state = rules.State(state)
    winner.suspended_at = winner.replaced_at = winner.revoked_at = AFTER
    session().flush()
    assert ended(browse) == {credential_id(winner.code): ENDED[state]}
    assert winner.code not in browse().get("/lencana/status.json").body.decode()
    browse().get(f"/v/{winner.code}/lencana.jwt", status=404)
    assert "Unduh lencana digital (Open Badges 3.0)" not in browse().get(f"/v/{winner.code}").links


def test_a_correction_ends_it_from_its_announcement_on(browse, cast, announced, winner):
    factories.decision(
        cast.edition, [cast.stranger_entry], purpose="winners", replaces=announced, announced_at=factories.closing("penganugerahan")
    )
    assert ended(browse) == {}
    with clock.at(factories.closing("penganugerahan")):
        assert ended(browse) == {credential_id(winner.code): "Piagam dicabut: koreksi keputusan"}


def test_nothing_is_told_of_what_is_not_announced(browse, cast):
    secret = factories.decision(cast.edition, [cast.entry], purpose="winners", announced_at=factories.closing("penganugerahan"))
    kept = factories.certificate(secret, cast.entry, kind="winner", code=rules.new_code(), state="revoked", revoked_at=AFTER)
    with clock.at(AFTER):
        assert ended(browse) == {}
        browse().get(f"/v/{kept.code}/lencana.jwt", status=404)


def test_an_edition_that_offers_none_has_none(browse, cast, winner):
    document = factories.document()
    del document["piagam"]["lencana_digital"]
    cast.edition.document, cast.edition.document_sha256 = editions.to_kept(document), "0" * 64
    session().flush()
    browse().get(f"/v/{winner.code}/lencana.jwt", status=404)
    assert "Unduh lencana digital (Open Badges 3.0)" not in browse().get(f"/v/{winner.code}").links
    assert "Lencana digital (Open Badges)" not in browse(cast.entrant).get("/piagam").links


def test_the_holder_finds_it_on_the_shelf_by_as_many_queries(browse, cast, announced, winner):
    browse(cast.entrant).get("/piagam")  # the edition is read once
    one = browse(cast.entrant).get("/piagam")
    assert one.links["Lencana digital (Open Badges)"] == f"/v/{winner.code}/lencana.jwt"
    for kind in ("participant", "finalist"):
        factories.certificate(announced, cast.entry, kind=kind, code=rules.new_code())
    assert len(browse(cast.entrant).get("/piagam").queries) == len(one.queries)
