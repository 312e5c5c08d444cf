"""People (人员): joining, moving and leaving, teams and regions."""

from contracts.office.people import staff, teams

__all__ = ["staff", "teams"]
