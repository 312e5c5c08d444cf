"""The declarative base of reminders's database, with the foundation's tables."""

from common.database import new_base
from common.foundation import foundation_tables

Base = new_base()
foundation_tables(Base.metadata)
