"""A version's prices as a workbook: sent to people and taken back (价格表 Excel)."""
