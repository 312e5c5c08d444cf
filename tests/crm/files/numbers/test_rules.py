from datetime import datetime, timedelta, timezone

import pytest

from contracts.crm.files.number_fields import is_identity, normalise_phone, spell_identity
from services.crm.files.numbers.rules import masked


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("13800005678", "13800005678"),
        ("138 0000 5678", "13800005678"),
        ("138-0000-5678", "13800005678"),
        ("+86 138 0000 5678", "13800005678"),
        ("0086-13800005678", "13800005678"),
        ("8613800005678", "13800005678"),
        ("+86-028-86543210", "02886543210"),
        ("+86 28 8654 3210", "02886543210"),
        ("(028) 8654-3210", "02886543210"),
        ("13800005678 ", "13800005678"),  # full-width digits, as an input method types them
        ("+852 9123 4567", "+85291234567"),
        ("00852-91234567", "+85291234567"),
        ("015912345678", "15912345678"),
        ("+86 0 159 1234 5678", "15912345678"),
        ("86015912345678", "15912345678"),
        ("0086 (0)159 1234 5678", "15912345678"),
        ("\u202a159\u200b1234\u20115678\u202c", "15912345678"),
        ("159·1234•5678", "15912345678"),
        ("+886 0987 654 321", "+886987654321"),
        ("00886 (0)987654321", "+886987654321"),
        ("+852 0 6123 4567", "+85261234567"),
        ("+853 06612 3456", "+85366123456"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+39 06 6982 1234", "+390669821234"),  # in Italy the 0 is part of the number
        ("010 6552 9988", "01065529988"),
        ("01234567890", None),  # no area code begins so
        ("1591234567٣", None),
        ("12345", None),
        ("23800005678", None),
        ("138000056789", None),
        ("13800O05678", None),
        ("", None),
    ],
)
def test_every_spelling_of_a_phone_number_is_one_number(written: str, spelled: str | None) -> None:
    assert normalise_phone(written) == spelled


@pytest.mark.parametrize(
    ("number", "kind", "valid"),
    [
        ("11010519491231002X", "resident_id", True),
        ("11010519491231002x", "resident_id", True),
        ("110105 19491231 002X", "resident_id", True),
        ("110105194912310021", "resident_id", False),  # check digit
        ("11010519491331002X", "resident_id", False),  # month 13
        ("110105491231002", "resident_id", False),  # the old 15 places
        ("E12345678", "passport", True),
        ("E1", "passport", False),
        ("H12345678", "travel_permit", True),
    ],
)
def test_an_identity_number_is_checked_by_kind(number: str, kind: str, valid: bool) -> None:
    assert is_identity(spell_identity(number), kind) is valid


def _with_check_digit(places: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(places, weights, strict=True))
    return places + "10X98765432"[total % 11]


@pytest.mark.parametrize(
    ("region", "born", "valid"),
    [
        ("440305", timedelta(), True),
        ("440305", timedelta(days=-2), False),
        ("830000", timedelta(days=365 * 40), True),
        ("310101", timedelta(days=365 * 119), True),
        ("310101", timedelta(days=366 * 121), False),
        ("990101", timedelta(days=365 * 40), False),
        ("160101", timedelta(days=365 * 40), False),
    ],
)
def test_a_resident_was_born_somewhere_in_the_last_120_years(
    region: str, born: timedelta, valid: bool
) -> None:
    day = datetime.now(timezone(timedelta(hours=8))).date() - born
    number = _with_check_digit(f"{region}{day:%Y%m%d}123")
    assert is_identity(number, "resident_id") is valid


@pytest.mark.parametrize(
    ("number", "field", "shown"),
    [
        ("13800005678", "phone", "138****5678"),
        ("02886543210", "phone", "028****3210"),
        ("+85291234567", "phone", "+85*****4567"),
        ("+4712345", "phone", "+4****45"),
        ("11010519491231002X", "identity_number", "110***********002X"),
        ("E12345678", "identity_number", "E******78"),
        ("zhangsan@example.com", "email", "z***@example.com"),
        ("z@example.com", "email", "z***@example.com"),
    ],
)
def test_numbers_are_masked(number: str, field: str, shown: str) -> None:
    assert masked(number, field) == shown
