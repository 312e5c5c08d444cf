"""Files as they travel: base64 text in JSON, bytes in a service."""

import base64
from typing import Any

from marshmallow import fields

from contracts.schema import Answer

_OFFICE = "application/vnd.openxmlformats-officedocument"
PNG, JPEG, PDF = "image/png", "image/jpeg", "application/pdf"
DOCX = f"{_OFFICE}.wordprocessingml.document"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
MEDIA_TYPES = {PNG: ".png", JPEG: ".jpg", PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx"}
"""The types of files that are kept, and how their names end."""


class Content(fields.Field[bytes]):
    """A file as base64 text; loads into its bytes."""

    default_error_messages = {"not_base64": "Not base64 text."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"type": "string", "format": "byte"}, **kwargs)

    def _serialize(self, value: bytes | None, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else base64.b64encode(value).decode()

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> bytes:
        try:
            return base64.b64decode(value, validate=True)
        except (TypeError, ValueError):
            raise self.make_error("not_base64") from None


class File(Answer):
    """A file to be saved under `file_name`; the gateway answers it as it is."""

    file_name = fields.String()
    media_type = fields.String()
    content = Content()
