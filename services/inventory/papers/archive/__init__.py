"""The archive of sales documents (归档)."""
