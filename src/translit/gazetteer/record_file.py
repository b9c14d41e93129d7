"""Gazetteer records, one in each line: JSON Lines with the fields of an alias file, or CSV.

The columns of a CSV file are the fields ``id``, ``name``, ``type``, ``gender``, ``mononym``, ``prior``, ``country``,
``description``; ``aliases`` and ``acronyms`` with ``|`` between their items; ``names``, ``patronymic``, ``styles``,
``relations`` and ``links`` as ``be=…|ru=…``; and ``wikidata`` as short for a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from translit.errors import AliasFileError, BadRecordError, Problem
from translit.files.lines import Line, LineFile
from translit.files.opening import without_compression
from translit.files.records import Fault, csv_header, csv_records, json_record, not_utf8
from translit.gazetteer.records import FIELDS, did_you_mean
from translit.limits import LONGEST_LINE, MOST_FAULTS

COLUMNS = (*FIELDS, "wikidata")
_LISTS = ("aliases", "acronyms")
_MAPPINGS = ("names", "patronymic", "styles", "relations", "links")
_MANY = ("names", "relations")  # mappings that hold several values under one key


def read_records(
    path: str | Path, progress: Callable[[int], None] = lambda consumed: None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the records of a JSON Lines or CSV file (``.csv``, ``.tsv``), compressed or not, each with its line.

    What is inside a record is not checked here; :mod:`translit.gazetteer.records` does that. ``progress`` is called
    with the bytes of the file that were read. Raise ReadError if the file cannot be read or is damaged, and
    AliasFileError with the lines that hold no record, all at once after the last record; after a hundred of them at
    once.
    """
    problems: list[Problem] = []
    table: Table | None = None
    tabular = without_compression(path).suffix.lower() in (".csv", ".tsv")
    lines = LineFile(path)
    for line in lines:
        progress(lines.consumed)
        try:
            if tabular and table is None:
                table = Table.from_header(line)
            elif line.text.strip():
                yield line.number, table.record(line) if table else json_object(text_of(line), unique=True)
        except BadRecordError as error:
            problems.append(Problem(line.number, 1, str(error)))
            if len(problems) == MOST_FAULTS or (tabular and table is None):
                break
    if tabular and table is None and not problems:
        problems.append(Problem(1, 1, "the file is empty; the first line should name the columns"))
    if problems:
        raise AliasFileError(str(path), problems)


def text_of(line: Line) -> str:
    """Return a line as text; raise BadRecordError if it is not UTF-8 or too long."""
    if line.too_long:
        told = f"longer than {LONGEST_LINE >> 20} MiB; there should be one record in each line"
        raise BadRecordError("line too long", told)
    try:
        return line.text.decode()
    except UnicodeDecodeError as error:
        raise BadRecordError(*not_utf8(error)) from None


def json_object(text: str | bytes, *, unique: bool = False) -> dict[str, Any]:
    """Return the JSON object that a line holds, or raise BadRecordError; with ``unique`` a field may not stand twice."""
    record = json_record(text, unique=unique)
    if isinstance(record, Fault):
        raise BadRecordError(*record)
    return record


def csv_row(line: Line, columns: Sequence[str], delimiter: str) -> dict[str, str]:
    """Return the cells of a row by column; raise BadRecordError if the line holds no row with so many."""
    _, row = next(csv_records(StringIO(text_of(line)), columns, delimiter, strict=True))
    if isinstance(row, Fault):
        raise BadRecordError(*row)
    return row


class Table(NamedTuple):
    """The columns of a CSV file and its delimiter."""

    columns: tuple[str, ...]
    delimiter: str

    @classmethod
    def from_header(cls, line: Line) -> Table:
        """Read the first line; raise BadRecordError if a column is unknown, stands twice or is missing."""
        header, delimiter = csv_header(text_of(line))
        columns = tuple(map(str.strip, header))
        for column, count in Counter(columns).items():
            if column not in COLUMNS:
                raise BadRecordError("header", f"unknown column {column!r}{did_you_mean(column, COLUMNS)}")
            if count > 1:
                raise BadRecordError("header", f"column {column!r} stands twice")
        for column in ("id", "name", "type"):
            if column not in columns:
                raise BadRecordError("header", f"no column {column!r}; the first line should name the columns")
        return cls(columns, delimiter)

    def record(self, line: Line) -> dict[str, Any]:
        """Return the record of a line; empty cells are left out.

        Raise BadRecordError if the line has other columns than the header, or a cell is not as its column asks.
        """
        record: dict[str, Any] = {}
        for column, content in csv_row(line, self.columns, self.delimiter).items():
            cell = content.strip()
            if not cell:
                continue
            if column == "wikidata":
                record.setdefault("links", {})["wikidata"] = cell
            elif column in _LISTS:
                record[column] = _items(cell)
            elif column in _MAPPINGS:
                record[column] = {**_pairs(column, cell), **record.get(column, {})}
            else:
                record[column] = cell
        return record


def _items(cell: str) -> list[str]:
    return [item for part in cell.split("|") if (item := part.strip())]


def _pairs(column: str, cell: str) -> Mapping[str, Any]:
    pairs: dict[str, Any] = {}
    for item in _items(cell):
        key, equals, value = (part.strip() for part in item.partition("="))
        if not equals or not key or not value:
            raise BadRecordError(f"column {column!r}", f"{item!r} in column {column!r} should be key=value|key=value")
        if column in _MANY:
            pairs.setdefault(key, []).append(value)
        elif key in pairs:
            raise BadRecordError(f"column {column!r}", f"{key!r} stands twice in column {column!r}")
        else:
            pairs[key] = value
    return pairs
