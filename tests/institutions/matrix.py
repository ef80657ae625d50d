"""The subjects of the access table's rows."""

from tests import factories


def subjects(cast):
    """An edition of the archive, and the entrant's institution."""
    factories.honour(cast.institution)
    return {"institutions.archive_edition": {"slug": "p4-2018"}, "institutions.show": {"code": cast.institution.code}}


def bodies(cast):
    """A report."""
    return {"institutions.report_error": {"text": "Nama instansi keliru."}}
