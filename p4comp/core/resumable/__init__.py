"""Files that come piece by piece and go on after a cut line: the server's side of tus 1.0 (https://tus.io/protocols/resumable-upload).

A piece is received into a file of its own, then laid behind those before it, made durable, and only then acknowledged.
What is acknowledged is `Upload.offset`, never more than the bytes on disk: what a killed process left behind it is cut off
by the next piece. When the file is whole its purpose makes something of it, in the transaction that ends the upload.
"""

from p4comp.core.resumable.answers import announce
from p4comp.core.resumable.models import LONGEST_NAME, Purpose, Upload, UploadState, own, purpose
from p4comp.core.resumable.pieces import take_in
from p4comp.core.resumable.protocol import begin, drop, go_on, state_of

__all__ = [
    "LONGEST_NAME",
    "Purpose",
    "Upload",
    "UploadState",
    "announce",
    "begin",
    "drop",
    "go_on",
    "own",
    "purpose",
    "state_of",
    "take_in",
]
