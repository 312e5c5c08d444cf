"""Late fees (违约金): accrued by rule, charged by the manager, waived with consent."""
