"""What can be typed about certificates."""

from p4comp.certificates.forms.changing import NumberForm, RevokeForm
from p4comp.certificates.forms.printing import PrintForm

__all__ = ["NumberForm", "PrintForm", "RevokeForm"]
