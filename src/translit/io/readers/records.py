"""Files that hold many articles: JSON Lines, CSV, Parquet. One record in memory at a time; a bad one is an error."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from translit.errors import ReadError
from translit.io.readers.article import Article
from translit.io.readers.files import STDIN, is_packed

_LONGEST = 1 << 24  # characters in a CSV field; a longer one is a quote that is never closed
_ROWS = 256  # of a Parquet file in memory at a time


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields that hold the text and the id of a record."""

    text: str = "text"
    id: str = "id"


def read_jsonl(name: str, stream: BinaryIO, fields: Fields) -> Iterator[Article]:
    """One article for every line that is not blank."""
    for number, raw in enumerate(stream, 1):
        line = (raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw).strip()
        if not line:
            continue
        place = f"{name}:{number}"
        try:
            record = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            yield Article(place, error=f"{place}: not UTF-8; convert the file first: iconv -f WINDOWS-1251 -t UTF-8")
        except json.JSONDecodeError as error:
            yield Article(
                place, error=f"{place}: not JSON ({error.msg}, column {error.colno}); one object on each line"
            )
        except (ValueError, RecursionError) as error:
            yield Article(place, error=f"{place}: not JSON that can be read ({error})")
        else:
            if isinstance(record, dict):
                yield _article(place, record, fields)
            else:
                yield Article(
                    place, error=f"{place}: not an object; write {{{json.dumps(fields.text)}: …}} on each line"
                )


def read_csv(name: str, stream: BinaryIO, fields: Fields) -> Iterator[Article]:
    """One article for every row; the first row names the columns, and shows whether commas, semicolons or tabs part them."""
    lines = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _csv_rows(name, lines, fields)
    finally:
        lines.detach()  # whoever opened the stream closes it


def _csv_rows(name: str, lines: io.TextIOWrapper, fields: Fields) -> Iterator[Article]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    head = lines.readline()
    delimiter = max(",;\t", key=head.count)
    columns = next(csv.reader([head], delimiter=delimiter), [])
    wrong = _wrong_columns(columns, fields)
    if wrong:
        yield Article(name, error=f"{name}:1: {wrong}")
        return
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        place = f"{name}:{rows.line_num + 2}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Article(place, error=f"{place}: not CSV ({error}); is a quote never closed?")
            continue
        if not row:
            continue
        if len(row) != len(columns):
            yield Article(
                place, error=f"{place}: {len(row)} fields where the head names {len(columns)}; quote fields that hold "
                f"{delimiter!r}, quotes or line breaks"
            )  # fmt: skip
        elif any("\udc80" <= c <= "\udcff" for cell in row if not cell.isascii() for c in cell):
            yield Article(place, error=f"{place}: not UTF-8; convert the file first: iconv -f WINDOWS-1251 -t UTF-8")
        else:
            yield _article(place, dict(zip(columns, row, strict=True)), fields)


def read_parquet(name: str, stream: BinaryIO, fields: Fields) -> Iterator[Article]:
    """One article for every row; needs pyarrow.

    Raises
    ------
    ReadError
        If pyarrow is not installed, or the file is no Parquet file.
    """
    import shutil
    import tempfile

    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ReadError(f"{name}: Parquet needs pyarrow: pip install 'translit-names[parquet]'") from None
    with tempfile.TemporaryFile() as unpacked:
        if is_packed(name) or name == STDIN:  # Parquet is read from its end
            shutil.copyfileobj(stream, unpacked)
            unpacked.seek(0)
            stream = cast(BinaryIO, unpacked)
        number = 0
        try:
            table = parquet.ParquetFile(stream)
            wrong = _wrong_columns(table.schema_arrow.names, fields)
            if wrong:
                yield Article(name, error=f"{name}: {wrong}")
                return
            for batch in table.iter_batches(batch_size=_ROWS):
                for record in batch.to_pylist():
                    number += 1
                    yield _article(f"{name}:{number}", record, fields)
        except (pyarrow.ArrowException, UnicodeDecodeError) as error:
            told = " ".join(str(error).split())
            raise ReadError(f"{name}: not a whole Parquet file after row {number} ({told}); write it anew") from None


def _article(place: str, record: Mapping[str, Any], fields: Fields) -> Article:
    found = record.get(fields.id)
    id_ = place if found is None or found == "" else str(found)
    text = record.get(fields.text)
    if isinstance(text, str) and (text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)):
        return Article(id_, text, record)
    if fields.text not in record:
        wrong = f"no field {fields.text!r}; it has {_listed(record)}: name the one that holds the text"
    elif isinstance(text, str):
        wrong = f"half a surrogate pair in {fields.text!r}, which is no character; write the text anew"
    else:
        wrong = f"{fields.text!r} is {_kind(text)}, not a text; give a string"
    return Article(id_, meta=record, error=f"{place}: {wrong}")


def _wrong_columns(columns: list[str], fields: Fields) -> str:
    twice = next((c for i, c in enumerate(columns) if c in columns[:i]), None)
    if twice is not None:
        return f"two columns are called {twice!r}; rename one"
    if fields.text not in columns:
        return f"no column {fields.text!r}; there are {_listed(columns)}: name the one that holds the text"
    return ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names)) or "none"


def _kind(value: object) -> str:
    names = {
        type(None): "null",
        dict: "an object",
        list: "a list",
        bool: "a truth value",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), f"a value of type {type(value).__name__}")
