"""p4comp/decisions/rules/rows.py: the root commits to every row; checked against a second, iterative building of the tree."""

import hashlib
import hmac
import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from p4comp.core import canonical
from p4comp.decisions.rules import rows

SECRET = "5a" * 32


def snapshot(count, listed=1):
    ranking = [{"subject_id": f"e{n:03d}", "name": f"Kota {n}", "score": 90.5 - n, "place": n + 1} for n in range(count)]
    lines = [
        {"subject_id": row["subject_id"], "name": row["name"], "place": row["place"], "award": "", "score": row["score"]}
        for row in ranking[:listed]
    ]
    return {"edition": {"slug": "uji"}, "purpose": "winners", "category": "UMUM", "ranking": ranking, "list": lines}


def sealed(count, **more):
    found = snapshot(count, **more)
    return found | {"rows": rows.committed(found, SECRET)}


def second_root(leaves):
    """RFC 6962 built another way: level by level, the odd one out moves up as it is."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[n] + level[n + 1]).digest() for n in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0] if level else hashlib.sha256().digest()


def second_leaves(found):
    """The leaves as the paper says, without the code under test."""
    places = {row["subject_id"]: (n, row) for n, row in enumerate(found["ranking"], 1)}
    listed = {line["subject_id"]: {"place": line["place"], "award": line["award"]} for line in found["list"]}
    for key in sorted(places):
        place, row = places[key]
        text = json.dumps(
            {
                "edition": found["edition"]["slug"],
                "purpose": found["purpose"],
                "category": found["category"],
                "subject_id": key,
                "name": row["name"],
                "ranked": place,
                "score": row["score"],
                "listed": listed.get(key),
            },
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )
        salt = hmac.new(bytes.fromhex(SECRET), key.encode(), hashlib.sha256).digest()
        yield hashlib.sha256(b"\x00" + salt + text.encode()).digest()


@pytest.mark.parametrize("count", range(70))
def test_the_root_is_that_of_a_second_implementation(count):
    found = sealed(count)
    assert found["rows"]["root"] == second_root(list(second_leaves(found))).hex()
    assert found["rows"]["rows"] == count


def up(one):
    """The root a proof leads to, as somebody outside computes it."""
    start = hashlib.sha256(b"\x00" + bytes.fromhex(one["garam"]) + one["baris"].encode()).digest()
    for step in one["jalur"]:
        other = bytes.fromhex(step["sha256"])
        start = hashlib.sha256(b"\x01" + (other + start if step["sisi"] == "kiri" else start + other)).digest()
    return start.hex()


@given(st.integers(1, 600), st.data())
def test_every_row_is_proven_and_no_longer_once_a_letter_of_it_is_changed(count, data):
    found = sealed(count)
    one = rows.proof(found, f"e{data.draw(st.integers(0, count - 1)):03d}")
    assert up(one) == one["akar"] == found["rows"]["root"]
    place = data.draw(st.integers(0, len(one["baris"]) - 1))
    other = one["baris"][:place] + chr(ord(one["baris"][place]) ^ 1) + one["baris"][place + 1 :]
    assert up(one | {"baris": other}) != one["akar"]


@given(st.integers(1, 40), st.data())
def test_any_row_changed_is_a_fault_of_the_snapshot(count, data):
    found = sealed(count)
    assert rows.row_faults(found) == []
    changed = deepcopy(found)
    row = data.draw(st.sampled_from(changed["ranking"]))
    key = data.draw(st.sampled_from(["name", "score", "subject_id"]))
    row[key] = row[key] + 0.01 if key == "score" else row[key] + "x"
    assert rows.row_faults(changed) == ["Akar baris tidak sama dengan baris-baris dalam cuplikan."]


def test_two_rows_that_change_places_are_a_fault_of_the_snapshot():
    found = sealed(5)
    found["ranking"][2:4] = reversed(found["ranking"][2:4])
    assert len(rows.row_faults(found)) == 1


def test_a_decision_from_before_there_were_roots_is_as_valid_as_it_was(app):
    old = snapshot(3) | {"format": 1}
    assert (rows.row_faults(old), rows.proof(old, "e000")) == ([], None)
    assert rows.row_faults(old | {"format": 2}) == ["Cuplikan tidak memuat akar barisnya."]


def test_a_row_cannot_be_told_from_its_hash_without_its_salt():
    first, second = (rows.committed(snapshot(3), secret) for secret in (SECRET, "a5" * 32))
    assert first["root"] != second["root"]
    assert rows.salt_of(SECRET, "e000") != rows.salt_of(SECRET, "e001")


def test_no_proof_is_given_for_whom_the_decision_did_not_rank():
    assert rows.proof(sealed(3), "e999") is None


def test_a_code_is_known_to_the_holder_of_the_salt_and_is_no_part_of_it():
    one = rows.proof(sealed(3), "e001")
    assert one["kode"] == hashlib.sha256(b"\x02" + bytes.fromhex(one["garam"])).hexdigest()[:10]
    assert canonical.text(one).count(one["kode"]) == 1
