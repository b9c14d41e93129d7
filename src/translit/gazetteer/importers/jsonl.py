"""Our own JSON Lines: records with the fields of an alias file, checked, and written as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translit.files.lines import Line
from translit.gazetteer.importers.draft import Draft, Outcome, Reader
from translit.gazetteer.record_file import record_of


class JsonLinesReader(Reader):
    """Reads a JSON object from each line."""

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the record as it stands."""
        return (Draft(record_of(lines[0])),) if lines[0].text.strip() else ()


READER = JsonLinesReader
