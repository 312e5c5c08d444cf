"""The natural order holds for any names at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.natural import natural

_NAMES = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0129①②²₂٣५３")), max_size=20)


@given(st.lists(_NAMES, unique=True))
def test_any_names_have_one_order(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=natural) == sorted(backwards, key=natural)


@pytest.mark.parametrize(
    "names",
    [
        ["⑨", "⑫"],
        ["3²", "3³", "34"],
        ["７栋", "11栋"],
        ["007", "8", "08B", "9"],
        ["9" * 5000, "1" + "0" * 5000],
    ],
)
def test_digits_of_any_form_are_ordered(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=natural) == sorted(names, key=natural)


def test_forms_of_digits_count_as_their_number() -> None:
    assert sorted(["12", "⑩", "９", "②"], key=natural) == ["②", "９", "⑩", "12"]
    assert sorted(["1" + "0" * 5000, "9" * 5000], key=natural)[0] == "9" * 5000
