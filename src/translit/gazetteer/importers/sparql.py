"""Results of SPARQL queries, as the Wikidata query service gives them: JSON, or CSV with entity addresses.

The variables are columns: ``item``, ``itemLabel``, ``itemAltLabel``, ``itemDescription``, ``countryLabel`` … The rows of one
item are one entity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from os import PathLike

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.columns import Cell, Columns
from translit.gazetteer.importers.documents import DocumentReader, outcomes_of, table, whole_text
from translit.gazetteer.importers.draft import Outcome
from translit.gazetteer.record_file import json_object

_Row = Mapping[str, Cell]


class SparqlReader(DocumentReader):
    """Reads an entity from the rows of each item; for the options see ``Columns``."""

    def __init__(
        self, source: str | PathLike[str], mapping: Sequence[str] = (), type: str = "", lang: str = ""
    ) -> None:
        super().__init__(mapping=list(mapping), type=type, lang=lang)
        self.mapping, self.type, self.lang = mapping, type, lang

    @classmethod
    def fits(cls, head: str) -> bool:
        in_json = head.lstrip().startswith("{") and '"bindings"' in head and '"vars"' in head
        return in_json or re.match(r"\w+,.*\r?\n\"?https?://www\.wikidata\.org/entity/Q\d", head) is not None

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        text = whole_text(lines)
        header, rows = _json_rows(text) if text.lstrip().startswith("{") else _csv_rows(lines)
        try:
            columns = Columns.of(header, self.mapping, self.type, self.lang)
        except BadRecordError:
            raise
        except ValueError as error:  # a wrong --map, which could not be seen before
            raise BadRecordError("header", str(error)) from None
        self.told = columns.told(header)
        key = next((c for field in ("id", "wikidata") for c, f in columns.fields.items() if f == field), "")
        items: dict[str, list[_Row]] = {}
        for number, row in enumerate(rows):
            items.setdefault(row[key].text if key in row else str(number), []).append(row)
        yield from outcomes_of(items.values(), columns.draft, lines[0])


def _json_rows(text: str) -> tuple[list[str], list[_Row]]:
    document = json_object(text)
    try:
        bindings = document["results"]["bindings"]
        rows: list[_Row] = [
            {var: Cell(str(b["value"]), str(b.get("xml:lang", ""))) for var, b in row.items()} for row in bindings
        ]
        return [str(var) for var in document["head"]["vars"]], rows
    except (KeyError, TypeError, AttributeError):
        raise BadRecordError(
            "no SPARQL results", "no results of a SPARQL query: no head.vars or results.bindings"
        ) from None


def _csv_rows(lines: Sequence[Line]) -> tuple[list[str], list[_Row]]:
    header, rows = table(lines)
    return header, [{column: Cell(cell) for column, cell in row.items()} for row in rows]


READER = SparqlReader
