"""Notices on their way: in the app and by e-mail (送达)."""
