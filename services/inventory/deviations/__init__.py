"""Exceptions at the handover (交房例外): consent to what is missing or open."""
