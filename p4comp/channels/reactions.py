"""What lower rooms ask of channels: what goes with a merged institution."""

from flask_babel import lazy_gettext as _l

from p4comp.channels.models import Channel
from p4comp.institutions import actions as registry

registry.follows(Channel.institution_id, _l("Kanal pengaduan"))
