"""Borrowing and return of archived documents (借阅)."""
