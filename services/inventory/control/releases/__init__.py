"""Review of entered units (审核), release (推盘) and closing (封盘), in batches."""
