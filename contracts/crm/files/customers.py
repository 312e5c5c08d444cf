"""Operations on customer files (客户档案): C-01, C-02, C-06, C-15; seeds 001, 002.

Phone and identity numbers and e-mail are masked in every answer but that of `reveal_personal_data`.
"""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from contracts.can import Can
from contracts.crm.files.number_fields import EmailAddress, IdentityNumber, Phone, is_identity
from contracts.crm.files.person_names import PersonName
from contracts.listing import Sort
from contracts.operation import Operation
from contracts.schema import (
    Answer,
    Area,
    Id,
    Moment,
    Money,
    Page,
    Request,
    Text,
    Whole,
    new_id,
    page_of,
)
from contracts.vocabulary import word_of


class Needs(Request):
    """What a customer looks for (需求): CNY and square metres."""

    budget_min = Money(allow_none=True)
    budget_max = Money(allow_none=True)
    district = Text(most=60, allow_none=True)
    layout = Text(most=60, allow_none=True)
    area_min = Area(allow_none=True)
    area_max = Area(allow_none=True)
    purpose = word_of("purchase_purpose", allow_none=True)

    @validates_schema
    def least_before_most(self, data: Mapping[str, Any], **_: Any) -> None:
        for what in ("budget", "area"):
            least, most = data.get(f"{what}_min"), data.get(f"{what}_max")
            if least is not None and most is not None and least > most:
                raise ValidationError("Must not be less than the minimum.", f"{what}_max")


class _Identity(Request):
    identity_kind = word_of("identity_kind", load_default="resident_id")
    identity_number = IdentityNumber()

    @validates_schema
    def is_identity_number(self, data: Mapping[str, Any], **_: Any) -> None:
        number = data.get("identity_number")
        if number is not None and not is_identity(number, data["identity_kind"]):
            raise ValidationError(
                "Not a number of this kind of document; a resident number has 18 places"
                " with a check digit.",
                "identity_number",
            )


class RegisterCustomer(_Identity):
    """`project_id` is the project of first contact; absent, the caller's only project.
    `email_agreed`: the customer agrees to be told by e-mail (同意邮件通知)."""

    id = Id(load_default=new_id)
    name = PersonName(required=True, most=60)
    phone = Phone(required=True)
    more_phones = fields.List(Phone(), validate=validate.Length(max=4), load_default=list)
    email = EmailAddress()
    email_agreed = fields.Boolean(load_default=False)
    source = word_of("customer_source", load_default="office")
    grade = word_of("customer_grade", load_default="C")
    needs = fields.Nested(Needs)
    project_id = fields.UUID()


class CustomerNamed(Request):
    customer_id = fields.UUID(required=True)


class ChangeCustomer(CustomerNamed, _Identity):
    """Absent fields stay as they are; `phones` and `needs` are replaced as a whole. With `version`
    the change is refused when somebody else was faster."""

    name = PersonName(most=60)
    phones = fields.List(Phone(), validate=validate.Length(min=1, max=5))
    email = EmailAddress()
    email_agreed = fields.Boolean()
    source = word_of("customer_source")
    grade = word_of("customer_grade")
    needs = fields.Nested(Needs)
    version = Whole()


class AssignCustomer(CustomerNamed):
    owner_id = fields.UUID(required=True)


class ListCustomers(Page):
    """`phone` and `identity_number` find by the whole number, `name` by any part of it."""

    name = PersonName(most=60)
    phone = Phone()
    identity_number = IdentityNumber()
    grade = word_of("customer_grade")
    source = word_of("customer_source")
    owner_id = fields.UUID()
    project_id = fields.UUID()
    due_before = Moment()
    sort = Sort("Customer", "name", "grade", "next_due_at")


class CustomerWritten(Answer):
    """What a command answers: never personal data."""

    id = fields.UUID()
    owner_id = fields.UUID(allow_none=True)
    version = fields.Integer()


class CustomerRow(Answer):
    id = fields.UUID()
    name = fields.String()
    phones = fields.List(fields.String(), metadata={"example": ["138****5678"]})
    grade = word_of("customer_grade")
    source = word_of("customer_source")
    owner_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)
    project_id = fields.UUID()
    registered_at = Moment()
    last_contact_at = Moment(allow_none=True)
    next_due_at = Moment(allow_none=True)
    version = fields.Integer()


class NeedsAnswer(Answer):
    """What the customer looks for, as far as it is known."""

    budget_min = Money(allow_none=True)
    budget_max = Money(allow_none=True)
    district = fields.String(allow_none=True)
    layout = fields.String(allow_none=True)
    area_min = Area(allow_none=True)
    area_max = Area(allow_none=True)
    purpose = word_of("purchase_purpose", allow_none=True)


class PurchaseSummary(Answer):
    """Deals of a customer by what became of them; `amount` is that of signed contracts."""

    reserved = fields.Integer()
    subscribed = fields.Integer()
    sold = fields.Integer()
    cancelled = fields.Integer()
    amount = Money()


class Customer(CustomerRow):
    identity_kind = word_of("identity_kind", allow_none=True)
    identity_number = fields.String(allow_none=True, metadata={"example": "510***********0011"})
    email = fields.String(allow_none=True, metadata={"example": "z***@example.com"})
    email_agreed = fields.Boolean()
    needs = fields.Nested(NeedsAnswer)
    purchases = fields.Nested(PurchaseSummary)
    can = Can(
        "Customer", "change_customer", "assign_customer", "reveal_personal_data", "record_follow_up"
    )


class CustomerOwner(Answer):
    customer_id = fields.UUID()
    owner_id = fields.UUID(allow_none=True)
    team_id = fields.UUID(allow_none=True)


register_customer = Operation(
    "crm",
    "register_customer",
    "Open a customer file; one per person across projects",
    "customer.write",
    RegisterCustomer,
    CustomerWritten,
    writes=True,
    refuses=("customer_exists", "customer_id_taken", "project_not_yours"),
)
list_customers = Operation(
    "crm",
    "list_customers",
    "Customers within the caller's scope, newest first",
    "customer.read",
    ListCustomers,
    page_of(CustomerRow),
)
read_customer = Operation(
    "crm", "read_customer", "One customer file", "customer.read", CustomerNamed, Customer
)
read_customer_owner = Operation(
    "crm",
    "read_customer_owner",
    "Whose customer it is; asked by inventory before a deal",
    "customer.read",
    CustomerNamed,
    CustomerOwner,
    internal=True,
)
change_customer = Operation(
    "crm",
    "change_customer",
    "Change a customer file",
    "customer.write",
    ChangeCustomer,
    CustomerWritten,
    writes=True,
    refuses=("customer_exists", "stale_version"),
)
assign_customer = Operation(
    "crm",
    "assign_customer",
    "Give a customer to a consultant (判客)",
    "customer.assign",
    AssignCustomer,
    CustomerWritten,
    writes=True,
    refuses=("owner_unsuitable", "already_owner"),
)
