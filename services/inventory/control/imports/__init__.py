"""Price lists from Excel (导入)."""
