"""The consequences of a change, by kind; the same are told beforehand and carried out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.changes.change_terms import ChangeKind, changes_nothing
from contracts.inventory.register.deals import DealStage
from contracts.inventory.register.units import UnitStatus
from contracts.schema import Ask
from services.inventory.changes.amendments import rules as changes
from services.inventory.changes.change_orders.rules import consequences
from services.inventory.changes.change_orders.rules import order as orders
from services.inventory.changes.change_orders.rules.consequences import Foreseen, Target
from services.inventory.changes.change_orders.rules.order import Standing
from services.inventory.changes.owners import rules as owners
from services.inventory.changes.owners.queries import shares
from services.inventory.changes.unit_changes.queries import free_target, step_for
from services.inventory.changes.unit_changes.rules import Onward
from services.inventory.control.holds.rules import kept_until
from services.inventory.money.accounts.queries.account import for_the_price
from services.inventory.money.instalments.queries.schedule import plan_of
from services.inventory.pricing.authority.rules import Tiers
from services.inventory.pricing.payment_plans.queries import plan_for
from services.inventory.pricing.payment_plans.rules import Line, Plan, lines_for
from services.inventory.register.customers.queries import require_owner
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.rules import deposit_due
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import Settings, settings_of
from services.inventory.register.units.models import Unit
from services.inventory.register.units.rules import MOVES


@dataclass(frozen=True)
class Case:
    """A deal with its unit, how it stands, and what is to change of it."""

    session: Session
    unit: Unit
    deal: Deal
    standing: Standing
    terms: Ask
    by: Actor
    at: datetime

    @property
    def settings(self) -> Settings:
        return settings_of(self.session.get_one(Project, self.deal.project_id).settings)


def foresee(case: Case) -> Foreseen:
    """Raises `change_not_allowed`, and by kind what the operation declares."""
    kind = ChangeKind(case.terms.kind)
    orders.check_allowed(kind, case.standing.stage)
    return _BY_KIND[kind](case)


def _cancellation(case: Case) -> Foreseen:
    settlement = orders.settlement(
        case.standing.held, case.deal.deposit, case.terms.penalty, case.terms.forfeited
    )
    return Foreseen(UnitStatus.UNRELEASED, settlement=settlement, refund=settlement.refund)


def _unit_change(case: Case) -> Foreseen:
    deal, reserved = case.deal, case.deal.stage == DealStage.RESERVED
    target = free_target(case.session, deal, case.terms.target_unit_id, by=case.by, at=case.at)
    tiers = Tiers(target.list_price, target.manager_floor, target.director_floor)
    authority = case.settings.discount_authority
    price, beside, told = consequences.priced(case.terms.price, tiers, authority)
    deposit, lines = (None, []) if reserved else _begun_anew(case, price.amount)
    over, back = orders.moved(case.standing.held, price.amount)
    return Foreseen(
        UnitStatus.AVAILABLE if reserved else UnitStatus.UNRELEASED,
        beside,
        told,
        target=Target(
            target.id,
            target.number,
            str(MOVES[step_for(deal)].to),
            kept_until(target.position, case.at, deal.expires_at),
        ),
        onward=Onward(target.id, price, deposit, lines, over),
        price=price,
        lines=lines,
        refund=back,
    )


def _begun_anew(case: Case, price: Decimal) -> tuple[Decimal, list[Line]]:
    """Deposit and schedule of the same plan for another price, from today."""
    deal, today = case.deal, clock.business_day(case.at)
    most = deposit_due(None, price, default=price, cap=case.settings.deposit_cap)
    deposit = min(deal.deposit or Decimal(0), most)
    plan = plan_of(case.session, deal)
    return deposit, lines_for(plan, price, deposit, subscribed_on=today)


def _rename(case: Case) -> Foreseen:
    to = case.terms.customer_id
    require_owner(case.session, to, case.deal.consultant_id)
    found = owners.renamed(shares(case.session, case.deal), case.deal.customer_id, to)
    return Foreseen(case.unit.status, owners=found, main=to)


def _add_owner(case: Case) -> Foreseen:
    deal, terms = case.deal, case.terms
    require_owner(case.session, terms.customer_id, deal.consultant_id)
    found = owners.with_owner(
        shares(case.session, deal), deal.customer_id, terms.customer_id, terms.share
    )
    return Foreseen(case.unit.status, owners=found, main=deal.customer_id)


def _remove_owner(case: Case) -> Foreseen:
    deal = case.deal
    found = owners.without_owner(
        shares(case.session, deal), deal.customer_id, case.terms.customer_id
    )
    return Foreseen(case.unit.status, owners=found, main=deal.customer_id)


def _price_change(case: Case) -> Foreseen:
    deal, unit, settings = case.deal, case.unit, case.settings
    if case.terms.price == deal.price:
        raise changes_nothing(field="price")
    tiers = Tiers(deal.list_price, unit.manager_floor, unit.director_floor)
    authority = settings.discount_authority
    price, beside, told = consequences.priced(case.terms.price, tiers, authority)
    consequences.check_deposit(deal.deposit, price.amount, settings.deposit_cap)
    paid = for_the_price(case.session, deal.id, at=case.at)
    _, back = orders.moved(paid, price.amount)
    lines = _lines(case, plan_of(case.session, deal), price.amount)
    return Foreseen(unit.status, beside, told, price=price, lines=lines, refund=back)


def _extension(case: Case) -> Foreseen:
    deal = case.deal
    assert deal.sign_by is not None
    assert deal.subscribed_at is not None
    moved = changes.signing_moved(deal.sign_by, case.terms.days, case.at)
    subscribed_on = clock.business_day(deal.subscribed_at)
    beyond = changes.days_beyond(moved, subscribed_on, case.settings.sign_days)
    consent = (orders.consent_to_days(beyond),)
    return Foreseen(case.unit.status, consent, consent, sign_by=moved)


def _payment_plan_change(case: Case) -> Foreseen:
    deal, terms = case.deal, case.terms
    plan = plan_for(
        case.session,
        deal.project_id,
        terms.payment_method,
        terms.payment_plan_id,
        usage=case.unit.usage,
    )
    if (plan.method, plan.id) == (deal.payment_method, deal.payment_plan_id):
        raise changes_nothing(field="payment_method")
    return Foreseen(case.unit.status, plan=plan, lines=_lines(case, plan, deal.price))


def _lines(case: Case, plan: Plan, price: Decimal) -> list[Line]:
    deal = case.deal
    return lines_for(
        plan,
        price,
        deal.deposit,
        subscribed_on=clock.business_day(deal.subscribed_at or deal.created_at),
        signed_on=deal.signed_on,
    )


_BY_KIND: Mapping[ChangeKind, Callable[[Case], Foreseen]] = {
    ChangeKind.CANCELLATION: _cancellation,
    ChangeKind.UNIT_CHANGE: _unit_change,
    ChangeKind.RENAME: _rename,
    ChangeKind.ADD_OWNER: _add_owner,
    ChangeKind.REMOVE_OWNER: _remove_owner,
    ChangeKind.PRICE_CHANGE: _price_change,
    ChangeKind.EXTENSION: _extension,
    ChangeKind.PAYMENT_PLAN_CHANGE: _payment_plan_change,
}
