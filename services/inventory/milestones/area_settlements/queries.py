"""How the measured area of a deal's unit would be settled."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from contracts.inventory.register.deals import DealStage
from contracts.inventory.register.projects import PriceBasis
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.milestones.area_settlements.rules import settlement as rules
from services.inventory.milestones.area_settlements.rules.settlement import Settlement
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import basis_of, reach
from services.inventory.register.deals.rules import require_stage
from services.inventory.register.units.models import Unit


def preview(session: Session, ask: Ask, *, by: Actor) -> Settlement:
    """How the measured area would be settled. Raises `not_found`, `deal_wrong_stage`,
    `area_needed`."""
    mine = select(Deal).where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    deal = session.scalars(mine).first()
    if deal is None:
        raise not_found(what="deal")
    require_stage(deal, DealStage.SOLD)
    return settlement(session, deal, ask)


def settlement(session: Session, deal: Deal, ask: Ask) -> Settlement:
    """By the basis on which the price was agreed. Raises `area_needed`."""
    unit = session.get_one(Unit, deal.unit_id)
    return rules.settled(
        basis_of(deal),
        deal.price,
        contract={PriceBasis.GROSS_AREA: deal.area, PriceBasis.INNER_AREA: unit.inner_area},
        measured={
            PriceBasis.GROSS_AREA: ask.gross_area,
            PriceBasis.INNER_AREA: ask.inner_area,
        },
    )
