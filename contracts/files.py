"""Files as they travel: base64 text in JSON, bytes in a service."""

import base64
from typing import Any

from marshmallow import fields

from contracts.refusals import Invalid, code
from contracts.schema import Answer

file_beyond_bounds = code(
    Invalid,
    "file_beyond_bounds",
    zh="文件过于复杂，处理超出限制，未予接收。请精简内容或另存后重新上传。",
    en="Reading this file would take too much time or memory; it is not taken.",
)
file_unprocessable = code(
    Invalid,
    "file_unprocessable",
    zh="文件内容异常，无法处理。请用办公软件打开并另存后重新上传。",
    en="The file can't be processed. Open it, save it anew and send it again.",
)
UNPROCESSED = (file_beyond_bounds.name, file_unprocessable.name, "unavailable")
"""Why a file is not taken by the process that should read it (`common.confinement`)."""


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
