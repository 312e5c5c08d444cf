"""A command that needs another service's fact whose event hasn't arrived yet (design §5.1)."""


class NotKnownYet(LookupError):
    """The copy of another service's fact is missing. Raised by a command so that `learn` may fetch
    it outside the transaction; the command then runs once more."""
