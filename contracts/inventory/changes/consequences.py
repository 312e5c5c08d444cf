"""What a change order would do to unit, money, commission and owners, said beforehand (I-21)."""

from marshmallow import fields

from contracts.inventory.changes.amendments import ChangeKind, ChangeNeed, ChangeStage
from contracts.inventory.pricing.calculations import QuotedLine
from contracts.inventory.states import PaymentMethod, UnitStatus
from contracts.office.roles import Role
from contracts.schema import Answer, Moment, Money, Rate
from contracts.words import Word


class Owner(Answer):
    """`main` is the deal's customer (主购房人)."""

    customer_id = fields.UUID()
    share = Rate()
    main = fields.Boolean()


class Consequences(Answer):
    """What the change would do, said beforehand. `needs` are the roles that must all consent,
    `first` is what must be done before it (vocabulary `change_need`). `money_held` is what the
    company holds of the deal, `moved` what goes over to the new one, `refund` what becomes owed
    back. `unit_status` is the unit's next state, `target_status` the target's, which nobody else
    gets before `target_kept_until`, unless the order is refused. `bound_units` are parking spaces
    and storage rooms that go with the home and that its buyer has bought too."""

    kind = Word(ChangeKind)
    stage = Word(ChangeStage)
    needs = fields.List(Word(Role))
    first = fields.List(Word(ChangeNeed))
    unit_number = fields.String()
    unit_status = Word(UnitStatus)
    bound_units = fields.List(fields.String())
    target_unit_id = fields.UUID(allow_none=True)
    target_unit_number = fields.String(allow_none=True)
    target_status = Word(UnitStatus, allow_none=True)
    target_kept_until = Moment(allow_none=True)
    money_held = Money()
    penalty = Money(allow_none=True)
    forfeited = Money(allow_none=True)
    statement = fields.String(allow_none=True)
    moved = Money(allow_none=True)
    refund = Money(allow_none=True)
    old_price = Money()
    new_price = Money(allow_none=True)
    difference = Money(signed=True, allow_none=True)
    schedule = fields.List(fields.Nested(QuotedLine))
    commission_clawback = fields.Boolean()
    sign_by = Moment(allow_none=True)
    owners = fields.List(fields.Nested(Owner), allow_none=True)
    payment_method = Word(PaymentMethod, allow_none=True)
    payment_plan_id = fields.UUID(allow_none=True)
