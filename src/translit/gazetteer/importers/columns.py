"""Tables of any make: what the columns of a stranger's table mean, guessed from their names or told, and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from translit.errors import BadRecordError
from translit.gazetteer.importers.draft import Draft, draft_of
from translit.gazetteer.importers.spellings import Spelling, country_code, gender_of, natural_order, word_class
from translit.gazetteer.records import WIKIDATA_ID, did_you_mean
from translit.model import TYPES

_USUAL = {
    "id": "id identifier key uid",
    "wikidata": "wikidata, wikidata id, qid, q id, item, person, wikidata qid",
    "name": "name, full name, fullname, label, item label, person label, canonical name, english name, title, caption, "
    "name full, имя, фио, полное имя, название, наименование, ім'я, піб, назва, імя, імя поўнае, назва поўная",
    "given": "given name, given names, first name, firstname, forename",
    "middle": "middle name, patronymic, отчество, по батькові",
    "family": "family name, last name, lastname, surname, фамилия, прізвище, прозвішча",
    "type": "type, kind, entity type, category, тип",
    "gender": "gender, sex, gender label, пол, стать",
    "aliases": "aliases, alias, aka, a k a, also known as, other names, other name, item alt label, "
    "alt label, alternative names, псевдонимы, другие имена",
    "acronyms": "acronyms, acronym, abbreviation, short name, аббревиатура",
    "country": "country, country code, nationality, citizenship, country label, iso, страна, гражданство, країна",
    "description": "description, item description, occupation, position, role, post, должность, описание, посада",
}  # fmt: skip
_FIELDS = (*_USUAL, "names.LANG")
_TYPES = {
    "person": "person people per individual human man woman персона человек физлицо",
    "organization": "organization organisation org company entity institution party организация компания юрлицо",
    "place": "place loc location gpe city town country region место город страна",
}
_WIKIDATA = re.compile(rf"(?:.*/)?({WIKIDATA_ID.pattern})")
_SEPARATOR = re.compile(r"[|;\n]")


class Cell(NamedTuple):
    """The text of a cell, and its language if the source tells it."""

    text: str
    lang: str = ""


class Columns(NamedTuple):
    """Which column holds which field; columns that are not among ``fields`` are not read.

    ``type`` and ``lang`` hold for rows whose columns tell none: what the entities are, the language of their names.
    """

    fields: Mapping[str, str]
    type: str = ""
    lang: str = ""

    @classmethod
    def of(cls, header: Iterable[str], mapping: Iterable[str] = (), type: str = "", lang: str = "") -> Columns:
        """Return what the columns of a header mean: by ``mapping`` (``COLUMN=FIELD``), else guessed from their names.

        Raise ValueError if the mapping names no column or field, and BadRecordError if the name or the type is not told.

        >>> Columns.of(["Full name", "Nationality", "Shoe size"], type="person").fields
        {'Full name': 'name', 'Nationality': 'country'}
        """
        columns = list(header)
        asked = _asked(columns, mapping)
        fields = {column: asked.get(column, guessed(column)) for column in columns}
        first: dict[str, str] = {}  # of two columns for one field the first counts, but what was asked for before all
        for column in sorted(columns, key=lambda column: column not in asked):
            first.setdefault(fields[column], column)
        many = {"aliases", "acronyms"}
        fields = {c: f for c, f in fields.items() if f and (first[f] == c or f in many or "." in f)}
        if "имя" in map(str.casefold, fields) and "family" in fields.values():
            fields = {c: "given" if c.casefold() == "имя" else f for c, f in fields.items()}
        held = set(fields.values())
        if not held & {"name", "family"} and not any(field.startswith("names.") for field in held):
            raise BadRecordError(
                "header", f"which column is the name? Say --map COLUMN=name; there are {', '.join(columns)}"
            )
        if not type and "type" not in held:
            raise BadRecordError(
                "header", "no column tells what they are; say --type person, --type organization or --type place"
            )
        return cls(fields, type, lang)

    def told(self, header: Iterable[str]) -> str:
        """Return in words which columns are read as what, and which are not."""
        read = ", ".join(f"{column} as {field}" for column, field in self.fields.items())
        rest = ", ".join(column for column in header if column not in self.fields)
        return (
            f"columns read: {read}" + (f"; not read: {rest}" if rest else "") + " (--map COLUMN=FIELD says otherwise)"
        )

    def draft(self, rows: Sequence[Mapping[str, Cell]]) -> Draft:
        """Return the draft of an entity that has one row or several; raise BadRecordError if it has no name."""
        found: dict[str, list[Cell]] = {}
        for row in rows:
            for column, field in self.fields.items():
                cell = row.get(column, Cell(""))
                if cell.text.strip() and cell not in found.setdefault(field, []):
                    found[field].append(cell)
        notes: list[tuple[str, str]] = []
        kind = self._kind(found)
        names = [
            Spelling(natural_order(c.text) if kind == "person" else c.text, self._lang(c))
            for c in found.get("name", ())
        ]
        parts = [found[part][0].text.strip() for part in ("given", "middle", "family") if part in found]
        if parts and not names:
            names = [Spelling(" ".join(parts), self._lang(found["family"][0] if "family" in found else Cell(parts[0])))]
        is_told = len(names) == 1
        for field, cells in found.items():
            if field.startswith("names."):
                names += [Spelling(item, field[6:]) for cell in cells for item in _items(cell)]
        others = [Spelling(item, cell.lang) for cell in found.get("aliases", ()) for item in _items(cell)]
        others += [Spelling(item.upper()) for cell in found.get("acronyms", ()) for item in _items(cell)]
        wikidata = next((m[1] for c in found.get("wikidata", ()) if (m := _WIKIDATA.fullmatch(c.text.strip()))), "")
        id_ = found["id"][0].text.strip() if "id" in found else wikidata
        country = _known(country_code, "country", found, notes)
        gender = _known(lambda text: gender_of([text]), "gender", found, notes) if kind == "person" else ""
        description = found["description"][0].text.strip() if "description" in found else ""
        draft = draft_of(
            kind, id_, names, others, keep_first=is_told,
            links={"wikidata": wikidata}, country=country, gender=gender, description=description,
        )  # fmt: skip
        return draft._replace(left_out=(*draft.left_out, *notes))

    def _kind(self, found: Mapping[str, Sequence[Cell]]) -> str:
        given = found["type"][0].text if "type" in found else ""
        kind = word_class(_TYPES, given) or self.type
        if not kind:
            raise BadRecordError("no type", f"type {given!r} is none of {', '.join(TYPES)}")
        return kind

    def _lang(self, cell: Cell) -> str:
        return cell.lang or self.lang


def guessed(column: str) -> str:
    """Return the field that a column with this name holds, ``""`` if that is not plain.

    >>> guessed("Full_Name"), guessed("itemLabel"), guessed("name (ru)"), guessed("uk"), guessed("Shoe size")
    ('name', 'name', 'names.ru', 'names.uk', '')
    """
    words = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", column.strip().lstrip("?"))
    plain = " ".join(re.findall(r"[\w']+", words.casefold().replace("_", " ")))
    if known := _usual().get(plain):
        return known
    if (
        found := re.fullmatch(r"(?:name|label|item label) ([a-z]{2,3})|([a-z]{2,3}) (?:name|label)", plain)
    ) is not None:
        return f"names.{found[1] or found[2]}"
    return f"names.{plain}" if plain in _languages() else ""


@cache
def _languages() -> frozenset[str]:
    from translit.table.tables import tables  # heavy, and not needed for our own tables

    return frozenset(tables().languages)


@cache
def _usual() -> dict[str, str]:
    rows = ((field, words.split(", ") if "," in words else words.split()) for field, words in _USUAL.items())
    return {word: field for field, words in rows for word in words}


def _asked(columns: Sequence[str], mapping: Iterable[str]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for item in mapping:
        column, equals, field = (part.strip() for part in item.rpartition("="))
        if not equals:
            raise ValueError(f"--map {item}: write COLUMN=FIELD")
        if column not in columns:
            raise ValueError(f"--map {item}: there is no column {column!r}{did_you_mean(column, tuple(columns))}")
        if field and field not in _USUAL and not re.fullmatch(r"names\.[a-z]{2,3}", field):
            told = f"the fields are {', '.join(_FIELDS)}"
            raise ValueError(f"--map {item}: {field!r} is no field{did_you_mean(field, tuple(_USUAL))}; {told}")
        asked[column] = field
    return asked


def _items(cell: Cell) -> list[str]:
    return [item for part in _SEPARATOR.split(cell.text) if (item := part.strip())]


def _known(
    value: Callable[[str], str], field: str, found: Mapping[str, Sequence[Cell]], notes: list[tuple[str, str]]
) -> str:
    """Return the value of a field, and note what is left out because nobody knows what it means."""
    for cell in found.get(field, ()):
        if known := value(cell.text):
            return known
        notes.append((f"{field} that is not known", cell.text))
    return ""
