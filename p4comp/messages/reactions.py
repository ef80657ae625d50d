"""What messages do when a lower room tells something."""

from flask_babel import lazy_gettext as _l

from p4comp.institutions import actions as registry
from p4comp.messages.models import Ticket

registry.follows(Ticket.institution_id, _l("Tiket kepada sekretariat"))
