"""How much of a personal number is shown (C-15)."""

PHONE, IDENTITY_NUMBER, EMAIL = "phone", "identity_number", "email"


def masked(number: str, field: str) -> str:
    """`138****5678`, `510***********0018`; of shorter numbers and other documents less. Of an
    e-mail address the first character and the domain."""
    if field == EMAIL:
        return f"{number[0]}***{number[number.rindex('@') :]}"
    if field == PHONE:
        return _stars(number, 3, 4) if len(number) >= 11 else _stars(number, 2, 2)
    return _stars(number, 3, 4) if len(number) == 18 else _stars(number, 1, 2)


def _stars(number: str, head: int, tail: int) -> str:
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]
