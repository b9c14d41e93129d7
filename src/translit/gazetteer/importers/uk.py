"""The UK sanctions list: XML (``Designation``), or CSV with a row for each name, also as the Treasury's ``ConList.csv`` was.

A name stands in six columns, of which the sixth is the family name of a person and the whole name of all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from translit.errors import BadRecordError
from translit.files.lines import Line
from translit.gazetteer.importers.documents import DocumentReader, elements, is_xml, outcomes_of, table
from translit.gazetteer.importers.draft import Draft, Outcome, Skipped, draft_of
from translit.gazetteer.importers.spellings import Spelling, country_code, gender_of, small_letters

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPES = {"individual": "person", "entity": "organization"}
_IDS = ("Unique ID", "Group ID", "OFSI Group ID")
_TITLES = 5  # lines before the row that names the columns


class _Name(NamedTuple):
    text: str
    is_primary: bool
    is_weak: bool = False


class UkReader(DocumentReader):
    """Reads persons and organizations; ships are skipped."""

    @classmethod
    def fits(cls, head: str) -> bool:
        """Return True if the list begins, in XML or CSV."""
        return "<Designations" in head or any("Name 6" in line for line in head.splitlines()[:_TITLES])

    def convert(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        """Yield the draft of each listed person or organization."""
        if is_xml(lines):
            yield from outcomes_of(elements(lines, ("Designation",)), _of_element, lines[0])
            return
        start = next((i for i, line in enumerate(lines[:_TITLES]) if b"Name 6" in line.text), 0)
        header, table_rows = table(lines[start:])
        if "Name 6" not in header:
            raise BadRecordError("no list of the UK", "neither XML nor a table with the columns Name 1 to Name 6")
        rows: dict[str, list[Mapping[str, str]]] = {}
        for row in table_rows:
            rows.setdefault(next((id_ for column in _IDS if (id_ := row.get(column))), ""), []).append(row)
        yield from outcomes_of(rows.items(), _of_rows, lines[0])


def _of_element(listed: Element) -> Draft | Skipped:
    names = [
        _Name(
            _whole([name.findtext(f"Name{n}") or "" for n in range(1, 7)]),
            (name.findtext("NameType") or "").strip().lower() == "primary name",
            (name.findtext("AliasStrength") or "").strip().lower().startswith("low"),
        )
        for name in listed.iterfind("Names/Name")
    ]
    native = [e.text or "" for e in listed.iter("NameNonLatinScript")]
    kind = listed.findtext("IndividualEntityShip") or ""
    country, gender, position = (listed.findtext(f".//{tag}") or "" for tag in ("Nationality", "Gender", "Position"))
    return _outcome((listed.findtext("UniqueID") or "").strip(), kind, names, native, country, gender, position)


def _of_rows(item: tuple[str, Sequence[Mapping[str, str]]]) -> Draft | Skipped:
    id_, rows = item
    names = [
        _Name(
            _whole([row.get(f"Name {n}", "") for n in range(1, 7)]),
            (row.get("Name type") or row.get("Alias Type", "")).strip().lower().startswith("primary name")
            and "variation" not in row.get("Name type", "").lower(),
            (row.get("Alias strength") or row.get("Alias Quality", "")).strip().lower().startswith("low"),
        )
        for row in rows
    ]

    def first(*columns: str) -> str:
        return next((cell for row in rows for column in columns if (cell := row.get(column, "").strip())), "")

    native = [row.get("Name non-latin script") or row.get("Name Non-Latin Script", "") for row in rows]
    kind = first("Designation Type", "Group Type")
    return _outcome(
        id_, kind, names, native, first("Nationality(/ies)", "Nationality"), first("Gender"), first("Position")
    )


def _whole(parts: Sequence[str]) -> str:
    *given, family = (part.strip() for part in parts)
    return " ".join(filter(None, (*given, family)))


def _outcome(
    id_: str, kind: str, names: Sequence[_Name], native: Sequence[str], country: str, gender: str, position: str
) -> Draft | Skipped:
    if kind.strip().lower() == "ship":
        return Skipped("ship")
    type_ = _TYPES.get(kind.strip().lower(), "")
    if not id_ or not type_:
        raise BadRecordError("no id or type", f"{id_ or 'a record'}: neither individual nor entity nor ship: {kind!r}")
    is_person = type_ == "person"
    spelled = [
        n._replace(text=" ".join(map(small_letters, n.text.split()))) if is_person else n for n in names if n.text
    ]
    labels = [Spelling(name.text) for name in spelled if name.is_primary]
    others = [Spelling(name.text, needs_context=name.is_weak) for name in spelled if not name.is_primary]
    return draft_of(
        type_, f"uk-{id_}", [*labels, *(Spelling(text.strip()) for text in native if text.strip())], others,
        gender=gender_of([gender]), country=_first_country(country), links={"uk": id_}, description=position.strip(),
    )  # fmt: skip


def _first_country(text: str) -> str:
    """Return the code of the first country of a list such as ``(1) Russia (2) Belarus``."""
    return country_code(re.split(r"\(\d\)|[;/]", text.strip().removeprefix("(1)"))[0])


READER = UkReader
