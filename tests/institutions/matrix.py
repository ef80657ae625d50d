"""The subjects of the access table's rows."""

from tests import factories


def subjects(cast):
    """An edition of the archive, and the entrant's institution."""
    factories.honour(cast.institution)
    own = {"code": cast.institution.code}
    parent = cast.institution.parent or factories.institution("pemprov")
    cast.institution.parent_id = parent.id
    unit = factories.institution("upp", parent=cast.institution)
    above = factories.institution("kementerian")
    branch = factories.institution("unit", parent=above)
    factories.member(cast.entrant, branch)
    other = factories.institution(cast.institution.kind)
    names = ("show", "add_unit", "rename", "move", "choose_duplicate")
    return {
        "institutions.archive_edition": {"slug": "p4-2018"},
        **{f"institutions.{name}": own for name in names},
        "institutions.rename@unit": {"code": unit.code},
        "institutions.add_unit@parent": {"code": above.code},
        "institutions.add_unit@province": {"code": parent.code},
        "institutions.merge": own | {"other": other.code},
    }


def bodies(cast):
    """A report."""
    return {"institutions.report_error": {"text": "Nama instansi keliru."}}
