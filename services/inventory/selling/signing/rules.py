"""When a contract may be signed, and by whom (I-15, I-16; seeds 002, 003; design §8)."""

from dataclasses import dataclass

from common.actor import Actor
from common.offers import Offer, Offers
from contracts.inventory.register.deals import DealStage
from contracts.inventory.selling.signing import (
    already_checked,
    already_signed_off,
    check_documents,
    contract_not_ready,
    documents_incomplete,
    needs_general_manager,
    sign_contract,
    sign_subscription,
)
from contracts.office.roles import Role
from services.inventory.register.deals.rules import OFFERS as DEALS
from services.inventory.register.deals.rules import Deal, require_stage


@dataclass(frozen=True)
class Contract:
    """A deal that is to be signed; `beyond_manager`: a large or deviating contract."""

    deal: Deal
    beyond_manager: bool


def check_examination(deal: Deal, by: Actor) -> None:
    """Of the documents. Raises `deal_wrong_stage`, `already_checked`."""
    require_stage(deal, DealStage.SUBSCRIBED)
    if deal.documents_checked_at is not None:
        raise already_checked()


def check_letter(deal: Deal, by: Actor) -> None:
    """Raises `deal_wrong_stage`, `documents_incomplete`, `already_signed_off`."""
    require_stage(deal, DealStage.SUBSCRIBED)
    if deal.documents_checked_at is None:
        raise documents_incomplete(missing=deal.documents_missing)
    if deal.signed_off_at is not None:
        raise already_signed_off()


def check_ready(deal: Deal, by: Actor) -> None:
    """Whether anybody may confirm the contract. Raises `deal_wrong_stage`,
    `contract_not_ready`."""
    require_stage(deal, DealStage.SUBSCRIBED)
    lacks = missing(
        deposit=deal.deposit_confirmed_at is not None or not deal.deposit,
        documents=deal.documents_checked_at is not None,
        letter=deal.signed_off_at is not None,
    )
    if lacks:
        raise contract_not_ready(missing=lacks)


def check_signing(contract: Contract, by: Actor) -> None:
    """Raises `deal_wrong_stage`, `contract_not_ready`, `needs_general_manager`."""
    check_ready(contract.deal, by)
    if contract.beyond_manager and not by.has(Role.GENERAL_MANAGER):
        raise needs_general_manager(who=[Role.GENERAL_MANAGER])


def missing(*, deposit: bool, documents: bool, letter: bool) -> list[str]:
    """What a contract still needs (vocabulary `contract_need`)."""
    there = {"deposit": deposit, "documents": documents, "letter": letter}
    return [need for need, met in there.items() if not met]


DEALS.add(
    Offer(check_documents, check_examination),
    Offer(sign_subscription, check_letter, near=(documents_incomplete,)),
    Offer(sign_contract, check_ready, near=(contract_not_ready,)),
)
"""A deal's row doesn't say whether its contract is a large one."""

OFFERS = Offers[Contract](
    "Contract",
    Offer(sign_contract, check_signing, near=(contract_not_ready, needs_general_manager)),
)
