"""Our own CSV: a table whose first line names the columns (see :mod:`translit.gazetteer.record_file`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from translit.errors import AliasFileError, BadRecordError, Problem
from translit.files.lines import Line, LineFile
from translit.gazetteer.importers.draft import Draft, Outcome, Reader
from translit.gazetteer.record_file import Table


class CsvReader(Reader):
    """Reads a record from each line; raises AliasFileError if the first line does not name known columns."""

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        header = next(iter(LineFile(path)), Line(1, 0, b""))
        try:
            self.table = Table.from_header(header)
        except BadRecordError as error:
            raise AliasFileError(str(path), [Problem(1, 1, str(error))]) from None

    @classmethod
    def of(cls, source: str) -> CsvReader:
        """Return the reader for the columns of a source."""
        return cls(source)

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the record of a row."""
        line = lines[0]
        return (Draft(self.table.record(line)),) if line.number > 1 and line.text.strip() else ()


READER = CsvReader
