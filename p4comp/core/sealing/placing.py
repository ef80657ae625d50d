"""The place of a signature in a PDF: its field, its dictionary with room for the signature, and what may be changed after it."""

from datetime import datetime
from enum import IntEnum

import pikepdf
from pikepdf import Array, Dictionary, Name, String

FIELD = "SegelPortal"
UNKNOWN = 1_111_111_111  # ten signs wide, as wide as any offset: replaced where it stands
HIDDEN_LOCKED_PRINT = 4 | 128


class Permission(IntEnum):
    """What may be added to a sealed file: nothing, or an official's signature."""

    NOTHING = 1
    SIGNATURES = 2


def place(document: pikepdf.Pdf, *, room: int, label: str, reason: str, permission: Permission, at: datetime) -> None:
    """Put a seal's empty signature into a document: it certifies the file and says what may be added to it."""
    signature = document.make_indirect(_signature(room, reason, permission, at))
    page = document.pages[0]
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(FIELD),
            TU=String(label),
            F=HIDDEN_LOCKED_PRINT,
            Rect=Array([0, 0, 0, 0]),
            P=page.obj,
            V=signature,
        )
    )
    page.obj.Annots = Array([*page.obj.get("/Annots", Array()), field])
    page.obj.Tabs = Name.S
    document.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
    document.Root.Perms = Dictionary(DocMDP=signature)


def _signature(room: int, reason: str, permission: Permission, at: datetime) -> Dictionary:
    limits = Dictionary(Type=Name.TransformParams, P=int(permission), V=Name("/1.2"))
    return Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        SubFilter=Name("/ETSI.CAdES.detached"),
        ByteRange=Array([0, UNKNOWN, UNKNOWN, UNKNOWN]),
        Contents=String(bytes(room)),
        M=String(at.strftime("D:%Y%m%d%H%M%S+00'00'")),
        Reason=String(reason),
        Reference=Array([Dictionary(Type=Name.SigRef, TransformMethod=Name.DocMDP, TransformParams=limits)]),
    )
