"""Sales figures (销售数据) by business day, project, team and consultant."""
