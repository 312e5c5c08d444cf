"""What a unit costs on certain terms (试算): price, schedule, loans, taxes."""
