"""What can be chosen about a public page."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from p4comp.core.resending import SeenForm


class ProfileForm(SeenForm):
    """The parts an institution lets be shown."""

    practices = BooleanField(_l("Praktik baik"), description=_l("Praktik yang sudah disetujui penyetuju dan diterbitkan."))
    channels = BooleanField(_l("Kanal pengaduan"), description=_l("Hanya kanal beroperasi yang masing-masing sudah disetujui ditampilkan."))
    commitments = BooleanField(_l("Komitmen"), description=_l("Hanya perjanjian yang naskahnya menyatakan terbuka untuk umum."))
    figures = BooleanField(
        _l("Angka pengaduan"), description=_l("Jumlah 12 bulan terakhir, hanya bila provinsi menerbitkannya sebagai data terbuka.")
    )
