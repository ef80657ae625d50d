"""What accounts add to the auditor's bundle: names, apart from all that is hashed."""

from sqlalchemy import or_, select

from p4comp.accounts.models import Person
from p4comp.core import bundle
from p4comp.core.audit import AuditRecord
from p4comp.core.bundle import Bundle
from p4comp.core.db import session


@bundle.part
def names(out: Bundle) -> None:
    """The names behind the ids of those who acted, in a file that can be taken out without breaking the chain."""
    acted = select(AuditRecord.person_id).distinct()
    concerned = select(AuditRecord.subject_id).where(AuditRecord.subject_kind == "person")
    query = select(Person.id, Person.name).where(or_(Person.id.in_(acted), Person.id.in_(concerned))).order_by(Person.id)
    rows = session().execute(query.execution_options(yield_per=1000))
    out.csv("orang.csv", ("kode_orang", "nama"), (tuple(row) for row in rows), "nama di balik kode orang; boleh dihapus")
