"""Who may do what with whose data: permission × role → scope (O-02; seeds 001, 002, 004).

A missing entry is a refusal. The widest scope of a person's roles counts.
"""

from functools import lru_cache

from contracts.office.roles import Role, Scope, SystemRole

OWN, TEAM, PROJECT, REGION, ALL = Scope.OWN, Scope.TEAM, Scope.PROJECT, Scope.REGION, Scope.ALL

Grants = dict[Role | SystemRole, Scope]

_director: Grants = {Role.SALES_DIRECTOR: ALL, Role.GENERAL_MANAGER: ALL}
_leaders: Grants = _director | {Role.SALES_MANAGER: REGION, Role.SALES_SUPERVISOR: PROJECT}
_control: Grants = {Role.CONTROL_SUPERVISOR: PROJECT, Role.CONTROL_CLERK: PROJECT}
_service: Grants = {
    Role.SALES_ASSISTANT: PROJECT,
    Role.SERVICE_SUPERVISOR: PROJECT,
    Role.SERVICE_CLERK: PROJECT,
}
_everybody_on_site: Grants = (
    _leaders
    | _control
    | _service
    | {
        Role.CONSULTANT: PROJECT,
        Role.ACCOUNT_MANAGER: PROJECT,
        Role.PLANNER: PROJECT,
        Role.FINANCE: PROJECT,
    }
)

_everybody: Grants = dict.fromkeys(Role, OWN)

RIGHTS: dict[str, Grants] = {
    # office
    "staff.read": _everybody_on_site | {Role.ADMINISTRATOR: ALL, Role.OPERATOR: ALL},
    "staff.manage": {Role.ADMINISTRATOR: ALL},
    "staff.read_contact": _director
    | {Role.SALES_MANAGER: REGION, Role.SALES_SUPERVISOR: TEAM, Role.ADMINISTRATOR: ALL},
    "staff.reach": {SystemRole.REMINDERS: ALL},
    "audit.read": {
        Role.ADMINISTRATOR: ALL,
        Role.OPERATOR: ALL,
        Role.GENERAL_MANAGER: ALL,
        SystemRole.REPORTING: ALL,
    },
    "system.revoke": {Role.OPERATOR: ALL, Role.ADMINISTRATOR: ALL},
    "parked.read": {Role.OPERATOR: ALL, Role.ADMINISTRATOR: ALL},
    "parked.decide": {Role.OPERATOR: ALL},
    # inventory
    "project.read": _everybody_on_site | {Role.ADMINISTRATOR: ALL, Role.OPERATOR: ALL},
    "project.open": {Role.ADMINISTRATOR: ALL, Role.SALES_DIRECTOR: ALL},
    "project.manage": {
        Role.ADMINISTRATOR: ALL,
        Role.SALES_DIRECTOR: ALL,
        Role.SALES_MANAGER: REGION,
    },
    "board.read": _everybody_on_site | {Role.ADMINISTRATOR: ALL, Role.OPERATOR: ALL},
    "unit.enter": {Role.CONTROL_CLERK: PROJECT},
    "unit.bind": {
        Role.CONTROL_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "data_change.read": _leaders | _control,
    "unit.review": {Role.CONTROL_SUPERVISOR: PROJECT},
    "unit.release": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "unit.suspend": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "unit.resume": _director,
    "unit.lock": {Role.CONSULTANT: PROJECT},
    "hold.request": {
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "hold.cancel": {
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: OWN,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "hold.read": _leaders | _control | {Role.CONSULTANT: OWN},
    "discount.manage": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "special_discount.read": _director
    | {Role.SALES_MANAGER: REGION, Role.FINANCE: PROJECT, Role.CONSULTANT: OWN},
    "payment_plan.manage": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "quotation.make": {Role.CONSULTANT: OWN},
    "quotation.read": _leaders
    | _control
    | {Role.CONSULTANT: OWN, Role.FINANCE: PROJECT, Role.SALES_ASSISTANT: PROJECT},
    "promise.request": {
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "promise.set_form": {Role.GENERAL_MANAGER: ALL},
    "promise.judge": _director | {Role.SALES_MANAGER: REGION},
    "price.read_floor": _director | {Role.SALES_MANAGER: REGION},
    "refused_price.check": _leaders,
    "price.read_channel": _director | {Role.SALES_MANAGER: REGION, Role.PARTNER: PROJECT},
    "price_list.read": _director | _control | {Role.SALES_MANAGER: REGION, Role.PLANNER: PROJECT},
    "price_list.edit": {
        Role.CONTROL_CLERK: PROJECT,
        Role.PLANNER: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "price_list.submit": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "deal.read": _leaders | _control | _service | {Role.CONSULTANT: OWN, Role.FINANCE: PROJECT},
    "deal.make": {Role.CONSULTANT: OWN},
    "deal.cancel": {Role.CONSULTANT: OWN, Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "change_order.request": {
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "deal.check_documents": {Role.CONTROL_CLERK: PROJECT, Role.CONTROL_SUPERVISOR: PROJECT},
    "deal.extend": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "deal.confirm": {Role.SALES_MANAGER: REGION, Role.GENERAL_MANAGER: ALL},
    "milestone.manage": {Role.SERVICE_SUPERVISOR: PROJECT, Role.SERVICE_CLERK: PROJECT},
    "milestone.report": {
        Role.SERVICE_SUPERVISOR: PROJECT,
        Role.SERVICE_CLERK: PROJECT,
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
    },
    "filing.revoke": {Role.SERVICE_SUPERVISOR: PROJECT},
    "handover.settle": {Role.SERVICE_SUPERVISOR: PROJECT, Role.FINANCE: PROJECT},
    "handover.deliver": {Role.SERVICE_SUPERVISOR: PROJECT},
    "receipt.read": _leaders
    | {Role.FINANCE: PROJECT, Role.CONSULTANT: OWN, Role.CONTROL_CLERK: PROJECT},
    "receipt.request": {
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
    },
    "receipt.take": {Role.CONSULTANT: OWN},
    "receipt.endorse": {
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "receipt.confirm": {Role.FINANCE: PROJECT},
    "receipt.reject": {
        Role.FINANCE: PROJECT,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "receipt.reverse": {Role.FINANCE: PROJECT},
    "overdue.read": _leaders
    | {Role.FINANCE: PROJECT, Role.SALES_ASSISTANT: PROJECT, Role.CONSULTANT: OWN},
    "late_fee.charge": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "late_fee.ask_waiver": {
        Role.CONSULTANT: OWN,
        Role.SALES_ASSISTANT: PROJECT,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
    },
    "refund.read": _leaders
    | {Role.FINANCE: PROJECT, Role.SALES_ASSISTANT: PROJECT, Role.CONSULTANT: OWN},
    "refund.request": {
        Role.CONSULTANT: OWN,
        Role.SALES_ASSISTANT: PROJECT,
        Role.SALES_SUPERVISOR: PROJECT,
    },
    "refund.confirm": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "refund.pay": {Role.FINANCE: PROJECT},
    "invoice.read": _leaders
    | {Role.FINANCE: PROJECT, Role.SALES_ASSISTANT: PROJECT, Role.CONSULTANT: OWN},
    "invoice.request": {Role.CONSULTANT: OWN, Role.SALES_ASSISTANT: PROJECT},
    "invoice.review": {Role.SALES_SUPERVISOR: PROJECT, Role.SALES_MANAGER: REGION},
    "invoice.issue": {Role.FINANCE: PROJECT},
    "invoice.hand_over": {
        Role.CONSULTANT: OWN,
        Role.SALES_ASSISTANT: PROJECT,
        Role.FINANCE: PROJECT,
    },
    "approval.read": _leaders
    | _control
    | {Role.FINANCE: PROJECT, Role.PLANNER: PROJECT, Role.SALES_ASSISTANT: PROJECT},
    "approval.decide": _leaders | {Role.FINANCE: PROJECT, Role.CONTROL_SUPERVISOR: PROJECT},
    "attachment.read": _everybody_on_site | {Role.ADMINISTRATOR: ALL, Role.OPERATOR: ALL},
    "attachment.add": _control
    | _service
    | {
        Role.PLANNER: PROJECT,
        Role.CONSULTANT: OWN,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.FINANCE: PROJECT,
    },
    "contract.template": {Role.SALES_MANAGER: REGION, Role.SALES_DIRECTOR: ALL},
    "contract.draft": _service
    | {
        Role.CONTROL_CLERK: PROJECT,
        Role.CONTROL_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
    },
    "contract.read_statistics": _leaders | _control | _service | {Role.FINANCE: PROJECT},
    "archive.keep": {
        Role.SALES_ASSISTANT: PROJECT,
        Role.CONTROL_CLERK: PROJECT,
        Role.SERVICE_CLERK: PROJECT,
    },
    "borrowing.request": _leaders
    | _control
    | _service
    | {Role.CONSULTANT: OWN, Role.FINANCE: PROJECT},
    "borrowing.decide": {Role.CONTROL_SUPERVISOR: PROJECT, Role.SALES_MANAGER: REGION},
    "borrowing.read": _leaders | _control | _service | {Role.CONSULTANT: OWN, Role.FINANCE: OWN},
    "letter.record": _service
    | {
        Role.CONTROL_CLERK: PROJECT,
        Role.CONTROL_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
    },
    "letter.read": _leaders | _control | _service,
    # crm
    "customer.read": _leaders
    | {
        Role.CONSULTANT: OWN,
        Role.ACCOUNT_MANAGER: PROJECT,
        Role.CONTROL_CLERK: PROJECT,
        Role.SALES_ASSISTANT: PROJECT,
        Role.SERVICE_SUPERVISOR: PROJECT,
        Role.SERVICE_CLERK: PROJECT,
        Role.FINANCE: PROJECT,
    },
    "customer.write": {
        Role.CONSULTANT: OWN,
        Role.ACCOUNT_MANAGER: PROJECT,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.CONTROL_CLERK: PROJECT,
        Role.PARTNER: PROJECT,
    },
    "customer.reveal": {
        Role.CONSULTANT: OWN,
        Role.ACCOUNT_MANAGER: PROJECT,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SERVICE_CLERK: PROJECT,
    },
    "customer.tell": {
        Role.CONSULTANT: OWN,
        Role.ACCOUNT_MANAGER: PROJECT,
        Role.SALES_ASSISTANT: PROJECT,
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "customer.assign": {
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    # reminders
    "notice.read": _everybody | _leaders,
    "notice.acknowledge": _everybody,
    "notice.send": {
        Role.SALES_SUPERVISOR: PROJECT,
        Role.SALES_MANAGER: REGION,
        Role.SALES_DIRECTOR: ALL,
    },
    "delivery.read": {Role.OPERATOR: ALL, Role.ADMINISTRATOR: ALL},
    # reporting
    "report.read": _leaders
    | _control
    | {Role.CONSULTANT: OWN, Role.FINANCE: PROJECT, Role.PLANNER: PROJECT},
    "target.set": {Role.SALES_DIRECTOR: ALL, Role.SALES_MANAGER: REGION},
    "commission.read": _director
    | {
        Role.SALES_MANAGER: REGION,
        Role.SALES_SUPERVISOR: TEAM,
        Role.CONSULTANT: OWN,
        Role.FINANCE: PROJECT,
    },
    "commission.manage": {Role.SALES_DIRECTOR: ALL, Role.SALES_MANAGER: REGION},
}


@lru_cache(maxsize=4096)
def widest_scope(permission: str, roles: frozenset[str]) -> Scope | None:
    """The widest scope that `roles` give for `permission`; `None` when they give none."""
    granted = [scope for role, scope in RIGHTS[permission].items() if role.value in roles]
    return max(granted, default=None)


def rights_of(roles: frozenset[str]) -> dict[str, Scope]:
    """Permission → widest scope, of all permissions that `roles` give."""
    scopes = {permission: widest_scope(permission, roles) for permission in sorted(RIGHTS)}
    return {permission: scope for permission, scope in scopes.items() if scope is not None}
