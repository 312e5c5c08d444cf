"""The secrets of second factors at rest: AES-GCM, bound to their owner."""

import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.office.access.keys import derived

_NONCE_BYTES = 12


def seal(secret: str, staff_id: UUID) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher().encrypt(nonce, secret.encode(), staff_id.bytes)


def unseal(sealed: bytes, staff_id: UUID) -> str:
    """Raises `InvalidTag` under another key, or for somebody else."""
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    return _cipher().decrypt(nonce, rest, staff_id.bytes).decode()


def recovery_key() -> bytes:
    return derived("recovery codes")


def _cipher() -> AESGCM:
    return AESGCM(derived("second factors"))
