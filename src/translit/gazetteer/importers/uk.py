"""The UK sanctions list: XML (``Designation``), or CSV with a row for each name, also as the Treasury's ``ConList.csv`` was.

A name stands in six columns, of which the sixth is the family name of a person and the whole name of all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.documents import DocumentReader, elements, grouped, is_xml, outcomes_of, table
from translit.gazetteer.importers.draft import Draft, Outcome, Skipped, draft_of
from translit.gazetteer.importers.spellings import Spelling, country_code, gender_of, small_letters

_TYPES = {"individual": "person", "entity": "organization"}
_IDS = ("Unique ID", "Group ID", "OFSI Group ID")
_PARTS = range(1, 7)  # of a name
_TITLES = 5  # lines before the row that names the columns


class UkReader(DocumentReader):
    """Reads persons and organizations; ships are skipped."""

    @classmethod
    def fits(cls, head: str) -> bool:
        return "<Designations" in head or any("Name 6" in line for line in head.splitlines()[:_TITLES])

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        if is_xml(lines):
            designations = elements(lines, ("Designation",))
            yield from outcomes_of(designations, lambda listed: _draft(_rows_of(listed)), lines[0])
            return
        start = next((i for i, line in enumerate(lines[:_TITLES]) if b"Name 6" in line.text), 0)
        header, rows = table(lines[start:])
        if "Name 6" not in header:
            raise BadRecordError("no list of the UK", "neither XML nor a table with the columns Name 1 to Name 6")
        yield from outcomes_of(grouped(rows, lambda row: _first([row], *_IDS)), _draft, lines[0])


def _rows_of(listed: Element) -> list[dict[str, str]]:
    """Return a designation of the XML as rows of the table."""
    tags = {"Unique ID": "UniqueID", "Designation Type": "IndividualEntityShip", "Nationality": ".//Nationality",
            "Gender": ".//Gender", "Position": ".//Position"}  # fmt: skip
    parts = {"Name type": "NameType", "Alias strength": "AliasStrength", **{f"Name {n}": f"Name{n}" for n in _PARTS}}
    names = [_texts(name, parts) for name in listed.iterfind("Names/Name")]
    native = [{"Name non-latin script": e.text or ""} for e in listed.iter("NameNonLatinScript")]
    return [_texts(listed, tags), *names, *native]


def _texts(element: Element, tags: Mapping[str, str]) -> dict[str, str]:
    return {column: element.findtext(tag) or "" for column, tag in tags.items()}


def _first(rows: Sequence[Mapping[str, str]], *columns: str) -> str:
    """Return the first cell in one of the columns that is not empty."""
    return next((cell for row in rows for column in columns if (cell := row.get(column, "").strip())), "")


def _draft(rows: Sequence[Mapping[str, str]]) -> Draft | Skipped:
    id_, kind = _first(rows, *_IDS), _first(rows, "Designation Type", "Group Type")
    if kind.lower() == "ship":
        return Skipped("ship")
    type_ = _TYPES.get(kind.lower(), "")
    if not id_ or not type_:
        raise BadRecordError("no id or type", f"{id_ or 'a record'}: neither individual nor entity nor ship: {kind!r}")
    labels: list[Spelling] = []
    others: list[Spelling] = []
    for row in rows:
        words = " ".join(row.get(f"Name {n}", "") for n in _PARTS).split()
        text = " ".join(map(small_letters, words) if type_ == "person" else words)
        told = _first([row], "Name type", "Alias Type").lower()
        is_weak = _first([row], "Alias strength", "Alias Quality").lower().startswith("low")
        if told.startswith("primary name") and "variation" not in row.get("Name type", "").lower():
            labels.append(Spelling(text))
        else:
            others.append(Spelling(text, needs_context=is_weak))
    native = [Spelling(_first([row], "Name non-latin script", "Name Non-Latin Script")) for row in rows]
    return draft_of(
        type_, f"uk-{id_}", [s for s in (*labels, *native) if s.text], [s for s in others if s.text],
        gender=gender_of([_first(rows, "Gender")]), links={"uk": id_}, description=_first(rows, "Position"),
        country=_first_country(_first(rows, "Nationality(/ies)", "Nationality")),
    )  # fmt: skip


def _first_country(text: str) -> str:
    """Return the code of the first country of a list such as ``(1) Russia (2) Belarus``."""
    return country_code(re.split(r"\(\d\)|[;/]", text.removeprefix("(1)"))[0])


READER = UkReader
