"""Sources that are one document, not a record in each line: XML, and JSON with line breaks inside its records."""

from __future__ import annotations

import csv
import json
import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from itertools import islice
from os import PathLike
from typing import Any, TypeVar
from xml.etree import ElementTree

from translit.errors import BadRecordError, ReadError
from translit.files.lines import Line, LineFile
from translit.files.records import Fault, json_record
from translit.gazetteer.importers.draft import Bad, Draft, Outcome, Reader
from translit.gazetteer.record_file import json_object, text_of
from translit.limits import LARGEST_TEXT, LONGEST_FIELD

Row = TypeVar("Row")
_SHOWN = 2000  # characters of a record, in the rejects
_LOOKED_AT = 3  # lines that tell whether there is a record in each


class DocumentReader(Reader):
    """Reads a source as a whole; one whose run was stopped is begun anew."""

    def continues(self, lines: Sequence[Line], line: Line) -> bool:
        """Return True; raise ReadError if the document is too large to be held in memory."""
        if line.end > LARGEST_TEXT:
            raise ReadError(
                f"more than {LARGEST_TEXT >> 20} MiB in one document; write one record in each line (jq -c)"
            )
        return True


class JsonReader(DocumentReader):
    """Reads JSON objects, one in each line, or, if ``whole``, all of one document: an object, or a list of them."""

    def __init__(self, source: str | PathLike[str] = "", **settings: Any) -> None:
        super().__init__(source, **settings)
        self.whole = bool(source) and is_document(source)

    def continues(self, lines: Sequence[Line], line: Line) -> bool:
        return self.whole and super().continues(lines, line)

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        text = b"\n".join(line.text for line in lines).strip().rstrip(b",").rstrip()
        if text in (b"", b"[", b"]"):  # lines of a list that has an object in each
            return
        line = lines[0] if len(lines) == 1 else Line(lines[0].number, lines[-1].end, text)
        value = _json(text_of(line._replace(text=text)), unique=self.unique)
        objects = self.objects(value)
        yield from outcomes_of(objects, self.of_object, line, is_whole=len(objects) == 1 and not self.whole)

    unique = False  # may no field stand twice in an object?

    def objects(self, value: Any) -> Sequence[dict[str, Any]]:
        """Return the objects of records in a JSON value, which is an object or a list of objects."""
        return value if isinstance(value, list) else [value]

    @abstractmethod
    def of_object(self, value: dict[str, Any]) -> Outcome:
        """Return the outcome of an object; raise BadRecordError if it should be a record and is none."""


def _json(text: str, *, unique: bool) -> Any:
    """Return an object or list of objects; raise BadRecordError for anything else."""
    if not text.startswith("["):
        return json_object(text, unique=unique)
    record = json_record(f'{{"list": {text}}}', unique=unique)
    if isinstance(record, Fault):
        return json_object(text, unique=unique)  # which tells what is wrong
    if not all(isinstance(item, dict) for item in record["list"]):
        raise BadRecordError("no JSON object", "a list of something else than records {…}")
    return record["list"]


def is_document(source: str | PathLike[str]) -> bool:
    """Return True if the first lines of a JSON source hold no objects of their own, so that it must be read as a whole."""
    lines = (line.text.strip() for line in LineFile(source))
    first = list(islice((line for line in lines if line not in (b"", b"[")), _LOOKED_AT))
    return len(first) > 1 and all(isinstance(json_record(line.rstrip(b",")), Fault) for line in first)


def is_xml(lines: Iterable[Line]) -> bool:
    """Return True if a source begins like XML."""
    return next((line.text for line in lines), b"").lstrip().startswith(b"<")


def elements(lines: Sequence[Line], tags: Sequence[str]) -> Iterator[ElementTree.Element]:
    """Yield the elements of an XML document with one of the tags, names without their namespaces.

    Raise BadRecordError if it is no XML, or declares entities, of which a few can stand for gigabytes.
    """
    content = b"\n".join(line.text for line in lines)
    if any(line.too_long for line in lines) or re.search(rb"<!(?:DOCTYPE|ENTITY)", content):
        raise BadRecordError(
            "XML that is not read", "XML with a document type (<!DOCTYPE) or an endless line is not read"
        )
    parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314  nothing is declared in it, and expat has its own limits
    try:
        for _, element in ElementTree.iterparse(BytesIO(content), ("end",), parser):  # noqa: S314
            element.tag = element.tag.rpartition("}")[2]
            if element.tag in tags:
                yield element
                element.clear()
    except ElementTree.ParseError as error:
        raise BadRecordError("not XML", f"not XML: {error}") from None


def whole_text(lines: Sequence[Line]) -> str:
    """Return the text of a document; raise BadRecordError if it is not UTF-8."""
    return text_of(Line(1, lines[-1].end, b"\n".join(line.text for line in lines)))


def table(lines: Sequence[Line], delimiter: str = ",") -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns that the first line names, and the rows by column; raise BadRecordError if it is no CSV."""
    text = whole_text(lines)
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FIELD))
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error as error:
        raise BadRecordError("not CSV", f"not CSV: {error}") from None
    header = [column.strip() for column in rows[0]] if rows else []
    return header, [dict(zip(header, map(str.strip, row), strict=False)) for row in rows[1:]]


def outcomes_of(items: Iterable[Any], convert: Any, line: Line, *, is_whole: bool = False) -> Iterator[Outcome]:
    """Yield what ``convert`` makes of each item of a document; what it refuses is bad by itself.

    The item ``is_whole`` if it is all that the line holds.
    """
    for item in items:
        source = line if is_whole else _shown(line, item)
        try:
            outcome = convert(item)
        except BadRecordError as error:
            yield Bad(source, error)
        else:
            yield outcome._replace(source=source) if isinstance(outcome, Draft) else outcome


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> list[list[Row]]:
    """Return the rows of each entity, in the order of their first ones."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return list(found.values())


def _shown(line: Line, item: Any) -> Line:
    """Return the text of one record of a document as a line."""
    if isinstance(item, dict | list | tuple):
        text = json.dumps(item, ensure_ascii=False)
    else:
        text = ElementTree.tostring(item, "unicode")
    return Line(line.number, line.end, text[:_SHOWN].encode("utf-8", "backslashreplace"))
