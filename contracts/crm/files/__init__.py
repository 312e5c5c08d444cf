"""Customer files (客户档案): who they are, their numbers, what they bought."""

from contracts.crm.files import customers, numbers, purchases, reveals

__all__ = ["customers", "numbers", "purchases", "reveals"]
