"""The subjects of the access table's rows."""

from datetime import timedelta

from sqlalchemy import select

from p4comp.accounts import actions, queries
from p4comp.accounts.identity import someone
from p4comp.accounts.models import AddressChange, Deputy, LetIn, Membership, Passkey, Role, SignIn
from p4comp.accounts.rules import digest
from p4comp.core.db import everything, first, session
from tests import factories
from tests.accounts import people, privacies


def _deputy(cast):
    """Somebody acts for the secretary, now."""
    ends = factories.during("pleno_akhir") + timedelta(days=90)
    times = {"begins_at": factories.BEGINNING, "ends_at": ends, "appointed_at": factories.BEGINNING, "appointed_by": cast.secretary.id}
    return factories.keep(Deputy(person_id=factories.person().id, principal_id=cast.secretary.id, **times))


def _uploads(cast):
    """An upload that the entrant has begun."""
    began_at = factories.during("pendaftaran")
    upload = factories.upload_on_its_way(cast.entry, began_at, person_id=cast.entrant.id)
    upload.path.touch()
    return {f"accounts.{name}": {"upload_id": upload.id} for name in ("look_at_upload", "continue_upload", "drop_upload")}


def _vouchings(cast):
    """Secretaries made by one person: by the second, and by the first."""
    found = []
    for by in (cast.second_secretary, cast.secretary):
        person = factories.person()
        actions.join(person, Role.SECRETARIAT, by=someone(by), at=factories.BEGINNING)
        session().flush()
        found.append(queries.vouchings_of(person.id)[0].id)
    rows = {f"accounts.{name}": {"vouching_id": found[0]} for name in ("vouching", "vouch", "refuse_colleague")}
    return rows | {"accounts.vouch@own": {"vouching_id": found[1]}}


def _let_ins(cast):
    """Requests for the juror, by the second secretary and by the first; and somebody with a second factor."""
    values = {"person_id": cast.juror.id, "reason": "Ponsel rusak.", "asked_at": factories.BEGINNING}
    found = [factories.keep(LetIn(asked_by=by.id, **values)).id for by in (cast.second_secretary, cast.secretary)]
    rows = {f"accounts.{name}": {"let_in_id": found[0]} for name in ("let_in", "grant_let_in", "refuse_let_in")}
    locked_out = factories.person()
    factories.app_of(locked_out)
    asked = {"accounts.ask_let_in": {"person_id": locked_out.id}, "accounts.ask_let_in@staff": {"person_id": cast.second_secretary.id}}
    return rows | asked | {"accounts.grant_let_in@own": {"let_in_id": found[1]}}


def _addresses(cast):
    """Changes of a stranger's address, proposed by the second secretary and by the first."""
    person = factories.person()
    values = {"person_id": person.id, "request_id": privacies.wish(person).id, "former": person.email, "asked_at": factories.BEGINNING}
    people = (cast.second_secretary, cast.secretary)
    found = [factories.keep(AddressChange(email=f"baru-{by.id}@uji.example", asked_by=by.id, **values)).id for by in people]
    rows = {f"accounts.{name}": {"change_id": found[0]} for name in ("address_change", "confirm_address", "refuse_address")}
    return rows | {"accounts.confirm_address@own": {"change_id": found[1]}}


def subjects(cast):
    """A sign-in of the entrant, an invitation, an institution, a waiting and an answered request."""
    token = actions.open_sign_in(cast.entrant.id)
    session().flush()
    sign_in = first(select(SignIn).where(SignIn.token_hash == digest(token)))
    invitation = actions.invite(cast.entrant, role="member", by=None, at=factories.BEGINNING)
    waiting = {"request_id": people.request(cast.institution).id}
    done = people.request(factories.institution(), email="lain@uji.go.id")
    actions.refuse(done, "Surat tidak terbaca.", by=someone(cast.secretary), at=factories.BEGINNING)
    key = factories.keep(
        Passkey(
            person_id=cast.entrant.id,
            name="x",
            credential_id="eHh4",
            public_key=b"",
            sign_count=0,
            transports=[],
            made_at=factories.BEGINNING,
        )
    )
    third = {"request_id": people.request(factories.institution(), email="ketiga@uji.go.id").id}
    service = {"provider_id": _service(cast).id}
    return {
        **_team(cast),
        **_uploads(cast),
        **_vouchings(cast),
        **_let_ins(cast),
        **_addresses(cast),
        **privacies.subjects(cast),
        "accounts.show_request@other": third,
        "accounts.end_deputy": {"deputy_id": _deputy(cast).id},
        "accounts.blank_letter": {"form": "docx"},
        "accounts.account_letter": {"code": cast.institution.code, "form": "docx"},
        "accounts.remove_passkey": {"passkey_id": key.id},
        **{f"accounts.{name}": service for name in ("go_to_provider", "edit_provider", "remove_provider")},
        "accounts.confirm_provider@own": service,
        "accounts.confirm_provider": {"provider_id": _service_by(cast.second_secretary, cast, "https://lain.uji.go.id").id},
        "accounts.invite_again": {"person_id": cast.entrant.id},
        "accounts.revoke": {"sign_in_id": sign_in.id},
        "accounts.invitation": {"token": invitation.token},
        "accounts.invitation@unknown": {"token": "tidak-ada"},
        "accounts.ask": {"code": cast.institution.code},
        "accounts.ask_unit": {"code": cast.institution.code},
        **{f"accounts.{name}": waiting for name in ("show_request", "request_letter", "approve", "refuse")},
        **{f"accounts.{name}@done": {"request_id": done.id} for name in ("approve", "refuse")},
    }


def _team(cast):
    """The entrant's own team with a colleague and an invitation; institutions around it."""
    own = {"code": cast.institution.code}
    colleague = factories.member(factories.person("Rekan"), cast.institution, ("local_admin",))
    (seat,) = everything(select(Membership.id).where(Membership.person_id == colleague.id))
    admin = queries.led(someone(cast.entrant), cast.institution.code)
    sent = actions.invite_colleague(admin, "calon@uji.go.id", "Calon", frozenset(), by=someone(cast.entrant), at=factories.BEGINNING)
    province = cast.institution.parent or factories.institution("pemprov")
    cast.institution.parent_id = province.id
    ministry = factories.institution("kementerian")
    factories.member(cast.entrant, factories.institution("unit", parent=ministry), ())
    former = factories.institution()
    factories.member(cast.entrant, former)
    session().flush()
    (old,) = everything(select(Membership).where(Membership.person_id == cast.entrant.id, Membership.institution_id == former.id))
    factories.member(factories.person(), former)
    actions.end_membership(queries.seat(someone(cast.entrant), former.code, old.id), by=someone(cast.entrant), at=factories.BEGINNING)
    session().flush()
    member = own | {"membership_id": seat}
    invitation = own | {"invitation_id": sent.id}
    return {
        **{f"accounts.{name}": own for name in ("team", "invite_colleague", "assignment_letter", "assignment_draft")},
        **{f"accounts.{name}": member for name in ("member", "change_duties", "end_membership", "make_lead", "hand_over")},
        **{f"accounts.{name}": invitation for name in ("resend_invitation", "withdraw_invitation")},
        **_watching(cast, province),
        "accounts.team@former": {"code": former.code},
        "accounts.team@parent": {"code": ministry.code},
        "accounts.team@province": {"code": province.code},
        "accounts.team@unit": {"code": factories.institution("upp", parent=cast.institution).code},
    }


def _watching(cast, province):
    """A province that the entrant leads, with a monitor; the regency of the entrant has none."""
    led = factories.institution("pemprov")
    factories.member(cast.entrant, led)
    monitor = factories.keep(Membership(person_id=factories.person().id, role="monitor", institution_id=led.id))
    (member,) = everything(select(Membership.id).where(Membership.institution_id == led.id, Membership.role == "member"))
    at = {"code": led.code}
    return {
        "accounts.monitors": {"code": province.code},
        "accounts.monitors@own": at,
        "accounts.monitors@regency": {"code": cast.institution.code},
        "accounts.end_watch": at | {"membership_id": monitor.id},
        "accounts.end_watch@member": at | {"membership_id": member},
    }


def _service(cast):
    return _service_by(cast.secretary, cast, "https://akun.uji.go.id")


def _service_by(who, cast, issuer):
    values = {"label": "Akun", "issuer": issuer, "client_id": "p4", "is_active": False, "trusts_second_factor": False}
    made = actions.save_provider(None, cast.institution, values, "rahasia", by=someone(who), at=factories.BEGINNING)
    session().flush()
    return made


def bodies(cast):
    """A reason, for refusals."""
    return {
        "accounts.change_duties": {"duties": ["local_admin", "drafter"]},
        "accounts.end_watch": {"reason": "Permintaan provinsi."},
        "accounts.refuse_colleague": {"answer": "Tidak dikenal."},
        "accounts.ask_let_in": {"reason": "Ponsel rusak."},
        "accounts.refuse": {"reason": "Surat tidak terbaca."},
        "accounts.refuse@done": {"reason": "Surat tidak terbaca."},
        "accounts.privacy_office": {"email": "bukan alamat"},
    }
