"""The settlement of an area is corrected (面积差更正)."""
