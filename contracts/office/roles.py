"""Roles and data scopes (requirements, chapter Roles; O-02)."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What somebody is posted as. One person may hold several."""

    SALES_DIRECTOR = "sales_director"
    SALES_MANAGER = "sales_manager"
    SALES_SUPERVISOR = "sales_supervisor"
    CONSULTANT = "consultant"
    ACCOUNT_MANAGER = "account_manager"
    CONTROL_SUPERVISOR = "control_supervisor"
    CONTROL_CLERK = "control_clerk"
    SALES_ASSISTANT = "sales_assistant"
    SERVICE_SUPERVISOR = "service_supervisor"
    SERVICE_CLERK = "service_clerk"
    PLANNER = "planner"
    FINANCE = "finance"
    GENERAL_MANAGER = "general_manager"
    DEPARTMENT = "department"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"


ROLE_LABELS: dict[Role, tuple[str, str]] = {
    Role.SALES_DIRECTOR: ("销售总监", "Sales director"),
    Role.SALES_MANAGER: ("销售经理", "Sales manager"),
    Role.SALES_SUPERVISOR: ("销售主管", "Sales supervisor"),
    Role.CONSULTANT: ("置业顾问", "Consultant"),
    Role.ACCOUNT_MANAGER: ("客户经理", "Account manager"),
    Role.CONTROL_SUPERVISOR: ("销控主管", "Control supervisor"),
    Role.CONTROL_CLERK: ("销控专员", "Control clerk"),
    Role.SALES_ASSISTANT: ("销售内勤", "Sales assistant"),
    Role.SERVICE_SUPERVISOR: ("客服主管", "Service supervisor"),
    Role.SERVICE_CLERK: ("客服专员", "Service clerk"),
    Role.PLANNER: ("营销策划", "Planner"),
    Role.FINANCE: ("财务", "Finance"),
    Role.GENERAL_MANAGER: ("总经理", "General manager"),
    Role.DEPARTMENT: ("相关部门", "Department"),
    Role.OPERATOR: ("运维", "Operator"),
    Role.ADMINISTRATOR: ("系统管理员", "Administrator"),
    Role.PARTNER: ("外部系统", "Partner"),
}


class SystemRole(StrEnum):
    """A service on its own behalf: the subject of its token, and the only role that token may
    claim."""

    OFFICE = "system:office"
    INVENTORY = "system:inventory"
    CRM = "system:crm"
    REMINDERS = "system:reminders"
    REPORTING = "system:reporting"

    @classmethod
    def of(cls, service: str) -> "SystemRole":
        return cls(f"system:{service}")


class Scope(IntEnum):
    """Whose data a right covers, from narrow to wide (own / team / project / region / all)."""

    OWN = 1
    TEAM = 2
    PROJECT = 3
    REGION = 4
    ALL = 5
