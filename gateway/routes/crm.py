"""Rows of crm: method, path, operation."""

from contracts.crm.contact import follow_ups, messages
from contracts.crm.files import customers, numbers, purchases
from gateway.routing import Route

_ALL = "/api/v1/customers"
_ONE = "/api/v1/customers/{customer_id}"
_MESSAGES = "/api/v1/customer-messages"

ROUTES: list[Route] = [
    Route("POST", _ALL, customers.register_customer, status=201),
    Route("GET", _ALL, customers.list_customers),
    Route("GET", _ONE, customers.read_customer),
    Route("PATCH", _ONE, customers.change_customer),
    Route("POST", f"{_ONE}/reveal", numbers.reveal_personal_data),
    Route("POST", f"{_ONE}/assignment", customers.assign_customer),
    Route("POST", f"{_ONE}/follow-ups", follow_ups.record_follow_up, status=201),
    Route("GET", f"{_ONE}/follow-ups", follow_ups.list_follow_ups),
    Route("GET", f"{_ONE}/purchases", purchases.list_purchases),
    Route("GET", _MESSAGES, messages.list_customer_messages),
    Route("POST", f"{_MESSAGES}/{{message_id}}/told", messages.tell_customer),
]
