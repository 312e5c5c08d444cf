"""Which money has paid which instalment (核销)."""
