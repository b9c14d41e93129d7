"""Files that hold many articles: JSON Lines, CSV, Parquet. One record in memory at a time; a bad one is an error."""

from __future__ import annotations

import io
import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from translit.errors import ReadError
from translit.files.lines import bounded_lines
from translit.files.opening import compression
from translit.files.records import Fault, csv_header, csv_records, json_record
from translit.limits import LONGEST_LINE

if TYPE_CHECKING:
    from translit.io.markup import Extracted

_ROWS = 256  # of a Parquet file in memory at a time
_LISTED = 30  # columns that a message names
_NAME_IT = "name the one that holds the text: --text-field NAME"
_TOO_LONG = f"longer than {LONGEST_LINE >> 20} MiB"


@dataclass(frozen=True, slots=True)
class Article:
    """A text to annotate and where it came from.

    Parameters
    ----------
    id:
        The value of the id field; else the file as it was named, with the line or row (1-based) where a file holds many.
    text:
        The text; ``""`` where there is an error.
    meta:
        All fields of the input record, the text among them, in their order; empty for a plain file.
    error:
        Why there is no text (file, line and mend); ``""`` if there is.
    ordinal:
        The running number in the stream, from 0; errors count, so that a resumed run can skip what is done.
    markup:
        For HTML and Markdown the source and the place of every character of ``text`` in it.
    """

    id: str
    text: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    ordinal: int = 0
    markup: Extracted | None = None


class Fields(NamedTuple):
    """The names of the fields that hold the text and the id of a record."""

    text: str = "text"
    id: str = "id"


def read_jsonl(name: str, stream: BinaryIO, fields: Fields) -> Iterator[Article]:
    """Yield one article for every line that is not blank."""
    for number, (raw, _) in enumerate(bounded_lines(stream), 1):
        if len(raw) > LONGEST_LINE:
            place = f"{name}:{number}"
            yield Article(place, error=f"{place}: {_TOO_LONG}; is there one object on each line?")
        elif line := (raw.removeprefix(BOM_UTF8) if number == 1 else raw).strip():
            yield _article(f"{name}:{number}", json_record(line), fields)


def read_csv(name: str, stream: BinaryIO, fields: Fields) -> Iterator[Article]:
    """Yield one article for every row; the first line names the columns and shows the delimiter."""
    lines = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    try:
        columns, delimiter = csv_header(lines.readline(LONGEST_LINE))
        if wrong := _wrong_columns(columns, fields):
            yield Article(name, error=f"{name}:1: {wrong}")
            return
        bounded = iter(partial(lines.readline, LONGEST_LINE + 1), "")
        for number, record in csv_records(bounded, columns, delimiter):
            yield _article(f"{name}:{number + 1}", record, fields)
    except ReadError as error:
        raise ReadError(f"{name}: {error}") from None
    finally:
        lines.detach()  # whoever opened the stream closes it


def read_parquet(name: str, stream: BinaryIO, fields: Fields) -> Iterator[Article]:
    """Yield one article for every row; raise ReadError if pyarrow is not installed, or the file is no Parquet file."""
    import shutil
    import tempfile

    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ReadError(f"{name}: Parquet needs pyarrow: pip install '.[parquet]'") from None
    with tempfile.TemporaryFile() as unpacked:
        if compression(name) or not stream.seekable():  # Parquet is read from its end
            shutil.copyfileobj(stream, unpacked)
            unpacked.seek(0)
            stream = cast(BinaryIO, unpacked)
        number = 0
        try:
            table = parquet.ParquetFile(stream)
            if wrong := _wrong_columns(table.schema_arrow.names, fields):
                yield Article(name, error=f"{name}: {wrong}")
                return
            for batch in table.iter_batches(batch_size=_ROWS):
                for record in batch.to_pylist():
                    number += 1
                    yield _article(f"{name}:{number}", record, fields)
        except (pyarrow.ArrowException, UnicodeDecodeError) as error:
            told = " ".join(str(error).split())
            raise ReadError(f"{name}: not a whole Parquet file after row {number} ({told}); write it anew") from None


def _article(place: str, record: Mapping[str, Any] | Fault, fields: Fields) -> Article:
    if isinstance(record, Fault):
        advice = f"; write {{{json.dumps(fields.text)}: …}} on each line" if "JSON" in record.reason else ""
        return Article(place, error=f"{place}: {record.message}{advice}")
    found = record.get(fields.id)
    id_ = place if found is None or found == "" else str(found)
    text = record.get(fields.text)
    if isinstance(text, str) and (text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)):
        return Article(id_, text, record)
    if fields.text not in record:
        wrong = f"no field {fields.text!r}; it has {_listed(record)}: {_NAME_IT}"
    elif isinstance(text, str):
        wrong = f"half a surrogate pair in {fields.text!r}, which is no character; write the text anew"
    else:
        wrong = f"{fields.text!r} is {_kind(text)}, not a text; give a string"
    return Article(id_, meta=record, error=f"{place}: {wrong}")


def _wrong_columns(columns: list[str], fields: Fields) -> str:
    twice = next((c for c, count in Counter(columns).items() if count > 1), None)
    if twice is not None:
        return f"two columns are called {twice!r}; rename one"
    if fields.text not in columns:
        return f"no column {fields.text!r}; there are {_listed(columns)}: {_NAME_IT}"
    return ""


def _listed(names: Iterable[str]) -> str:
    first = [*map(repr, islice(names, _LISTED + 1))]
    return ", ".join(first[:_LISTED]) + " …" * (len(first) > _LISTED) or "none"


def _kind(value: object) -> str:
    if value is None:
        return "null"
    names = {dict: "an object", list: "a list", bool: "a truth value", int: "a number", float: "a number"}
    return names.get(type(value), f"a value of type {type(value).__name__}")
