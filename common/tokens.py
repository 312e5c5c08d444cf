"""Tokens: EdDSA-signed JWTs, by office for people, by each service for itself (design §7)."""

from collections import OrderedDict
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from common import settings
from contracts.refusals import token_expired, unauthenticated

ALGORITHM = "EdDSA"
STAFF_KEY = "office"
_CACHE_SIZE = 4096
_verified: OrderedDict[str, dict[str, Any]] = OrderedDict()


def sign(claims: dict[str, Any], *, kid: str, key: bytes) -> str:
    """A compact JWT over `claims`, which must hold `sub`, `iat` and `exp` (seconds)."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    return jwt.encode(claims, private, algorithm=ALGORITHM, headers={"kid": kid})


def verify(token: str, at: datetime) -> dict[str, Any]:
    """The claims of a valid token. Raises `unauthenticated` or `token_expired`.

    The signature is checked once per token and process; expiry every time.
    """
    claims = _verified.get(token)
    if claims is None:
        claims = _checked(token)
        _verified[token] = claims
        if len(_verified) > _CACHE_SIZE:
            _verified.popitem(last=False)
    if claims["exp"] <= at.timestamp():
        raise token_expired()
    return claims


def system_token(service: str, at: datetime) -> str:
    """A token of one minute with which `service` asks another one on its own behalf."""
    issued = int(at.timestamp())
    claims = {
        "sub": f"system:{service}",
        "roles": ["system"],
        "iat": issued,
        "exp": issued + int(timedelta(minutes=1).total_seconds()),
    }
    return sign(claims, kid=f"system-{service}", key=settings.system_key())


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
    if kid != STAFF_KEY and (claims["sub"] != kid.replace("system-", "system:", 1)):
        raise unauthenticated()
    if kid == STAFF_KEY and claims["sub"].startswith("system:"):
        raise unauthenticated()
    return claims


@cache
def _public_key(kid: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(settings.public_keys()[kid])
