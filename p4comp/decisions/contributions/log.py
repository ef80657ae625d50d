"""The words of plenaries, decisions and objections in the audit log."""

from flask_babel import lazy_gettext as _l

from p4comp.core import audit

audit.name(
    nouns={
        "plenary": _l("Daftar rapat pleno"),
        "decision": _l("Keputusan"),
        "objection": _l("Sanggah"),
    },
    verbs={
        "plenary.proposed": _l("Daftar diusulkan kepada rapat pleno"),
        "plenary.changed": _l("Daftar diubah rapat pleno"),
        "plenary.withdrawn": _l("Usulan daftar ditarik"),
        "plenary.voided": _l("Pengesahan pertama batal"),
        "plenary.seated": _l("Anggota rapat pleno dicatat"),
        "plenary.seated_alike": _l("Daftar hadir disalin dari daftar kategori lain"),
        "plenary.unseated": _l("Anggota rapat pleno dihapus dari daftar hadir"),
        "plenary.ruled": _l("Putusan butir rapat pleno dicatat"),
        "plenary.awarded": _l("Penghargaan pemenang diputuskan rapat pleno"),
        "plenary.facts": _l("Isian berita acara disimpan"),
        "plenary.confirmed": _l("Daftar disahkan"),
        "plenary.minutes": _l("Berita acara dicetak"),
        "decision.made": _l("Keputusan dibuat"),
        "decision.correcting": _l("Koreksi keputusan diusulkan"),
        "decision.superseded": _l("Saat pengumuman beralih kepada koreksinya"),
        "decision.announced": _l("Saat pengumuman ditetapkan"),
        "decision.decreed": _l("Keputusan penetapan dicatat"),
        "objection.filed": _l("Sanggah diajukan"),
        "objection.answered": _l("Sanggah dijawab"),
        "objection.proposed": _l("Pengabulan sanggah diusulkan"),
        "objection.agreed": _l("Pengabulan sanggah disetujui orang kedua"),
        "objection.sent_back": _l("Usul jawaban sanggah dikembalikan"),
    },
)
