"""What the rows about designs, names, other kinds and numbers stand for."""

import io

from PIL import Image

from p4comp.certificates.actions.designs import built_in
from p4comp.certificates.models import Design, DesignPicture, DesignVersion, NameRound, PrintedName
from p4comp.core import uploads
from tests import factories

DURING = factories.during("wawancara")


def version(cast, kind, state, *, by="s"):
    design = factories.keep(Design(edition_id=cast.edition.id, kind=kind, category="", award="", made_at=DURING))
    drawing = built_in()
    return factories.keep(
        DesignVersion(
            design_id=design.id,
            number=1,
            html=drawing.html,
            css=drawing.css,
            has_ground=True,
            samples=["BPOM"],
            sha256=drawing.sha256,
            state=state,
            tried_at=DURING,
            made_at=DURING,
            made_by=by,
            asked_by=by,
        )
    )


def picture():
    held = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(held, "PNG")
    return held.getvalue()


def subjects(cast, valid, announced):
    draft, asked = version(cast, "winner", "draft"), version(cast, "thanks", "asked")
    mine = version(cast, "team", "asked", by=cast.secretary.id)
    file = factories.stored(picture(), uploads.PNG)
    drawn = factories.keep(DesignPicture(edition_id=cast.edition.id, name="logo", sha256=file.sha256, added_at=DURING, added_by="s"))
    factories.keep(NameRound(edition_id=cast.edition.id, until=factories.closing("wawancara"), opened_at=DURING, opened_by="s"))
    factories.keep(
        PrintedName(
            entry_id=cast.stranger_entry.id, state="wanted", name="Lama", wanted="Baru", reason="x", answered_at=DURING, answered_by="s"
        )
    )
    slug, entry, theirs = {"slug": cast.edition.slug}, {"entry_id": cast.entry.id}, {"entry_id": cast.stranger_entry.id}
    return {
        "certificates.designs": slug,
        "certificates.add_design_picture": slug,
        "certificates.design_picture": {"picture_id": drawn.id},
        "certificates.design": {"version_id": draft.id},
        "certificates.design_preview": {"version_id": draft.id, "which": 0},
        "certificates.ask_design": {"version_id": draft.id},
        "certificates.approve_design": {"version_id": asked.id},
        "certificates.approve_design@own": {"version_id": mine.id},
        "certificates.give_back_design": {"version_id": asked.id},
        "certificates.names": slug,
        "certificates.remind_names": slug,
        "certificates.name": entry,
        "certificates.approve_name": entry,
        "certificates.want_name": entry,
        "certificates.correct_name": theirs,
        "certificates.refuse_name": theirs,
        "certificates.kinds": slug,
        "certificates.issue_kind": slug | {"kind": "participant"},
        "certificates.issue_kind@early": slug | {"kind": "participant"},
        "certificates.ask_file": {"certificate_id": valid.id},
        "certificates.team_letter": entry,
        "certificates.withdraw_letter": entry,
        "certificates.batch_numbers": {"decision_id": announced.id},
    }


def bodies(cast):
    drawing = built_in()
    return {
        "certificates.designs": {"kind": "finalist", "category": "", "award": ""},
        "certificates.add_design_picture": {"name": "lain", "file": factories.upload("logo.png", picture())},
        "certificates.design": {"html": drawing.html, "css": drawing.css, "has_ground": "y"},
        "certificates.approve_design": {"sha256": drawing.sha256},
        "certificates.approve_design@own": {"sha256": drawing.sha256},
        "certificates.give_back_design": {"reason": "Huruf terlalu kecil."},
        "certificates.names": {"until": "2022-06-20T16:00"},
        "certificates.approve_name": {"name": cast.entry.institution_name},
        "certificates.want_name": {"wanted": "Nama lain", "reason": "Perda."},
        "certificates.correct_name": {"name": "Baru"},
        "certificates.refuse_name": {"answer": "Tidak sesuai peraturan."},
        "certificates.team_letter": {"name": "Nama Anggota"},
        "certificates.batch_numbers": {
            "way": "urut",
            "first": "B/{1}/2022",
            "on": "2022-06-16",
            "title": "Pejabat",
            "name": "Nama",
            "save": "1",
        },
    }


def moments(cast):
    return {"certificates.issue_kind": factories.during("penganugerahan")}
