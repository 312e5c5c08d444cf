"""When a contract may be signed, and by whom (I-15, I-16; seeds 002, 003; design §8)."""

from collections.abc import Mapping
from decimal import Decimal

from contracts.office.roles import Role


def missing(*, deposit: bool, documents: bool, letter: bool) -> list[str]:
    """What a contract still needs (vocabulary `contract_need`)."""
    there = {"deposit": deposit, "documents": documents, "letter": letter}
    return [need for need, met in there.items() if not met]


def needs_general_manager(
    price: Decimal,
    discount: Decimal,
    *,
    large_contract: Decimal,
    authority: Mapping[str, Decimal],
) -> bool:
    """Large contracts, and terms beyond the manager's own authority (大额、有偏差的合同)."""
    return price >= large_contract or discount > authority[Role.SALES_MANAGER]


def contract_number(project_code: str, year: int, counter: int) -> str:
    """For example `LMBH-2026-00042`."""
    return f"{project_code}-{year}-{counter:05d}"
