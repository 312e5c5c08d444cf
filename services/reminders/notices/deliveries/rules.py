"""How deliveries stand, and what an e-mail says."""

APP, EMAIL = "app", "email"
PENDING, SENT, FAILED = "pending", "sent", "failed"


def letter(name: str, title: dict[str, str], body: dict[str, str]) -> tuple[str, str]:
    """Subject and text of an e-mail, Chinese first."""
    subject = f"【催办】{title['zh']}"
    chinese = f"{name}：\n\n{body['zh']}"
    if body["en"] == body["zh"]:
        return subject, chinese + "\n"
    return subject, f"{chinese}\n\n{title['en']}\n{body['en']}\n"
