"""Changes of a project's settings, with consent (设置变更)."""
