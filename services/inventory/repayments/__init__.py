"""What a loan costs its borrower (贷款试算)."""
