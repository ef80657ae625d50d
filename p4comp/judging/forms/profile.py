"""What evaluators type about themselves beyond what jurors do: how much they take, in which categories."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.validators import Optional, ValidationError

from p4comp.competition.spec import EditionSpec
from p4comp.judging.appointed import AppointedForm, ticks
from p4comp.judging.models import Evaluator

MOST = 1000


class ProfileForm(AppointedForm):
    """Where an evaluator works, what they know, how much they take."""

    most = IntegerField(_l("Paling banyak berapa berkas"), [Optional()], description=_l("Kosongkan bila tidak Anda batasi."))
    is_experienced = BooleanField(_l("Pernah menjadi evaluator atau juri kompetisi serupa"))
    categories = ticks(_l("Kategori yang Anda nilai"))

    def offer(self, spec: EditionSpec) -> "ProfileForm":
        """Fill the choices from the edition."""
        self.categories.choices = [(category.code, category.name) for category in spec.categories]
        return super().offer(spec)

    def show(self, one: Evaluator) -> "ProfileForm":
        """Show what is kept."""
        self.most.data, self.is_experienced.data, self.categories.data = one.most, one.is_experienced, list(one.categories)
        return super().show(one)

    def validate_most(self, field: IntegerField) -> None:
        """From 1 to a thousand."""
        if field.data is not None and not 1 <= field.data <= MOST:
            raise ValidationError(str(_l("Isi angka 1 sampai %(most)s, atau kosongkan.", most=MOST)))
