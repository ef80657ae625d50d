"""Signatures of one key over many digests: pyHanko makes the first, the others differ from it in two places."""

from typing import TYPE_CHECKING

from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]  # has no stubs

from p4comp.core.sealing.waiting import finished

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

ALGORITHM = "sha256"
SET_OF = b"\x31"  # what signed attributes begin with when they are signed, whatever they begin with inside the message


class Messages:
    """Makes the CMS message of a digest. A message whose signature is as long as an earlier one's is that one with digest and signature changed.

    PAdES B-B puts no time into the signed attributes, so nothing else differs; building a message anew costs twenty times as much.
    """

    def __init__(self, signer: "Signer"):
        self.signer = signer
        self._shapes: dict[int, bytes] = {}
        self._attributes, self._digest = b"", b""

    def of(self, digest: bytes) -> bytes:
        """The message over a digest of the file."""
        if self._attributes:
            attributes = self._attributes.replace(self._digest, digest)
            signature = finished(self.signer.async_sign_raw(SET_OF + attributes[1:], ALGORITHM))
            shape = self._shapes.get(len(signature))
            if shape is not None:
                return shape.replace(self._digest, digest)[: -len(signature)] + signature
        return self._fresh(digest)

    def _fresh(self, digest: bytes) -> bytes:
        if not self._attributes:
            self._digest = digest
        made = finished(self.signer.async_sign(self._digest, ALGORITHM, use_pades=True)).dump()
        signer_info = ContentInfo.load(made)["content"]["signer_infos"][0]
        signature = signer_info["signature"].native
        self._attributes = signer_info["signed_attrs"].dump()
        assert made.count(self._digest) == 1, "a digest of 32 random bytes stands once"
        assert made.endswith(signature), "the signature is the last thing in a message"
        self._shapes[len(signature)] = made
        return made if digest == self._digest else self.of(digest)
