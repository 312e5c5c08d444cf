"""The declarative base of inventory's database, with the foundation's tables and deadlines."""

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import DeclarativeBase

from common.database import COLUMN_TYPES, NAMES
from common.deadlines.table import deadline_table
from common.foundation import foundation_tables


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = COLUMN_TYPES


foundation_tables(Base.metadata)
deadline_table(Base.metadata)


def table(model: type[Base]) -> Table:
    """The model's table, for statements in Core where speed counts (design §3)."""
    return Base.metadata.tables[model.__tablename__]
