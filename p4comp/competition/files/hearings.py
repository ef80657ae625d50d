"""The tables below `[wawancara]` that an edition file may leave out: their shape, and the terms they state."""

from typing import Any

from p4comp.competition import interview_terms as terms
from p4comp.competition.files.kinds import Amount, Clock, Code, Day, Flag, Items, Table, Text, Whole

Row = dict[str, Any]

PLANNING = Table(
    {},
    {
        "jam_setempat": Items(Clock(), least=2, most=2),
        "paling_banyak_setengah_hari": Whole(0, 100),
        "cadangan_persen": Whole(0, 50),
        "kuorum": Whole(0, 50),
        "libur": Items(Day()),
        "tetap_bekerja": Items(Day()),
    },
)
INVITATION = Table(
    {},
    {
        "konfirmasi_jam": Whole(0, 720),
        "ubah_jam": Whole(0, 720),
        "salindia_jam": Whole(0, 720),
        "tautan_menit": Whole(0, 1440),
        "toleransi_menit": Whole(0, 120),
    },
)
HEARING = Table({}, {"gabungan": Text(choices=tuple(terms.Pooling)), "peringkat_meja": Flag()})
CHECK_ITEM = Table({"kode": Code(), "teks": Text(most=300)}, {})
OBSERVATION = Table(
    {},
    {
        "petugas_paling_sedikit": Whole(2, 20),
        "pengaruh": Text(choices=tuple(terms.Effect)),
        "koreksi_paling_besar": Amount(100),
        "boleh": Flag(),
        "butir": Items(CHECK_ITEM, least=1, most=40),
    },
)
SHAPES = {"penjadwalan": PLANNING, "undangan": INVITATION, "penilaian": HEARING, "pengamatan": OBSERVATION}


def terms_from(row: Row) -> terms.InterviewTerms:
    """What the tables below `[wawancara]` state; what is missing holds as everywhere."""
    return terms.InterviewTerms(
        planning=_planning(row.get("penjadwalan", {})),
        invitation=_invitation(row.get("undangan", {})),
        hearing=_hearing(row.get("penilaian", {})),
        observation=_observation(row.get("pengamatan", {})),
    )


def _planning(row: Row) -> terms.PlanningTerms:
    opens, closes = row.get("jam_setempat", terms.LOCAL_HOURS)
    return terms.PlanningTerms(
        local_hours=(opens, closes),
        most_per_half_day=row.get("paling_banyak_setengah_hari", 0),
        reserve_percent=row.get("cadangan_persen", terms.RESERVE_PERCENT),
        quorum=row.get("kuorum", 0),
        closed=tuple(row.get("libur", ())),
        despite=tuple(row.get("tetap_bekerja", ())),
    )


def _invitation(row: Row) -> terms.InvitationTerms:
    return terms.InvitationTerms(
        confirm_hours=row.get("konfirmasi_jam", terms.CONFIRM_HOURS),
        change_hours=row.get("ubah_jam", terms.CHANGE_HOURS),
        slide_hours=row.get("salindia_jam", terms.SLIDE_HOURS),
        link_minutes=row.get("tautan_menit", terms.LINK_MINUTES),
        grace_minutes=row.get("toleransi_menit", terms.GRACE_MINUTES),
    )


def _hearing(row: Row) -> terms.HearingTerms:
    return terms.HearingTerms(terms.Pooling(row.get("gabungan", terms.Pooling.MEAN)), row.get("peringkat_meja", False))


def _observation(row: Row) -> terms.ObservationTerms:
    return terms.ObservationTerms(
        visitors=row.get("petugas_paling_sedikit", terms.VISITORS),
        effect=terms.Effect(row.get("pengaruh", terms.Effect.INFORMS)),
        most=float(row.get("koreksi_paling_besar", 0)),
        is_allowed=row.get("boleh", True),
        items=tuple(terms.CheckItem(one["kode"], one["teks"]) for one in row["butir"]) if "butir" in row else terms.CHECKLIST,
    )
