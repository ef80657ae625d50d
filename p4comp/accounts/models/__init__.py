"""People and how they come in."""

from p4comp.accounts.models.address_changes import AddressChange, AddressState
from p4comp.accounts.models.deputies import Deputy
from p4comp.accounts.models.letting_in import LetIn, LetInState
from p4comp.accounts.models.local_admin import FormerMembership
from p4comp.accounts.models.open_id import OpenIdAttempt, OpenIdLink, OpenIdProvider
from p4comp.accounts.models.people import AccountRequest, Invitation, Membership, Person, RefusedSignIn, SignIn
from p4comp.accounts.models.privacy import Breach, PrivacyOffice, PrivacyRequest, SetPeriod
from p4comp.accounts.models.second_factor import Factors, OwnFactor, Passkey, RecoveryCode, SpentChallenge, Totp
from p4comp.accounts.models.vouching import Vouching, VouchState
from p4comp.accounts.rules import RequestState, Role

__all__ = [
    "AccountRequest",
    "AddressChange",
    "AddressState",
    "Breach",
    "Deputy",
    "Factors",
    "FormerMembership",
    "Invitation",
    "LetIn",
    "LetInState",
    "Membership",
    "OpenIdAttempt",
    "OpenIdLink",
    "OpenIdProvider",
    "OwnFactor",
    "Passkey",
    "Person",
    "PrivacyOffice",
    "PrivacyRequest",
    "RecoveryCode",
    "RefusedSignIn",
    "RequestState",
    "Role",
    "SetPeriod",
    "SignIn",
    "SpentChallenge",
    "Totp",
    "VouchState",
    "Vouching",
]
