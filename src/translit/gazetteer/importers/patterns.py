"""Patterns of spaCy's EntityRuler: a name in each line as ``{"label", "pattern", "id"}``. Those of one id are one entity."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.files.records import json_record
from translit.gazetteer.importers.documents import DocumentReader
from translit.gazetteer.importers.draft import Bad, Draft, Outcome
from translit.gazetteer.record_file import json_object, text_of
from translit.model import EntityType

LABELS: Mapping[str, EntityType] = {
    "PER": "person", "PERSON": "person", "ORG": "organization", "LOC": "place", "GPE": "place", "FAC": "place",
}  # fmt: skip
"""What spaCy's usual labels are here; other labels (dates, products …) name nothing that a gazetteer lists."""


class PatternsReader(DocumentReader):
    """Reads all patterns, since those of one id may stand apart."""

    @classmethod
    def fits(cls, head: str) -> bool:
        first = json_record(head.partition("\n")[0])
        return isinstance(first, dict) and {"label", "pattern"} <= set(first)

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        records, bad = records_of(lines)
        yield from bad
        yield from (Draft(record, source=line) for record, line in records)


def records_of(lines: Iterable[Line]) -> tuple[list[tuple[dict[str, Any], Line]], list[Bad]]:
    """Return records with their first lines, and the lines that cannot be taken over; see ``spacy_tables``."""
    records: dict[str, tuple[dict[str, Any], Line]] = {}
    bad = []
    for line in lines:
        if not line.text.strip():
            continue
        try:
            text, kind, id_ = _pattern(text_of(line))
            record, _ = records.setdefault(id_, ({"id": id_, "name": text, "type": kind, "aliases": []}, line))
            if record["type"] != kind:
                was = record["type"]
                raise BadRecordError(
                    "two types", f"id {id_!r} was of type {was} in an earlier line and is of type {kind} here"
                )
        except BadRecordError as error:
            bad.append(Bad(line, error))
            continue
        if text not in (record["name"], *record["aliases"]):
            record["aliases"].append(text)
    return list(records.values()), bad


def _pattern(line: str) -> tuple[str, EntityType, str]:
    """Return name, type and id of a line; raise BadRecordError if it is no plain name."""
    raw = json_object(line)
    if "label" not in raw or "pattern" not in raw:
        raise BadRecordError("no pattern", "a pattern should have the fields label and pattern")
    kind = LABELS.get(str(raw["label"]))
    if kind is None:
        raise BadRecordError("another label", f"label {raw['label']!r} is none of {', '.join(LABELS)}")
    pattern = raw["pattern"]
    text = pattern if isinstance(pattern, str) else " ".join(_plain_tokens(pattern))
    if not text.strip():
        raise BadRecordError("an empty pattern", "the pattern is empty")
    return text.strip(), kind, str(raw.get("id") or text.strip())


def _plain_tokens(pattern: Any) -> Iterable[str]:
    for token in pattern if isinstance(pattern, list) else [pattern]:
        [(key, value)] = token.items() if isinstance(token, dict) and len(token) == 1 else [("", None)]
        if key.upper() not in ("TEXT", "ORTH", "LOWER") or not isinstance(value, str):
            said = json.dumps(token, ensure_ascii=False)
            raise BadRecordError("more than a name", f"{said} is not the text of a token; list the names it stands for")
        yield value


READER = PatternsReader
