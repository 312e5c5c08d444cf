"""A service's own token: its own role, a minute, nothing else; and no way to more by its actor."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from common import actor, settings, tokens
from common.claims import are_allowed, issuer_of
from contracts.office.rights import RIGHTS
from contracts.office.roles import Role, SystemRole
from contracts.operation import OPERATIONS
from contracts.parking import SERVICES
from contracts.refusals import Refusal
from contracts.schema import new_id

AT = datetime(2027, 2, 3, 7, 30, 0, 250_000, tzinfo=UTC)
NOW = AT.timestamp()
ALL_ROLES = [role.value for role in (*Role, *SystemRole)]

SOME_ID = "01939b6e-0000-7000-8000-000000000001"


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    kids = ("office", *(f"system-{service}" for service in SERVICES), "system-crm.2027")
    private = {kid: Ed25519PrivateKey.generate() for kid in kids}
    public = {kid: key.public_key().public_bytes_raw() for kid, key in private.items()}
    monkeypatch.setattr(settings, "public_keys", lambda: public)
    monkeypatch.setattr(tokens, "_verified", type(tokens._verified)())
    raw = {kid: key.private_bytes_raw() for kid, key in private.items()}
    monkeypatch.setattr(settings, "system_key", lambda: raw["system-reminders"])
    for cached in (tokens._public_key, tokens.kid_of):
        cached.cache_clear()
    yield raw
    for cached in (tokens._public_key, tokens.kid_of):
        cached.cache_clear()


def own(service: str = "crm", **changed: Any) -> dict[str, Any]:
    role = f"system:{service}"
    return {"sub": role, "roles": [role], "iat": NOW, "exp": NOW + 60} | changed


def code_of(keys: dict[str, bytes], claims: dict[str, Any], kid: str, at: datetime = AT) -> str:
    with pytest.raises(Refusal) as refused:
        tokens.verify(tokens.sign(claims, kid=kid, key=keys[kid]), at)
    return refused.value.code


def test_a_service_signs_exactly_its_own_role_for_one_minute(keys: dict[str, bytes]) -> None:
    token = tokens.system_token("reminders", AT)
    assert tokens.verify(token, AT) == own("reminders")
    assert tokens.verify(token, AT + timedelta(seconds=59.9))
    with pytest.raises(Refusal, match="token_expired"):
        tokens.verify(token, AT + timedelta(seconds=60))


@pytest.mark.parametrize(
    "changed",
    [
        *({"roles": [role]} for role in ALL_ROLES if role != "system:crm"),
        {"roles": ["system:crm", "general_manager"]},
        {"roles": ["system:crm", "system:crm"]},
        {"roles": ["system"]},
        {"roles": []},
        {"roles": "system:crm"},
        {"roles": {"system:crm": 1}},
        {"sub": "system:reporting"},
        {"sub": "system:reporting", "roles": ["system:reporting"]},
        {"sub": SOME_ID},
        {"sub": SOME_ID, "roles": ["finance"]},
        {"sub": "system:crm "},
        {"sub": "SYSTEM:CRM"},
        {"projects": [SOME_ID]},
        {"region_projects": []},
        {"team": None},
        {"sid": SOME_ID},
        {"exp": NOW + 61},
        {"exp": NOW + 86_400 * 365},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": str(NOW + 60)},
        {"exp": True},
        {"exp": NOW - 1, "iat": NOW},
        {"iat": NOW + 40, "exp": NOW + 90},
        {"iat": NOW + 86_400, "exp": NOW + 86_430},
        {"iat": "now"},
        {"iat": None},
    ],
    ids=repr,
)
def test_a_service_s_key_can_claim_nothing_else(
    keys: dict[str, bytes], changed: dict[str, Any]
) -> None:
    assert code_of(keys, own(**changed), "system-crm") == "unauthenticated"


@pytest.mark.parametrize("claimed", SERVICES)
@pytest.mark.parametrize("signer", SERVICES)
def test_each_service_speaks_for_itself_alone(
    keys: dict[str, bytes], signer: str, claimed: str
) -> None:
    kid = f"system-{signer}"
    if signer == claimed:
        assert tokens.verify(tokens.sign(own(claimed), kid=kid, key=keys[kid]), AT)
    else:
        assert code_of(keys, own(claimed), kid) == "unauthenticated"


@pytest.mark.parametrize("service", SERVICES)
def test_office_s_key_for_people_signs_for_no_service(keys: dict[str, bytes], service: str) -> None:
    assert code_of(keys, own(service), "office") == "unauthenticated"
    person = own(service) | {"sub": str(new_id())}
    assert code_of(keys, person, "office") == "unauthenticated"


@given(
    issuer=st.sampled_from([f"system-{service}" for service in SERVICES]),
    subject=st.sampled_from([*SystemRole]) | st.uuids().map(str) | st.text(),
    roles=st.lists(st.sampled_from([*SystemRole]) | st.sampled_from(ALL_ROLES), max_size=2),
    life=st.floats(0, 90) | st.floats(),
)
def test_whatever_a_service_claims_only_its_own_role_passes(
    issuer: str, subject: str, roles: list[str], life: float
) -> None:
    expires = NOW + life
    claims = {"sub": subject, "roles": roles, "iat": NOW, "exp": expires}
    role = issuer.replace("-", ":", 1)
    is_its_own = subject == role and roles == [role]
    assert are_allowed(claims, issuer) is bool(is_its_own and 0 < expires - NOW <= 60.001)


def test_a_service_may_have_a_next_key_before_the_last_one_goes(keys: dict[str, bytes]) -> None:
    assert issuer_of("system-crm.2027") == "system-crm"
    for kid in ("system-crm", "system-crm.2027"):
        assert tokens.verify(tokens.sign(own(), kid=kid, key=keys[kid]), AT)
    other = own("office")
    assert code_of(keys, other, "system-crm.2027") == "unauthenticated"


def test_a_key_that_nobody_knows_signs_nothing(
    keys: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "system_key", lambda: keys["system-office"])
    with pytest.raises(settings.MissingSetting, match="system-reminders"):
        tokens.system_token("reminders", AT)


def test_a_service_s_token_is_nobody_s_in_public(keys: dict[str, bytes]) -> None:
    with pytest.raises(Refusal, match="unauthenticated"):
        tokens.verify_person(tokens.system_token("reminders", AT), AT)


def test_services_have_rights_to_ask_only() -> None:
    granted = {
        right
        for right, scopes in RIGHTS.items()
        if any(isinstance(role, SystemRole) for role in scopes)
    }
    assert granted == {"staff.reach", "audit.read"}
    assert not [one.key for one in OPERATIONS.values() if one.writes and one.permission in granted]


@pytest.mark.parametrize("service", SERVICES)
def test_a_handler_s_actor_has_no_more_than_its_service_s_role(service: str) -> None:
    by = actor.system(service)
    assert by.roles == {SystemRole.of(service).value}
    for right, scopes in RIGHTS.items():
        assert by.scope(right) == scopes.get(SystemRole.of(service))
