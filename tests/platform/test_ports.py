"""Ranges of ports do not meet."""

from deploy.local.ports import Ports


def test_a_free_range_is_given_away_once() -> None:
    given = [port for _ in range(100) for _, port in Ports.free().named()]
    assert len(set(given)) == len(given)
