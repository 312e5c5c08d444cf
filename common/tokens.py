"""Tokens: EdDSA-signed JWTs, by office for people, by each service for itself (design §7)."""

from collections import OrderedDict
from datetime import datetime
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from common import claims as rules
from common import settings
from contracts.office.roles import SystemRole
from contracts.refusals import token_expired, unauthenticated

ALGORITHM = "EdDSA"
_CACHE_SIZE = 4096
_verified: OrderedDict[str, dict[str, Any]] = OrderedDict()


def sign(claims: dict[str, Any], *, kid: str, key: bytes) -> str:
    """A compact JWT over `claims`, which must hold `sub`, `iat` and `exp` (seconds)."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    return jwt.encode(claims, private, algorithm=ALGORITHM, headers={"kid": kid})


def verify(token: str, at: datetime) -> dict[str, Any]:
    """The claims of a valid token. Raises `unauthenticated` or `token_expired`.

    Signature and claims are checked once per token and process; the time every time.
    """
    claims = _verified.get(token)
    if claims is None:
        claims = _checked(token)
        _verified[token] = claims
        if len(_verified) > _CACHE_SIZE:
            _verified.popitem(last=False)
    if claims["exp"] <= at.timestamp():
        raise token_expired()
    if _is_system(claims) and claims["iat"] > (at + rules.CLOCK_SKEW).timestamp():
        raise unauthenticated()  # signed in store, to live longer than its minute
    return claims


def verify_person(token: str, at: datetime) -> dict[str, Any]:
    """As `verify`, for the public: a service's token is good between services only."""
    claims = verify(token, at)
    if _is_system(claims):
        raise unauthenticated()
    return claims


def _is_system(claims: dict[str, Any]) -> bool:
    return str(claims["sub"]).startswith("system:")


def staff_token(claims: dict[str, Any]) -> str:
    """A person's token, signed by office."""
    key = settings.signing_key()
    return sign(claims, kid=kid_of(key, rules.STAFF_ISSUER), key=key)


def system_token(service: str, at: datetime) -> str:
    """A token of one minute with which `service` asks another one on its own behalf."""
    role, key = SystemRole.of(service), settings.system_key()
    claims = {
        "sub": role.value,
        "roles": [role.value],
        "iat": at.timestamp(),
        "exp": (at + rules.SYSTEM_LIFE).timestamp(),
    }
    return sign(claims, kid=kid_of(key, rules.system_issuer(role)), key=key)


def _checked(token: str) -> dict[str, Any]:
    try:
        kid = jwt.get_unverified_header(token).get("kid", "")
        claims: dict[str, Any] = jwt.decode(
            token,
            _public_key(kid),
            algorithms=[ALGORITHM],
            # Clocks of two machines differ: a token from the near future is not a forgery.
            options={"require": ["sub", "exp", "iat"], "verify_exp": False, "verify_iat": False},
        )
    except (jwt.PyJWTError, KeyError):
        raise unauthenticated() from None
    if not rules.are_allowed(claims, rules.issuer_of(kid)):
        raise unauthenticated()
    return claims


@cache
def _public_key(kid: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(settings.public_keys()[kid])


@cache
def kid_of(private: bytes, issuer: str) -> str:
    """The id under which everybody knows our key. Raises `MissingSetting` when nobody does."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    for kid, known in settings.public_keys().items():
        if known == public and rules.issuer_of(kid) == issuer:
            return kid
    raise settings.MissingSetting(f"LOUPAN_KEYS does not hold the public key of {issuer}")
