"""What can be chosen about a public page."""

from wtforms import BooleanField

from p4comp.core.resending import SeenForm
from p4comp.profiles.rules import PARTS


class ProfileForm(SeenForm):
    """The parts an institution lets be shown, a box for each of `PARTS`."""

    @property
    def shown(self) -> frozenset[str]:
        """The boxes that are ticked."""
        return frozenset(name for name in PARTS if self[name].data)


for _name, (_label, _about) in PARTS.items():
    setattr(ProfileForm, _name, BooleanField(_label, description=_about))
