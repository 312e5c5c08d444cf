"""Ranges of ports do not meet."""

from deploy.local.ports import Ports


def test_a_free_range_is_given_away_once() -> None:
    given = [port for _ in range(100) for _, port in Ports.free().named()]
    assert len(set(given)) == len(given)


def test_a_copy_that_is_given_a_free_gateway_uses_the_free_range() -> None:
    for ports in (Ports.free() for _ in range(100)):
        assert Ports.derived(ports.gateway) == ports


def test_neighbouring_gateways_get_ranges_of_their_own() -> None:
    given = [port for gateway in range(8000, 8200) for _, port in Ports.derived(gateway).named()]
    assert len(set(given)) == len(given)
