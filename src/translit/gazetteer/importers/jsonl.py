"""Our own records, with the fields of an alias file: JSON Lines, or a list in one document. They are written as they are."""

from __future__ import annotations

from typing import Any

from translit.gazetteer.importers.documents import JsonReader
from translit.gazetteer.importers.draft import Draft, Outcome


class JsonLinesReader(JsonReader):
    """Reads records."""

    unique = True

    @classmethod
    def fits(cls, head: str) -> bool:
        return head.lstrip("[ \n\r\t").startswith("{") and all(f'"{field}"' in head for field in ("name", "type"))

    def of_object(self, value: dict[str, Any]) -> Outcome:
        return Draft(value)


READER = JsonLinesReader
