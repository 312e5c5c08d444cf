"""A project's settings in versions (项目设置)."""
