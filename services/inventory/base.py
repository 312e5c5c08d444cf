"""The declarative base of inventory's database, with the foundation's tables."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from common.database import COLUMN_TYPES, NAMES
from common.foundation import foundation_tables


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = COLUMN_TYPES


foundation_tables(Base.metadata)
