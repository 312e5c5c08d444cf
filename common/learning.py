"""A command that needs what no transaction may wait for: another service's fact whose event hasn't
arrived yet, or a file that must be kept before its row (design §5.1)."""


class NotKnownYet(LookupError):
    """What the command needs is missing. Raised by it so that `learn` may fetch or make it outside
    the transaction; the command then runs once more."""
