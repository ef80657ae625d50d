"""How alike two narratives are: the share of their word sequences that both have, guessed from fingerprints, then counted.

A fingerprint (MinHash) is the least value that each of 64 hash functions takes over all sequences of four words: the share
of equal places in two fingerprints is close to the share of sequences in common.
"""

import hashlib
import re
from enum import StrEnum

import numpy as np

SEQUENCE = 4
SHORTEST = 25
ALIKE_FROM = 0.5
GUESS_FROM = 0.3
PLACES = 64
COMMON_FROM = 8
MOST_COMPARED = 50
WORD = re.compile(r"\w+")
_random = np.random.Generator(np.random.PCG64(20220616))
_FACTORS = _random.integers(1, 2**63, PLACES, dtype=np.uint64) | np.uint64(1)
_ADDENDS = _random.integers(0, 2**63, PLACES, dtype=np.uint64)


class Kind(StrEnum):
    """What two dossiers have in common."""

    FILE = "file"
    NARRATIVE = "narrative"


def sequences(text: str) -> frozenset[str]:
    """Every four words in a row, whatever their case and punctuation; none in a text too short to tell anything."""
    words = WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return frozenset()
    return frozenset(" ".join(words[place : place + SEQUENCE]) for place in range(len(words) - SEQUENCE + 1))


def fingerprint(text: str) -> bytes:
    """The text's fingerprint of 256 bytes; empty for one too short."""
    found = sequences(text)
    if not found:
        return b""
    hashes = np.array([int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest(), "big") for one in found], dtype=np.uint64)
    spread = hashes[None, :] * _FACTORS[:, None] + _ADDENDS[:, None]
    return bytes((spread >> np.uint64(32)).min(axis=1).astype(">u4").tobytes())


def guesses(own: bytes, others: list[bytes]) -> list[float]:
    """How alike the fingerprints of others are to one's own, from 0 to 1."""
    if not others:
        return []
    mine = np.frombuffer(own, dtype=">u4")
    theirs = np.frombuffer(b"".join(others), dtype=">u4").reshape(len(others), PLACES)
    return [float(share) for share in (theirs == mine).mean(axis=1)]


def share(one: str, other: str) -> float:
    """The part of all sequences of two texts that both have (Jaccard), from 0 to 1."""
    mine, theirs = sequences(one), sequences(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
