"""Documents in the forms that people have: lists, forms, print, tables, letters, pages of the web."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from support import CASES
from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer
from translit.io.markup import from_html, from_markdown
from translit.text.source_map import Extracted

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.97
SIGN = re.compile(r"\\(?:([tf])|u([0-9a-f]{4}))")
NAME = re.compile(r"\{([^{}]+)=([\w-]+)\}")

NOISE = [
    "\u00ad", "\u200b", "\ufeff", "-\n", "\u00ad\n", "¬\n", "\n", "\n\n", "\t", "  ", "¹", "[12]",
    "\u2010", "ﬁ", "\ufe20", "’", "'s", "»", "«", '"', ",", ", A.", ".", "&", " & ", "@", "#", "/",
    "\\", "https://a.example/", "<b>", "**", "`", "\f", "\u2029", "2) ", "\u0301", "İ", "ß", "\0",
    "👩‍👧", "김정은", "Ромашка", "Angela",
]  # fmt: skip

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


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A document, or a part of it, in which signs of print and of the web are put in, and characters fall out."""
    text = draw(st.sampled_from([document.text for document in read_documents()[1]]))
    for _ in range(draw(st.integers(1, 12))):
        at, falls_out = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        text = text[:at] + draw(st.sampled_from(NOISE)) + text[at + falls_out :]
    return text


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_offsets_are_exact_and_rewriting_is_idempotent_in_mutated_documents(text: str) -> None:
    annotator, _ = read_documents()
    annotated, end = annotator.annotate(text), 0
    assert annotated.text == text
    for mention in annotated:
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end
    once = annotator.rewrite(text)
    assert annotator.normalize(once.text) == once.text
    kept = 0
    for piece in once.replacements:
        assert text[kept : piece.start] == once.text[once.to_new(kept) : once.to_new(kept) + piece.start - kept]
        kept = piece.end


@settings(max_examples=200, deadline=None)
@given(mutated(), st.sampled_from([from_html, from_markdown]))
def test_mentions_in_mutated_pages_lie_in_the_source(text: str, read: Any) -> None:
    annotator, _ = read_documents()
    page = read(text)
    for mention in annotator.annotate(page.text):
        assert page.text[mention.start : mention.end] == mention.text
        start, end = page.map.to_source(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
