"""Attachments (附件): files that belong to a project, a house type, a unit, a deal or a letter."""
