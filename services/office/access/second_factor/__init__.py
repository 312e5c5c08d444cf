"""The second factor: codes of a phone, and recovery codes (二次验证)."""
