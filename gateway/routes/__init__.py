"""The route table of the whole API: the rows of every service."""

from gateway.routes import crm, inventory, office, parked, reminders, reporting

ROUTES = [
    *office.ROUTES,
    *inventory.ROUTES,
    *crm.ROUTES,
    *reminders.ROUTES,
    *reporting.ROUTES,
    *parked.ROUTES,
]
