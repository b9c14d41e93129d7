"""Tables whose first line names the columns: our own (see :mod:`translit.gazetteer.record_file`) and those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike

from translit.errors import AliasFileError, BadRecordError, Problem
from translit.files.lines import Line, LineFile
from translit.files.records import csv_header
from translit.gazetteer.importers.columns import Cell, Columns, guessed
from translit.gazetteer.importers.draft import Bad, Draft, Outcome, Reader
from translit.gazetteer.record_file import COLUMNS, Table, csv_row, text_of

_NEEDED = {"id", "name", "type"}
_LONGEST_ROW = 20  # lines; a quote that is open for longer was never meant as one


class CsvReader(Reader):
    """Reads a record from each row; raises AliasFileError if the first line does not tell where the names are.

    For the options see ``Columns``.
    """

    def __init__(
        self, source: str | PathLike[str], mapping: Sequence[str] = (), type: str = "", lang: str = ""
    ) -> None:
        super().__init__(mapping=list(mapping), type=type, lang=lang)
        head = next(iter(LineFile(source)), Line(1, 0, b""))
        try:
            header, self.delimiter = csv_header(text_of(head))
            self.header = [column.strip() for column in header]
            is_ours = not (mapping or type or lang) and _NEEDED <= set(self.header) <= set(COLUMNS)
            self.table = Table.from_header(head) if is_ours or len(self.header) < 2 else None
            if self.table is None:
                self.columns = Columns.of(self.header, mapping, type, lang)
                self.told = self.columns.told(self.header)
        except BadRecordError as error:
            raise AliasFileError(str(source), [Problem(1, 1, str(error))]) from None

    @classmethod
    def fits(cls, head: str) -> bool:
        header, _ = csv_header(head.partition("\n")[0])
        return len(header) > 1 and any(map(guessed, header))

    def continues(self, lines: Sequence[Line], line: Line) -> bool:
        """Return True if a quote of the lines before is still open."""
        is_open = sum(before.text.count(b'"') for before in lines) % 2
        return bool(is_open) and lines[0].number > 1 and len(lines) < _LONGEST_ROW

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        """Yield the record of a row; of lines that are no row together, each for itself."""
        if lines[0].number == 1 or not any(line.text.strip() for line in lines):
            return
        try:
            yield self._draft(lines)
        except BadRecordError:
            if len(lines) == 1:
                raise
            for line in (line for line in lines if line.text.strip()):
                try:
                    yield self._draft([line])._replace(source=line)
                except BadRecordError as error:
                    yield Bad(line, error)

    def _draft(self, lines: Sequence[Line]) -> Draft:
        line = lines[0]._replace(text=b"\n".join(line.text for line in lines))
        if self.table:
            return Draft(self.table.record(line))
        row = csv_row(line, self.header, self.delimiter)
        return self.columns.draft([{column: Cell(cell) for column, cell in row.items()}])


READER = CsvReader
