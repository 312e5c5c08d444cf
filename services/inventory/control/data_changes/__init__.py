"""Data changes (数据变更): a fact of a unit corrected with consent."""
