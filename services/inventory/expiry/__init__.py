"""What time does to claims (到期)."""
