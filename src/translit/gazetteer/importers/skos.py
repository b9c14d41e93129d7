"""SKOS vocabularies in Turtle, RDF/XML or JSON-LD; needs rdflib (``.[skos]``).

A concept with preferred labels is an entity; alternative labels are aliases. Hidden labels are misspellings for search
boxes, which need not be listed.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from translit.errors import BadRecordError, ReadError
from translit.files.lines import Line
from translit.gazetteer.importers.documents import DocumentReader, outcomes_of, whole_text
from translit.gazetteer.importers.draft import Draft, Outcome, draft_of
from translit.gazetteer.importers.spellings import Spelling, natural_order

if TYPE_CHECKING:
    from rdflib import Graph

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TYPES = {
    "person": re.compile(r"(?i)[#/](?:person|personalname|differentiatedperson)$"),
    "organization": re.compile(r"(?i)[#/](?:organi[sz]ation|corporatebody|corporatename|agency|company)$"),
    "place": re.compile(r"(?i)[#/](?:place|location|geographic|placeorgeographicname|country|city|region)$"),
}
_LINKS = {
    "wikidata": re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q\d+)"),
    "geonames": re.compile(r"https?://(?:sws|www)\.geonames\.org/(\d+)/?"),
    "viaf": re.compile(r"https?://(?:www\.)?viaf\.org/viaf/(\d+)/?"),
}


class SkosReader(DocumentReader):
    """Reads concepts; ``type`` is what those are whose RDF type does not tell it. Raises ReadError without rdflib."""

    def __init__(self, source: str | PathLike[str], type: str = "") -> None:
        try:
            import rdflib  # noqa: F401
        except ImportError:
            raise ReadError(f'{source}: SKOS needs rdflib; pip install ".[skos]"') from None
        super().__init__(type=type)
        self.type = type

    @classmethod
    def fits(cls, head: str) -> bool:
        return _SKOS in head and re.match(r"\s*(?:<|\{|\[|@prefix|@base|#|PREFIX|BASE)", head) is not None

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        graph = _graph(whole_text(lines))
        found: dict[str, dict[str, Any]] = {}
        for subject, predicate, value in graph:
            kind = str(predicate).removeprefix(_SKOS)
            if kind in ("prefLabel", "altLabel", "exactMatch", "definition") or str(predicate) == _TYPE:
                about = found.setdefault(str(subject), {"address": str(subject)})
                said = [str(value), str(getattr(value, "language", "") or "").lower()]
                about.setdefault("type" if str(predicate) == _TYPE else kind, []).append(said)
        concepts = [found[address] for address in sorted(found) if "prefLabel" in found[address]]
        yield from outcomes_of(concepts, self._draft, lines[0])

    def _draft(self, concept: dict[str, Any]) -> Draft:
        types = [text for text, _ in concept.get("type", ())]
        kind = next((k for k, pattern in _TYPES.items() if any(map(pattern.search, types))), self.type)
        if not kind:
            told = "no RDF type tells what the concept is; say --type person, organization or place"
            raise BadRecordError("no type", told)
        # English first: the name of a record is the first in Latin letters.
        labels, others = (
            [
                Spelling(natural_order(text) if kind == "person" else text, lang)
                for text, lang in sorted(concept.get(label, ()), key=_english_first)
            ]
            for label in ("prefLabel", "altLabel")
        )
        same = [concept["address"], *(text for text, _ in concept.get("exactMatch", ()))]
        links = {
            k: m[1] for k, pattern in _LINKS.items() if (m := next(filter(None, map(pattern.fullmatch, same)), None))
        }
        definitions = sorted(concept.get("definition", ()), key=_english_first)
        return draft_of(
            kind, _id_of(concept["address"]), labels, others, links=links,
            description=" ".join(definitions[0][0].split()) if definitions else "",
        )  # fmt: skip


def _english_first(said: Sequence[str]) -> tuple[bool, str, str]:
    text, lang = said
    return not lang.startswith("en"), lang, text


def _id_of(address: str) -> str:
    """Return the last part of an address that has letters or digits."""
    return next((part for part in reversed(re.split(r"[/#]", address)) if re.search(r"\w", part)), address)


def _graph(text: str) -> Graph:
    """Return the statements of a document; raise BadRecordError if it is no RDF or asks for other documents."""
    from rdflib import Graph

    begun = text.lstrip()
    form = "xml" if begun.startswith("<") and not begun.startswith("<http") else "turtle"
    if begun.startswith(("{", "[")):
        form = "json-ld"
    if form == "xml" and re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        raise BadRecordError("XML that is not read", "XML with a document type (<!DOCTYPE) is not read")
    if form == "json-ld" and _is_elsewhere(text):
        raise BadRecordError("context elsewhere", "a @context that stands at another address is not fetched; put it in")
    graph = Graph(bind_namespaces="none")
    try:
        with warnings.catch_warnings(action="ignore"):  # rdflib calls its own deprecated classes
            graph.parse(data=text, format=form)
    except Exception as error:  # rdflib passes on what its parsers raise
        told = f"{error}".splitlines() or [type(error).__name__]
        raise BadRecordError("no RDF", f"not read as {form}: {told[0]}") from None
    return graph


def _is_elsewhere(text: str) -> bool:
    """Return True if JSON-LD asks for a context that stands at another address."""
    try:
        left = [json.loads(text)]
    except (ValueError, RecursionError):
        return False  # rdflib tells what is wrong
    while left:
        value = left.pop()
        if isinstance(value, dict):
            contexts = value.get("@context")
            if "@import" in value or any(
                isinstance(c, str) for c in (contexts if isinstance(contexts, list) else [contexts])
            ):
                return True
            left += value.values()
        elif isinstance(value, list):
            left += value
    return False


READER = SkosReader
