"""JSON Lines and CSV: the record of a line or row, or what is wrong with it as a value."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from translit.errors import ReadError
from translit.files.encodings import with_option
from translit.limits import DEEPEST_JSON, LONGEST_FIELD, LONGEST_LINE


class Fault(NamedTuple):
    """Why a line or row holds no record: in few words, for counting, and as a message with what to do."""

    reason: str
    message: str


def not_utf8(error: UnicodeDecodeError) -> Fault:
    """Return what to say of a line that is not UTF-8."""
    return Fault("not UTF-8", f"not UTF-8 at byte {error.start} of the line; {with_option(error.object)}")


def json_record(line: bytes | str, *, unique: bool = False) -> dict[str, Any] | Fault:
    """Return the JSON object of a line; with ``unique`` a field that stands twice in an object is a fault.

    >>> json_record(b'{"id": 1}')
    {'id': 1}
    >>> json_record("[1")
    Fault(reason='not JSON', message="not JSON at column 3: Expecting ',' delimiter")
    """
    doubles: list[str] = []
    try:
        text = line if isinstance(line, str) else line.decode()
        value = json.loads(text, object_pairs_hook=partial(_object, doubles) if unique else None)
    except UnicodeDecodeError as error:
        return not_utf8(error)
    except json.JSONDecodeError as error:
        return Fault("not JSON", f"not JSON at column {error.colno}: {error.msg}")
    except RecursionError:
        return _TOO_DEEP
    except ValueError:  # in the words of Python, with advice that is none here
        told = f"a number of more than {sys.get_int_max_str_digits()} digits"
        return Fault("not JSON", f"not JSON that can be read: {told}")
    if text.count("[") + text.count("{") > DEEPEST_JSON and _is_deep(value):
        return _TOO_DEEP
    if doubles:
        return Fault("a field stands twice", f"field {doubles[0]!r} stands twice")
    return value if isinstance(value, dict) else Fault("no JSON object", "no JSON object: a record should be {…}")


_TOO_DEEP = Fault("not JSON", f"not JSON that can be read: brackets nested more than {DEEPEST_JSON} levels deep")


def _is_deep(value: Any) -> bool:
    """Return True if a value has more levels than a record may have: whoever goes through it needs that many calls."""
    level = [value]
    for _ in range(DEEPEST_JSON + 1):
        inner = chain.from_iterable(v.values() if isinstance(v, dict) else v for v in level)
        level = [v for v in inner if isinstance(v, dict | list)]
        if not level:
            return False
    return True


def _object(doubles: list[str], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        doubles.extend(key for i, (key, _) in enumerate(pairs) if key in dict(pairs[:i]))
    return fields


def csv_header(line: str) -> tuple[list[str], str]:
    """Return the columns that the first line names (none if it is not CSV), and the delimiter.

    The delimiter is the one of comma, semicolon and tab that the line has most of.
    Fields of up to 16 million characters are allowed from then on.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FIELD))
    delimiter = max(",;\t", key=line.count)
    try:
        return next(csv.reader([line], delimiter=delimiter), []), delimiter
    except csv.Error:  # a column whose name is longer than any field
        return [], delimiter


class _Bounded:
    """Lines for a row, which may have so many characters ``left``."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.left = LONGEST_LINE

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.left -= len(line)
        if self.left < 0:
            raise ReadError(f"a row is longer than {LONGEST_LINE >> 20} MiB; is a quote never closed?")
        return line


def csv_records(
    lines: Iterable[str], columns: Sequence[str], delimiter: str, *, strict: bool = False
) -> Iterator[tuple[int, dict[str, str] | Fault]]:
    """Yield the rows below a header, each with the number of the line (from 1) where it begins; empty ones are left out.

    ``lines`` keep their line ends; bytes that are not UTF-8 are surrogates. ``strict`` refuses what stands after a closing
    quote. Raise ReadError if a row is too long, be it of one line or of many.
    """
    source = _Bounded(lines)
    rows = csv.reader(source, delimiter=delimiter, strict=strict)
    while True:
        number = rows.line_num + 1
        source.left = LONGEST_LINE
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                number,
                Fault("not CSV", f"not CSV: {error}; is a quote never closed, or one inside quotes not doubled?"),
            )
            continue
        if not row:
            continue
        if len(row) != len(columns):
            told = f"{len(row)} columns where the header has {len(columns)}"
            yield number, Fault("wrong number of columns", f"{told}; quote cells that hold {delimiter!r} or quotes")
        elif any("\udc80" <= c <= "\udcff" for cell in row if not cell.isascii() for c in cell):
            content = "\n".join(row).encode("utf-8", "surrogateescape")
            yield number, Fault("not UTF-8", f"not UTF-8; {with_option(content)}")
        else:
            yield number, dict(zip(columns, row, strict=True))
