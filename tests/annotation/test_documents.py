"""Documents in the forms that people have: lists, forms, print, tables, letters, pages of the web."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import pytest
import yaml

from support import CASES
from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer
from translit.io.markup import from_html, from_markdown
from translit.text.source_map import Extracted

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.97
SIGN = re.compile(r"\\(?:([tf])|u([0-9a-f]{4}))")
NAME = re.compile(r"\{([^{}]+)=([\w-]+)\}")

Found = set[tuple[int, int, str]]


class Document(NamedTuple):
    kind: str
    page: Extracted | None
    text: str
    expected: Found


@cache
def read_documents() -> tuple[Annotator, list[Document]]:
    raw: dict[str, Any] = yaml.safe_load((CASES / "documents.yaml").read_text(encoding="utf-8"))
    return Annotator(Gazetteer.from_records(raw["gazetteer"])), [read_document(entry) for entry in raw["documents"]]


def read_document(entry: dict[str, str]) -> Document:
    marked = SIGN.sub(lambda m: {"t": "\t", "f": "\f"}[m[1]] if m[1] else chr(int(m[2], 16)), entry["text"])
    text, expected, done = "", set(), 0
    for name in NAME.finditer(marked):
        text += marked[done : name.start()]
        expected.add((len(text), len(text) + len(name[1]), name[2]))
        text += name[1]
        done = name.end()
    text += marked[done:]
    readers = {"html": from_html, "markdown": from_markdown}
    page = readers[entry["format"]](text) if "format" in entry else None
    return Document(entry["kind"], page, text, expected)


def linked(annotator: Annotator, document: Document) -> Found:
    """Return the linked mentions, by their places in the document as it is written."""
    page = document.page
    mentions = [m for m in annotator.annotate(page.text if page else document.text) if m.status == "linked"]
    spans = [page.map.to_source(m.start, m.end) if page else (m.start, m.end) for m in mentions]
    return {(*span, m.kb_id) for span, m in zip(spans, mentions, strict=True)}


def test_names_in_documents_are_found() -> None:
    annotator, documents = read_documents()
    assert len(documents) >= 30
    right = found = expected = 0
    faults = []
    for document in documents:
        got = linked(annotator, document)
        right += len(got & document.expected)
        found += len(got)
        expected += len(document.expected)
        for word, spans in (("missed", document.expected - got), ("wrong", got - document.expected)):
            faults += [f"{document.kind}: {word} {document.text[a:b]!r} = {id}" for a, b, id in sorted(spans)]
    recall, precision = right / expected, right / found
    if recall < LEAST_RECALL or precision < LEAST_PRECISION:
        pytest.fail("\n".join([f"recall {recall:.3f}, precision {precision:.3f}", *faults]), pytrace=False)
