"""The prices of a version, unit by unit: edited, adjusted, sent as a workbook, compared (I-12)."""
