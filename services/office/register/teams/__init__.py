"""Teams, regions and their projects (团队与区域)."""
