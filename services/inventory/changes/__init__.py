"""What changes a deal afterwards: extension (延期), cancellation (退订、退房)."""
