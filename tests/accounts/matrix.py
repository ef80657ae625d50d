"""The subjects of the access table's rows."""

from sqlalchemy import select

from p4comp.accounts import actions
from p4comp.accounts.identity import someone
from p4comp.accounts.models import Passkey, SignIn
from p4comp.accounts.rules import digest
from p4comp.core.db import first, session
from tests import factories
from tests.accounts import people


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
    service = {"provider_id": _service(cast).id}
    return {
        "accounts.remove_passkey": {"passkey_id": key.id},
        **{f"accounts.{name}": service for name in ("go_to_provider", "edit_provider", "remove_provider")},
        "accounts.invite_again": {"person_id": cast.entrant.id},
        "accounts.revoke": {"sign_in_id": sign_in.id},
        "accounts.invitation": {"token": invitation.token},
        "accounts.invitation@unknown": {"token": "tidak-ada"},
        "accounts.ask": {"code": cast.institution.code},
        "accounts.ask_unit": {"code": cast.institution.code},
        **{f"accounts.{name}": waiting for name in ("show_request", "request_letter", "approve", "refuse")},
        **{f"accounts.{name}@done": {"request_id": done.id} for name in ("approve", "refuse")},
    }


def _service(cast):
    values = {"label": "Akun", "issuer": "https://akun.uji.go.id", "client_id": "p4", "is_active": False, "trusts_second_factor": False}
    return actions.save_provider(None, cast.institution, values, "rahasia", by=someone(cast.secretary), at=factories.BEGINNING)


def bodies(cast):
    """A reason, for refusals."""
    return {"accounts.refuse": {"reason": "Surat tidak terbaca."}, "accounts.refuse@done": {"reason": "Surat tidak terbaca."}}
