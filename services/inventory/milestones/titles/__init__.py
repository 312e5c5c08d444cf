"""The title procedure (产权办理)."""
