"""What can be typed about certificates."""

from p4comp.certificates.forms.changing import NumberForm, ReplaceForm, RevokeForm, SuspendForm
from p4comp.certificates.forms.printing import PrintForm, SignedForm

__all__ = ["NumberForm", "PrintForm", "ReplaceForm", "RevokeForm", "SignedForm", "SuspendForm"]
