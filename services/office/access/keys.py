"""Keys for one purpose each, derived from office's data key."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from common import settings


def derived(purpose: str) -> bytes:
    """32 bytes that say nothing about the key of another purpose."""
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"loupan {purpose}".encode())
    return made.derive(settings.office_data_key())
