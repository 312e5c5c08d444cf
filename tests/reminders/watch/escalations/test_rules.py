from uuid import UUID

import pytest

from contracts.deadlines import SALES_LINE
from contracts.schema import new_id
from services.reminders.watch.escalations import rules

ME, BOSS, MANAGER, OTHER_MANAGER, DIRECTOR, OWNER = (new_id() for _ in range(6))


@pytest.mark.parametrize(
    ("chain", "rungs"),
    [
        (
            [
                (ME, "consultant"),
                (BOSS, "sales_supervisor"),
                (MANAGER, "sales_manager"),
                (DIRECTOR, "sales_director"),
                (OWNER, "general_manager"),
            ],
            [(1, BOSS), (2, MANAGER), (3, DIRECTOR)],
        ),
        (
            [(MANAGER, "sales_manager"), (OTHER_MANAGER, "sales_manager")],
            [(2, MANAGER), (2, OTHER_MANAGER)],
        ),
        ([(BOSS, "sales_supervisor"), (BOSS, "sales_manager")], [(1, BOSS)]),
        ([(ME, "sales_supervisor"), (MANAGER, "sales_manager")], [(2, MANAGER)]),
        ([], []),
    ],
)
def test_the_ladder_is_the_chain_above_the_one_concerned(
    chain: list[tuple[UUID, str]], rungs: list[tuple[int, UUID]]
) -> None:
    assert rules.rungs(chain, ME, SALES_LINE) == sorted(rungs)


def test_a_ladder_of_another_kind_has_its_own_levels() -> None:
    chain = [(BOSS, "sales_supervisor"), (MANAGER, "sales_manager"), (OWNER, "general_manager")]
    assert rules.rungs(chain, ME, ["sales_manager", "general_manager"]) == [
        (1, MANAGER),
        (2, OWNER),
    ]


@pytest.mark.parametrize(
    ("levels", "told", "following"),
    [([1, 2, 3], 0, 1), ([1, 2, 3], 1, 2), ([2, 3], 0, 2), ([1, 2, 2], 2, None), ([], 0, None)],
)
def test_a_level_that_nobody_holds_is_passed_over(
    levels: list[int], told: int, following: int | None
) -> None:
    assert rules.next_level(levels, told) == following
