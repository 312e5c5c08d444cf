"""Names of people: one spelling per name, for writing and for finding."""

import re
import unicodedata
from typing import Any

from contracts.schema import Text

OTHER_DOTS = "•・‧∙⋅"
_DOT = re.compile(rf"\s*[·{OTHER_DOTS}]\s*")


def spell_name(text: str) -> str:
    """Without width and unseen characters, single spaces, and `·` between the parts of a name."""
    wide = unicodedata.normalize("NFKC", text)
    seen = "".join(one for one in wide if unicodedata.category(one) != "Cf")
    return " ".join(_DOT.sub("·", seen).split())


class PersonName(Text):
    """A person's name in any usual spelling; loads as its one spelling."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        return spell_name(super()._deserialize(value, attr, data, **kwargs))
