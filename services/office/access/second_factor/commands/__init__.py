"""Enrolling a second factor, showing it, giving it up."""
