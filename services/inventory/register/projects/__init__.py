"""Projects (楼盘), their buildings, stairs (单元), house types (户型) and settings."""
