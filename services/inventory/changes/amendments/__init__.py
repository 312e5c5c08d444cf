"""What changes a deal afterwards: extension (延期), end (退订、退房), price (改价), plan."""
