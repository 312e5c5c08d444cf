import os

import pytest
from cryptography.exceptions import InvalidTag

from contracts.schema import new_id
from services.crm.vault import Vault

INDEX_KEY = b"i" * 32


def test_a_sealed_number_opens_only_where_it_was_sealed() -> None:
    vault, customer = Vault(os.urandom(32), INDEX_KEY), new_id()
    sealed = vault.seal("13800005678", customer, "phone")
    assert b"13800005678" not in sealed
    assert vault.open(sealed, customer, "phone") == "13800005678"
    with pytest.raises(InvalidTag):
        vault.open(sealed, new_id(), "phone")
    with pytest.raises(InvalidTag):
        vault.open(sealed, customer, "identity_number")


def test_a_changed_byte_is_noticed() -> None:
    vault, customer = Vault(os.urandom(32), INDEX_KEY), new_id()
    sealed = bytearray(vault.seal("13800005678", customer, "phone"))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        vault.open(bytes(sealed), customer, "phone")


def test_the_same_number_is_sealed_differently_each_time_but_indexed_alike() -> None:
    vault, customer = Vault(os.urandom(32), INDEX_KEY), new_id()
    one, two = (vault.seal("13800005678", customer, "phone") for _ in range(2))
    assert one != two
    assert vault.index("13800005678", "phone") == vault.index("13800005678", "phone")
    assert vault.index("13800005678", "phone") != vault.index("13800005679", "phone")
    assert vault.index("13800005678", "phone") != vault.index("13800005678", "identity_number")
    other = Vault(os.urandom(32), b"j" * 32)
    assert vault.index("13800005678", "phone") != other.index("13800005678", "phone")


def test_a_retired_key_still_opens_but_no_longer_seals() -> None:
    old, new, customer = os.urandom(32), os.urandom(32), new_id()
    sealed = Vault(old, INDEX_KEY).seal("13800005678", customer, "phone")
    rotated = Vault(new, INDEX_KEY, retired=[old])
    assert rotated.open(sealed, customer, "phone") == "13800005678"
    resealed = rotated.seal("13800005678", customer, "phone")
    assert Vault(new, INDEX_KEY).open(resealed, customer, "phone") == "13800005678"
    with pytest.raises(KeyError):
        Vault(new, INDEX_KEY).open(sealed, customer, "phone")
