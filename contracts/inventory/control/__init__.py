"""Sales control (销控): what is on sale, the board, claims on units."""
