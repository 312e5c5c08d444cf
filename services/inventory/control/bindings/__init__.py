"""Bindings (绑定): a parking space or storage room goes with a home."""
