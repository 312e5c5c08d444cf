"""Teams, regions, and what a posting in them means (团队与区域)."""
