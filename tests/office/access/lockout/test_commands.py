"""Guessing stops the guesser, and nobody else, on a real database."""

from datetime import datetime

import pytest

from common.client import Client
from contracts.refusals import Refusal
from services.office.access.lockout import rules
from tests.office.workbench import HERE, Office, later, refused

GUESSER = Client(address="198.51.100.23")
ELSEWHERE = Client(address="192.0.2.77")


def _guess(office: Office, username: str, client: Client, at: datetime, times: int = 1) -> None:
    for _ in range(times):
        with refused("login_failed"):
            office.log_in(username, "wrong", at, client=client)


def _answer(office: Office, client: Client, at: datetime) -> str:
    with pytest.raises(Refusal) as caught:
        office.log_in("zhang.wei", "wrong", at, client=client)
    return caught.value.code


def _from(number: int) -> Client:
    return Client(address=f"198.18.{number // 250}.{number % 250}")


def test_a_guesser_locks_only_themselves_out(office: Office) -> None:
    office.hire("zhang.wei")
    _guess(office, "zhang.wei", GUESSER, later(), times=5)
    with refused("account_locked"):
        office.log_in("zhang.wei", at=later(seconds=1), client=GUESSER)
    assert office.log_in("zhang.wei", at=later(seconds=1), client=ELSEWHERE)


def test_pauses_grow_and_a_guesser_gets_few_tries_an_hour(office: Office) -> None:
    office.hire("zhang.wei")
    tries = 0
    for second in range(0, 3600, 20):
        tries += _answer(office, GUESSER, later(seconds=second)) == "login_failed"
    assert tries <= 11


def test_many_addresses_meet_the_limit_of_the_name_and_known_people_pass(office: Office) -> None:
    office.hire("zhang.wei")
    known = office.log_in("zhang.wei", at=later())
    device = Client(address=ELSEWHERE.address, devices=known["devices"])
    for number in range(rules.NAME.free + 8):
        assert _answer(office, _from(number), later(minutes=1)) in (
            "login_failed",
            "account_locked",
        )
    with refused("account_locked"):
        office.log_in("zhang.wei", at=later(minutes=1), client=_from(2000))
    assert office.log_in("zhang.wei", at=later(minutes=1), client=device)
    assert office.log_in("zhang.wei", at=later(minutes=1), client=HERE)
    assert office.log_in("zhang.wei", at=later(minutes=2), client=_from(2000))


def test_many_names_from_one_address_meet_its_limit(office: Office) -> None:
    office.hire("zhang.wei")
    for number in range(rules.ADDRESS.free):
        _guess(office, f"name{number}", GUESSER, later(seconds=number / 100))
    with refused("account_locked"):
        office.log_in("zhang.wei", at=later(seconds=1), client=GUESSER)
    assert office.log_in("zhang.wei", at=later(seconds=1), client=ELSEWHERE)


def test_an_account_of_one_s_own_does_not_wipe_out_guesses_at_others(office: Office) -> None:
    office.hire("guesser")
    office.hire("zhang.wei")
    for number in range(rules.ADDRESS.free):
        _guess(office, f"name{number}", GUESSER, later(seconds=number / 100))
        if number % 25 == 0:
            assert office.log_in("guesser", at=later(seconds=number / 100), client=GUESSER)
    with refused("account_locked"):
        office.log_in("zhang.wei", at=later(seconds=1), client=GUESSER)


def test_a_stolen_device_cookie_gives_five_guesses_and_no_more(office: Office) -> None:
    office.hire("zhang.wei")
    devices = office.log_in("zhang.wei", at=later())["devices"]
    for number in range(5):
        client = Client(address=_from(number).address, devices=devices)
        _guess(office, "zhang.wei", client, later(seconds=number))
    with refused("account_locked"):
        office.log_in("zhang.wei", "wrong", later(seconds=6), client=Client("1.2.3.4", "", devices))
    assert office.log_in("zhang.wei", at=later(seconds=6), client=HERE)
