"""JRC-Names, the file ``entities``: a line for each spelling, as ``id TAB type TAB language TAB name+of+it``.

Language ``u`` is a spelling of no particular language. The lines of an entity stand together.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.draft import Bad, Draft, Outcome, Reader, Skipped, draft_of, types
from translit.gazetteer.importers.spellings import Spelling
from translit.gazetteer.record_file import text_of

_LINE = re.compile(r"\d+\t[A-Z]\t\w+\t[^\t]+")
_TITLES = 3  # lines that may stand before the first name


class JrcReader(Reader):
    """Reads persons, organizations and places; events and unknown types are skipped, counted by type."""

    @classmethod
    def fits(cls, head: str) -> bool:
        return any(map(_LINE.fullmatch, head.splitlines()[:_TITLES]))

    def continues(self, lines: Sequence[Line], line: Line) -> bool:
        """Return True if the lines have one id, or the last has none."""
        begun, id_ = (each.text.partition(b"\t")[0] for each in (lines[0], line))
        return begun.isdigit() and begun != b"0" and (id_ == begun or not id_.isdigit())

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        rows = []
        for line in lines:
            try:
                if row := _row(line):
                    rows.append(row)
            except BadRecordError as error:
                yield Bad(line, error)
        if rows:
            yield self._draft(rows)

    def _draft(self, rows: list[tuple[str, str, str, str]]) -> Draft | Skipped:
        id_, type_ = rows[0][:2]
        if id_ == "0":
            return Skipped("id 0 (a name of no entity)")
        kind = types("jrc").get(type_.upper())
        if kind is None:
            return Skipped(f"type {type_}")
        labels = [Spelling(name, "" if lang == "u" else lang) for _, _, lang, name in rows]
        labels.sort(key=lambda s: (s.lang != "", s.lang != "en"))
        return draft_of(kind, f"jrc-{id_}", labels, links={"jrc": id_})


def _row(line: Line) -> tuple[str, str, str, str] | None:
    text = text_of(line)
    cells = [cell.strip() for cell in text.split("\t")]
    if not text.strip() or text.startswith("#") or (line.number == 1 and not cells[0].isdigit()):
        return None
    if len(cells) != 4 or not cells[0].isdigit() or not all(cells):
        told = f"line {line.number} should be id, type, language and name with tabs between"
        raise BadRecordError("not four columns", told)
    return cells[0], cells[1], cells[2], html.unescape(cells[3].replace("+", " "))


READER = JrcReader
