"""Personal numbers at rest: sealed with AES-GCM, found by an HMAC of the whole number (C-15).

Keys come from the environment, base64: `CRM_DATA_KEY` (32 bytes) seals and opens,
`CRM_RETIRED_DATA_KEYS` (comma-separated) only open, `CRM_INDEX_KEY` makes the index and stays for
ever. A sealed number starts with its key's id, so that keys can be changed while serving.
"""

import base64
import hmac
import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from common import settings

KEY_ID_BYTES = 4
_NONCE_BYTES = 12


class Vault:
    def __init__(self, data_key: bytes, index_key: bytes, retired: Sequence[bytes] = ()) -> None:
        self.key_id = _id_of(data_key)
        self.has_retired_keys = bool(retired)
        self._current = AESGCM(data_key)
        self._by_id = {_id_of(key): AESGCM(key) for key in (*retired, data_key)}
        self._index_key = index_key

    def seal(self, number: str, customer_id: UUID, field: str) -> bytes:
        """`number` encrypted for this field of this customer; moved elsewhere it won't open."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._current.encrypt(nonce, number.encode(), _owner(customer_id, field))
        return self.key_id + nonce + sealed

    def open(self, sealed: bytes, customer_id: UUID, field: str) -> str:
        """The number. Raises `KeyError` for a key we don't have, `InvalidTag` for a forgery."""
        key = self._by_id[sealed[:KEY_ID_BYTES]]
        rest = sealed[KEY_ID_BYTES:]
        owner = _owner(customer_id, field)
        return key.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], owner).decode()

    def index(self, number: str, field: str) -> bytes:
        """The same for the same number, and no way back without the index key."""
        return hmac.digest(self._index_key, f"{field}:{number}".encode(), "sha256")


def _id_of(key: bytes) -> bytes:
    return sha256(b"key id:" + key).digest()[:KEY_ID_BYTES]


def _owner(customer_id: UUID, field: str) -> bytes:
    return customer_id.bytes + field.encode()


@cache
def vault() -> Vault:
    """The vault of this process."""
    retired = os.environ.get("CRM_RETIRED_DATA_KEYS", "")
    return Vault(
        settings.secret("CRM_DATA_KEY"),
        settings.secret("CRM_INDEX_KEY"),
        [base64.b64decode(key) for key in retired.split(",") if key],
    )
