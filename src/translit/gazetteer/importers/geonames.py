"""GeoNames, a table such as ``cities15000.txt``: nineteen columns with tabs between, without a header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.draft import Outcome, Reader, Skipped, draft_of
from translit.gazetteer.importers.spellings import Spelling
from translit.gazetteer.record_file import text_of

_COLUMNS = 19
_CLASSES = {"A": "a state or region", "P": "a town", "H": "water", "T": "a mountain or island", "L": "an area"}
_CODE = re.compile(r"[A-Z]{2,4}|.*[\d,/].*|https?:.*")  # airports, postal codes, links stand among the names


class GeoNamesReader(Reader):
    """Reads places; buildings, roads and other features of classes that news hardly name are skipped, counted by class."""

    @classmethod
    def fits(cls, head: str) -> bool:
        cells = head.partition("\n")[0].split("\t")
        return len(cells) == _COLUMNS and cells[0].isdigit() and len(cells[6]) == 1

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        """Return the draft of a place; codes that stand among its other names are left out."""
        text = text_of(lines[0])
        if not text.strip():
            return ()
        cells = text.split("\t")
        if len(cells) != _COLUMNS:
            raise BadRecordError(
                "not nineteen columns", f"{len(cells)} columns with tabs between where GeoNames has 19"
            )
        id_, name, ascii_name, others, feature, country = *cells[:4], cells[6], cells[8]
        if feature not in _CLASSES:
            return (Skipped(f"feature class {feature or '-'}"),)
        found = [Spelling(ascii_name), *map(Spelling, others.split(","))]
        kept = [other for other in found if not _CODE.fullmatch(other.text)]
        codes = tuple(("a code, not a name", other.text) for other in found if other.text and other not in kept)
        named = [Spelling(name)]
        draft = draft_of(
            "place", f"geonames-{id_}", named, [s for s in kept if s.text], links={"geonames": id_}, country=country
        )
        return (draft._replace(left_out=(*draft.left_out, *codes)),)


READER = GeoNamesReader
