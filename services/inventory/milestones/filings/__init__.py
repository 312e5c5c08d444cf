"""Filing of contracts (网签备案)."""
