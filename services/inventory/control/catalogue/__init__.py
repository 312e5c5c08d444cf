"""Units as they are listed, searched and shown (房源查询)."""
