"""The sanctions list of the US Treasury: ``sdn.csv``, or its advanced XML, which ``ofac_xml`` reads.

``sdn.csv`` has twelve columns without a header, ``-0-`` for what is not known. If ``alt.csv``, the file of other names,
stands in the same folder, these become aliases.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from translit.errors import BadRecordError
from translit.files.lines import Line, LineFile
from translit.gazetteer.importers.documents import is_xml
from translit.gazetteer.importers.draft import Draft, Outcome, Reader, Skipped, draft_of
from translit.gazetteer.importers.ofac_xml import OfacXmlReader
from translit.gazetteer.importers.spellings import Spelling, country_code, gender_of, natural_order
from translit.gazetteer.record_file import text_of

_COLUMNS = 12
_UNKNOWN = "-0-"
_HEAD = re.compile(r'\d+,(?:"[^"]*"|[^",]*),(?:"[^"]*"|[^",]*),')
_ADVANCED = re.compile(r"<Sanctions\b[^>]*xmlns")
_ALSO = re.compile(r"a\.k\.a\. '([^']+)'")  # weak other names, in the remarks
_GENDER = re.compile(r"Gender (Female|Male)")
_COUNTRY = re.compile(r"(?:nationality|citizen) ([^;.]+)")


class OfacReader(Reader):
    """Reads persons and organizations; ships and aircraft are skipped."""

    def __init__(self, source: str | PathLike[str]) -> None:
        others = Path(source).with_name("alt.csv")
        is_there = others.is_file()
        super().__init__(others=str(others) if is_there else "")
        self.others: dict[str, list[str]] = {}
        for row in map(_row, LineFile(others) if is_there else ()):
            if len(row) > 3:
                self.others.setdefault(row[0], []).append(row[3])
        self.told = f"other names are read from {others}"
        if not is_there:
            self.told = "alt.csv, the file of other names, is not beside it"

    @classmethod
    def of(cls, source: str | PathLike[str], **options: Any) -> Reader:
        """Return the reader of a source, of a table with the other names of ``alt.csv`` if that is in its folder."""
        return OfacXmlReader() if is_xml(LineFile(source)) else super().of(source, **options)

    @classmethod
    def fits(cls, head: str) -> bool:
        if _ADVANCED.search(head):
            return True
        row = next(csv.reader(head.splitlines()[:1]), [])
        return _HEAD.match(head) is not None and len(row) == _COLUMNS and _UNKNOWN in map(str.strip, row)

    def convert(self, lines: Sequence[Line]) -> Iterable[Outcome]:
        if not lines[0].text.strip(b"\x1a \t"):  # the file ends with a mark of the end of a file
            return ()
        row = _row(lines[0])
        if len(row) != _COLUMNS or not row[0].isdigit():
            raise BadRecordError("not twelve columns", f"{len(row)} columns where sdn.csv has twelve")
        id_, name, kind, title, remarks = row[0], row[1], row[2], row[4], row[11]
        if kind in ("vessel", "aircraft"):
            return (Skipped(kind),)
        return (self._draft(id_, name, kind == "individual", title, remarks),)

    def _draft(self, id_: str, name: str, is_person: bool, title: str, remarks: str) -> Draft:
        def spelled(text: str) -> str:
            return natural_order(text) if is_person else text

        others = [Spelling(spelled(text)) for text in self.others.get(id_, ())]
        others += [Spelling(spelled(text), needs_context=True) for text in _ALSO.findall(remarks)]
        country = _COUNTRY.search(remarks)
        return draft_of(
            "person" if is_person else "organization", f"ofac-{id_}", [Spelling(spelled(name))], others,
            gender=gender_of(_GENDER.findall(remarks)[:1]),
            country=country_code(country[1]) if country else "", links={"ofac": id_}, description=title,
        )  # fmt: skip


def _row(line: Line) -> list[str]:
    try:
        cells: Iterator[list[str]] = csv.reader([text_of(line)])
        return ["" if cell.strip() == _UNKNOWN else cell.strip() for cell in next(cells, [])]
    except csv.Error as error:
        raise BadRecordError("not CSV", f"not CSV: {error}") from None


READER = OfacReader
