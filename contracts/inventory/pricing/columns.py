"""The columns of a price list (价格表), I-03; `contracts.workbook` writes and reads it.

On one sheet or several, the names in one of the first rows, in any order. A name may be the Chinese
one, the field's or an alias, with a unit in brackets behind it. Prices are in the project's basis:
yuan per m² of gross or inner area, or per unit.
"""

from dataclasses import dataclass
from enum import StrEnum

from contracts.refusals import Invalid, code


class Kind(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    USAGE = "usage"


class RowFault(StrEnum):
    """What is wrong with a cell of an entered row (I-03)."""

    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NOT_POSITIVE = "not_positive"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    UNKNOWN_WORD = "unknown_word"
    UNKNOWN_HOUSE_TYPE = "unknown_house_type"
    INNER_ABOVE_GROSS = "inner_above_gross"
    AREA_NEEDED = "area_needed"
    ABOVE_FILED = "above_filed"
    FLOOR_ABOVE_LIST = "floor_above_list"
    FLOORS_CROSSED = "floors_crossed"
    CHANNEL_ABOVE_LIST = "channel_above_list"
    FLOOR_ABOVE_CHANNEL = "floor_above_channel"
    GAP_TOO_SMALL = "gap_too_small"
    TWICE_IN_FILE = "twice_in_file"
    EXISTS = "exists"
    UNKNOWN_UNIT = "unknown_unit"
    DIFFERS = "differs"
    PHASE_NEEDED = "phase_needed"
    FORMULA_WITHOUT_RESULT = "formula_without_result"
    ERROR_VALUE = "error_value"
    IS_DATE = "is_date"
    SHOWN_DIFFERENTLY = "shown_differently"


MOST_ROWS = 5000
MOST_BYTES = 4_000_000


@dataclass(frozen=True)
class Column:
    field: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    most: int = 40

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, self.field, *self.aliases)


COLUMNS: tuple[Column, ...] = (
    Column("phase", "期", aliases=("期数", "分期")),
    Column("building", "楼栋", required=True, aliases=("栋", "楼号", "幢")),
    Column("stair", "单元", required=True, aliases=("单元号",)),
    Column("floor", "楼层", Kind.WHOLE, required=True, aliases=("层",)),
    Column("number", "房号", required=True, aliases=("室号", "unit"), most=20),
    Column("house_type", "户型", required=True, aliases=("house type", "type")),
    Column("usage", "用途", Kind.USAGE, aliases=("类型",)),
    Column("gross_area", "建筑面积", Kind.DECIMAL, required=True, aliases=("gross area",)),
    Column("inner_area", "套内面积", Kind.DECIMAL, aliases=("inner area",)),
    Column("orientation", "朝向", most=20),
    Column("list_rate", "面价", Kind.DECIMAL, aliases=("list price", "list rate")),
    Column("filed_rate", "备案价", Kind.DECIMAL, aliases=("filed price", "filed rate")),
    Column("manager_floor_rate", "经理底价", Kind.DECIMAL, aliases=("manager floor",)),
    Column("director_floor_rate", "总监底价", Kind.DECIMAL, aliases=("director floor",)),
    Column("channel_rate", "渠道价", Kind.DECIMAL, aliases=("channel price", "channel rate")),
    Column("discount_policy", "优惠政策", aliases=("discount policy",), most=200),
)
USAGE_WORDS: dict[str, str] = {
    "住宅": "residence",
    "商铺": "shop",
    "车位": "parking",
    "储藏": "storage",
    "储藏室": "storage",
}
"""What stands for a usage besides the English word."""

rows_rejected = code(
    Invalid,
    "rows_rejected",
    zh="有 {total} 处错误，未导入任何房源。",
    en="{total} cells are wrong; nothing was entered.",
)
