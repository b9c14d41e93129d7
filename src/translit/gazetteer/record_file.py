"""Gazetteer records, one in each line: JSON Lines with the fields of an alias file, or CSV.

The columns of a CSV file are the fields ``id``, ``name``, ``type``, ``gender``, ``mononym``, ``country``, ``description``;
``aliases`` and ``acronyms`` with ``|`` between their items; ``names``, ``patronymic``, ``styles``, ``relations`` and
``links`` as ``be=…|ru=…``; and ``wikidata`` as short for a link.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translit.errors import AliasFileError, BadRecordError, Problem
from translit.files.lines import LONGEST, Line, LineFile
from translit.gazetteer.records import FIELDS, did_you_mean

COLUMNS = (*FIELDS, "wikidata")
_LISTS = ("aliases", "acronyms")
_MAPPINGS = ("names", "patronymic", "styles", "relations", "links")
_MANY = ("names", "relations")  # mappings that hold several values under one key
_MOST_FAULTS = 100


def read_records(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a JSON Lines or CSV file (``.csv``, ``.tsv``), compressed or not, each with its line.

    What is inside a record is not checked here; :mod:`translit.gazetteer.records` does that.

    Raises
    ------
    ReadError
        If the file cannot be read or is damaged.
    AliasFileError
        With the lines that hold no record, all at once after the last record; after a hundred of them at once.

    Examples
    --------
    >>> list(read_records("/dev/null"))
    []
    """
    problems: list[Problem] = []
    table: Table | None = None
    tabular = is_table(path)
    for line in LineFile(path):
        try:
            if tabular and table is None:
                table = Table.from_header(line)
            elif line.text.strip():
                yield line.number, table.record(line) if table else json_record(line)
        except BadRecordError as error:
            problems.append(Problem(line.number, 1, str(error)))
            if len(problems) == _MOST_FAULTS or (tabular and table is None):
                break
    if tabular and table is None and not problems:
        problems.append(Problem(1, 1, "the file is empty; the first line should name the columns"))
    if problems:
        raise AliasFileError(str(path), problems)


def is_table(path: str | Path) -> bool:
    """Whether a file is CSV by its name: ``my.csv``, ``my.tsv.gz``."""
    suffixes = [s for s in Path(path).suffixes if s not in (".gz", ".bz2", ".gzip")]
    return bool(suffixes) and suffixes[-1].lower() in (".csv", ".tsv")


def text_of(line: Line) -> str:
    """A line as text, without a byte-order mark.

    Raises
    ------
    BadRecordError
        If it is not UTF-8 or too long.
    """
    if line.too_long:
        raise BadRecordError(
            "line too long", f"longer than {LONGEST >> 20} MiB; there should be one record in each line"
        )
    try:
        return line.text.decode("utf-8-sig" if line.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise BadRecordError("not UTF-8", f"not UTF-8 at byte {error.start} of the line") from None


def json_object(text: str | bytes, **options: Any) -> dict[str, Any]:
    """The JSON object that a line holds.

    Raises
    ------
    BadRecordError
        If it holds none.
    """
    try:
        value = json.loads(text, **options)
    except UnicodeDecodeError as error:
        raise BadRecordError("not UTF-8", f"not UTF-8 at byte {error.start} of the line") from None
    except json.JSONDecodeError as error:
        raise BadRecordError("not JSON", f"not JSON at column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BadRecordError("not JSON", "not JSON that can be read: nested too deeply") from None
    if not isinstance(value, dict):
        raise BadRecordError("no JSON object", "no JSON object: a record should be {…}")
    return value


def json_record(line: Line) -> dict[str, Any]:
    """The record of a line of JSON Lines; a field that stands twice is a fault."""
    return json_object(text_of(line), object_pairs_hook=_no_doubles)


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        double = next(key for i, (key, _) in enumerate(pairs) if key in dict(pairs[:i]))
        raise BadRecordError("a field stands twice", f"field {double!r} stands twice")
    return fields


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a CSV file and what stands between them."""

    columns: tuple[str, ...]
    delimiter: str

    @classmethod
    def from_header(cls, line: Line) -> Table:
        """Read the first line; comma, semicolon or tab is told by which of them it has most of.

        Raises
        ------
        BadRecordError
            If a column is unknown, stands twice or is missing.
        """
        text = text_of(line)
        delimiter = max(",;\t", key=text.count)
        columns = tuple(cell.strip() for cell in _cells(text, delimiter))
        for column in columns:
            if column not in COLUMNS:
                raise BadRecordError("header", f"unknown column {column!r}{did_you_mean(column, COLUMNS)}")
            if columns.count(column) > 1:
                raise BadRecordError("header", f"column {column!r} stands twice")
        missing = [column for column in ("id", "name", "type") if column not in columns]
        if missing:
            raise BadRecordError("header", f"no column {missing[0]!r}; the first line should name the columns")
        return cls(columns, delimiter)

    def record(self, line: Line) -> dict[str, Any]:
        """The record of a line; empty cells are left out.

        Raises
        ------
        BadRecordError
            If the line has other columns than the header, or a cell is not as its column asks.
        """
        cells = _cells(text_of(line), self.delimiter)
        if len(cells) != len(self.columns):
            raise BadRecordError(
                "wrong number of columns", f"{len(cells)} columns where the header has {len(self.columns)}"
            )
        record: dict[str, Any] = {}
        for column, cell in zip(self.columns, map(str.strip, cells), strict=True):
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


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        message = f"not CSV: {error}; a record should stand in one line, quotes inside quotes doubled"
        raise BadRecordError("not CSV", message) from None


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
