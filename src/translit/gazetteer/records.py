"""Checks records, which are plain data, and makes entities of them; all faults are reported at once.

The schema and its rules stand at the top of ``data/aliases.yaml``. A record comes from a YAML file or from Python objects.
What is read from a file is :class:`Text`, :class:`Items` and :class:`Fields`, which know their place in the source; a record
of Python objects has one place for all its values.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from translit.collector import without_collection
from translit.errors import AliasFileError, Problem
from translit.gazetteer.surface_forms import ListedName, listed_names
from translit.limits import LONGEST_WORD, MOST_FAULTS, MOST_SUGGESTED, REMEMBERED_WORDS
from translit.model import TYPES, Alias, Entity
from translit.text.fold import script_of
from translit.text.tokens import fold_words

FIELDS = (
    "id", "name", "type", "gender", "names", "aliases", "acronyms", "patronymic", "mononym", "prior", "styles", "relations",
    "links", "country", "description",
)  # fmt: skip
_REQUIRED = {"id": "", "name": "", "type": ""}.keys()
RELATIONS = ("spouse", "child", "parent", "sibling", "founder")
_PRIORS = ("1", "2", "3", "4", "5")
WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*")
_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})  # control and format characters, line and paragraph separators
_JOINERS = "\u200c\u200d"
_SYLLABLE = 8  # characters back to the letter that a joiner follows: vowel signs may stand between
_UNJOINED = frozenset({"Latin", "Cyrillic", "Greek", ""})
_LETTERS = re.compile(r"[^\W\d_]+")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*")


class Place(NamedTuple):
    """Where a value stands: line and column (1-based), and the file if it is an included one."""

    line: int = 1
    column: int = 1
    file: str = ""

    def told(self, here: Place) -> str:
        """Return this place as a message about another place says it."""
        if self.file == here.file:
            return f"line {self.line}"
        return f"{self.file}:{self.line}" if self.file else f"line {self.line} of the file that includes this one"


class Text(str):
    """A string with its place."""

    __slots__ = ("place",)
    place: Place


class Items(list[Any]):
    """A list with its place."""

    place = Place()


class Fields(dict[str, Any]):
    """A mapping with its place."""

    place = Place()


Placed = TypeVar("Placed", Text, Items, Fields)


def at(value: Placed, place: Place) -> Placed:
    """Return a value after setting its place."""
    value.place = place
    return value


def from_records(records: Iterable[Mapping[str, Any]]) -> tuple[Entity, ...]:
    """Return the entities of records given as Python objects; a field whose value is ``None`` is missing.

    Records come from databases, so they are checked less strictly than an alias file that a person can correct: spellings
    are normalized (NFC, no spaces around), look-alike letters and names that several entities share are accepted.
    An ``AliasFileError`` has the faults (a hundred at most), each with the number of its record as line.
    """
    return from_numbered(enumerate(records, 1), "<records>")


def from_numbered(records: Iterable[tuple[int, Mapping[str, Any]]], source: str) -> tuple[Entity, ...]:
    """Return the entities of records, each given with its line; see :func:`from_records`."""
    checker = Checker(strict=False)
    with without_collection():
        entities = checker.entities(Items(_placed(record, line) for line, record in records))
    if checker.problems:
        raise AliasFileError(source, checker.problems)
    return tuple(entities)


def from_record(record: Mapping[str, Any]) -> Entity:
    """Return the entity of one record, not checked against others; an ``AliasFileError`` has all faults.

    >>> from_record({"id": "m", "name": "Minsk", "type": "place"}).label
    'LOC'
    """
    checker, entity = Checker(), None
    with suppress(EnoughFaultsError):
        entity = checker.entity(_placed(record, 1))
    if entity is None:
        raise AliasFileError("<records>", checker.problems)
    return entity


def _placed(record: Mapping[str, Any], line: int) -> Fields:
    return at(Fields((str(k), _plain(v)) for k, v in record.items() if v is not None), Place(line))


def _plain(value: Any) -> Any:
    """Return a Python value as strings, lists and dicts."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, Iterable):
        return [_plain(v) for v in value]
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


class EnoughFaultsError(Exception):
    """So many faults are found that no more are looked for."""


class Checker:
    """Collects the problems of a file and builds the entities that have none.

    With ``strict``, for files that people write, spellings that look wrong and names of two entities are faults, too.
    ``places`` has the place of each spelling that knows it, by id of the entity, field and text.
    """

    def __init__(self, *, strict: bool = True) -> None:
        self.strict = strict
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str, str], Place] = {}
        self._id = ""
        self._here = Place()

    def entities(self, root: Any) -> list[Entity]:
        """Return the entities of a file or list that have no fault."""
        if not isinstance(root, Items):
            self.say(root, "the file should hold a list of entities (each begins with `- id:`)")
            return []
        found: list[Entity] = []
        with suppress(EnoughFaultsError):
            found += (entity for record in root if (entity := self.entity(record)) is not None)
            self.unique_ids(root)
            if self.strict:
                self.unique_aliases(found)
                self.known_relations(root)
        return found

    def say(self, where: Any, message: str) -> None:
        """Record a problem at the place of a value, or of its record."""
        self.add(getattr(where, "place", self._here), message)

    def add(self, place: Place, message: str) -> None:
        """Record a problem; raise EnoughFaultsError if it is the last one that is told."""
        self.problems.append(Problem(place.line, place.column, message, place.file))
        if len(self.problems) >= MOST_FAULTS:
            raise EnoughFaultsError

    def entity(self, record: Any) -> Entity | None:
        """Return the entity of a record, or ``None`` if the record has a fault."""
        if not isinstance(record, Fields):
            self.say(record, "an entity should be a mapping with id, name and type")
            return None
        before = len(self.problems)
        self._here = record.place
        self.known_keys(record, FIELDS, "field")
        for required in _REQUIRED:
            if required not in record:
                self.say(record, f"the entity has no field {required!r}")
        self._id = str(record.get("id", ""))
        id_ = self.name(record["id"], "id") if "id" in record else ""
        name = self.name(record["name"], "name") if "name" in record else ""
        kind = self.choice(record, "type", TYPES)
        more = self.optional(record, kind) if not record.keys() <= _REQUIRED else {}
        if len(self.problems) > before:
            return None
        assert kind in TYPES
        return Entity(id_, name, kind, **more)

    def optional(self, record: Fields, kind: str) -> dict[str, Any]:
        """Return the fields of an entity of this type that it may have; most of a long list have none."""
        gender = self.choice(record, "gender", ("f", "m"))
        mononym = self.choice(record, "mononym", ("true", "false"))
        prior = self.choice(record, "prior", _PRIORS)
        names = {k: self.one_or_more(v, f"names.{k}") for k, v in self.mapping(record, "names").items()}
        for lang in [lang for lang in names if not _LANG.fullmatch(lang)]:
            self.say(lang, f"{str(lang)!r} is no language code (two or three small letters)")
        aliases = tuple(self.alias(a) for a in self.items(record, "aliases"))
        acronyms = tuple(self.name(a, "acronyms") for a in self.items(record, "acronyms"))
        patronymic = {k: self.name(v, "patronymic") for k, v in self.mapping(record, "patronymic").items()}
        styles = {k: self.name(v, f"styles.{k}") for k, v in self.mapping(record, "styles").items()}
        relations = {k: self.one_or_more(v, "relations") for k, v in self.mapping(record, "relations").items()}
        self.known_keys(relations, RELATIONS, "relation")
        links = {k: self.name(v, "links") for k, v in self.mapping(record, "links").items()}
        if "wikidata" in links and links["wikidata"] and not WIKIDATA_ID.fullmatch(links["wikidata"]):
            self.say(record["links"]["wikidata"], f"{links['wikidata']!r} is no Wikidata id (Q and digits)")
        for field in ("gender", "patronymic", "mononym") if kind and kind != "person" else ():
            if field in record:
                self.say(record[field], f"{field!r} is for persons only")
        return {
            "gender": gender, "names": names, "aliases": aliases, "acronyms": acronyms, "patronymic": patronymic,
            "mononym": mononym == "true", "styles": styles, "relations": relations, "links": links,
            "country": str(record.get("country", "")), "description": str(record.get("description", "")),
            "prior": int(prior or 0),
        }  # fmt: skip

    def name(self, value: Any, field: str) -> str:
        """Return a spelling: one string, not empty, in NFC, each word in letters of one script."""
        if not isinstance(value, str):
            self.say(value, f"{field!r} should be one string")
            return ""
        text = str(value)
        fault = self.fault(text, field)
        if fault and not self.strict:
            text = unicodedata.normalize("NFC", visible(text)).strip()
            fault = self.fault(text, field)
        if isinstance(value, Text):
            self.places.setdefault((self._id, field, text), value.place)
        if fault:
            self.say(value, fault)
        return text

    def fault(self, text: str, field: str) -> str:
        """Return what is wrong with a spelling, or ``""``."""
        if not any(map(str.isalnum, text)):
            return f"{field!r} is empty"
        if self.strict and field not in ("id", "links", "relations") and not fold_words(text):
            return f"{field!r} has no word of at most {LONGEST_WORD} letters, so it would never be found"
        return _fault_of_letters(text, self.strict)

    def alias(self, value: Any) -> Alias:
        """Return an alias, given as a string or as a mapping with ``text``."""
        if isinstance(value, str):
            return Alias(self.name(value, "aliases"))
        if not isinstance(value, dict) or "text" not in value:
            self.say(value, "an alias should be a string or {text: …, needs_context: true}")
            return Alias("")
        self.known_keys(value, ("text", "needs_context"), "field")
        context = self.choice(value, "needs_context", ("true", "false"))
        return Alias(self.name(value["text"], "aliases"), context == "true")

    def known_keys(self, keys: Iterable[Any], known: tuple[str, ...], what: str) -> None:
        """Report the keys that are not known."""
        for key in keys:
            if key not in known:
                self.say(key, f"unknown {what} {str(key)!r}{did_you_mean(key, known)}")

    def choice(self, record: Mapping[str, Any], field: str, choices: tuple[str, ...]) -> str:
        """Return the value of a field, which must be one of ``choices``; ``""`` if it is missing or wrong."""
        value = record.get(field, "")
        if field not in record or (isinstance(value, str) and value in choices):
            return str(value)
        self.say(value, f"{field!r} should be {' or '.join(choices)}{did_you_mean(value, choices)}")
        return ""

    def items(self, record: Fields, field: str) -> list[Any]:
        """Return the list of a field; a missing one has no items."""
        value = record.get(field, [])
        if isinstance(value, list):
            return value
        self.say(value, f"{field!r} should be a list")
        return []

    def mapping(self, record: Fields, field: str) -> dict[str, Any]:
        """Return the mapping of a field; a missing one has no fields."""
        value = record.get(field, {})
        if isinstance(value, dict):
            return value
        self.say(value, f"{field!r} should be a mapping (key: value)")
        return {}

    def one_or_more(self, value: Any, field: str) -> tuple[str, ...]:
        """Return one spelling, or those of a list, as a tuple."""
        if isinstance(value, list):
            return tuple([self.name(v, field) for v in value])
        return (self.name(value, field),)

    def unique_ids(self, root: Items) -> None:
        """Report every id that stands twice."""
        first: dict[str, Place] = {}
        for record in root:
            id_ = record.get("id") if isinstance(record, Fields) else None
            place = getattr(id_, "place", record.place if isinstance(record, Fields) else Place())
            if isinstance(id_, str) and (other := first.setdefault(id_, place)) is not place:
                self.add(place, f"id {str(id_)!r} stands twice, first in {other.told(place)}")

    def unique_aliases(self, entities: list[Entity]) -> None:
        """Report aliases and acronyms that are names of two entities, unless both need context."""
        first: dict[tuple[str, ...], tuple[Entity, ListedName]] = {}
        for entity in entities:
            for name in listed_names(entity):
                if name.kind == "style":  # a spelling, not another name
                    continue
                owner, other = first.setdefault(fold_words(name.text), (entity, name))
                needs_context = name.needs_context and other.needs_context
                if owner.id != entity.id and not needs_context and {name.kind, other.kind} & {"alias", "acronym"}:
                    place, there = self.place(entity.id, name), self.place(owner.id, other)
                    told = f" ({there.told(place)})" if there.file != place.file else ""
                    message = f"{name.text!r} of {entity.id!r} stands for {owner.id!r} too{told}; one of them, or "
                    self.add(place, message + "needs_context on both")

    def place(self, id_: str, name: ListedName) -> Place:
        """Return where a listed name of an entity stands."""
        fields = {"native": f"names.{name.lang}", "alias": "aliases", "acronym": "acronyms"}
        return self.places.get((id_, fields.get(name.kind, name.kind), name.text), Place())

    def known_relations(self, root: Items) -> None:
        """Report relations to ids that no record has, be it a faulty one."""
        ids = {str(record["id"]) for record in root if isinstance(record, Fields) and "id" in record}
        for record in root:
            relations = record.get("relations") if isinstance(record, Fields) else None
            for value in relations.values() if isinstance(relations, Fields) else ():
                for target in value if isinstance(value, Items) else [value]:
                    if isinstance(target, Text) and target not in ids:
                        self.say(target, f"there is no entity {str(target)!r}{did_you_mean(target, tuple(ids))}")


@lru_cache(maxsize=REMEMBERED_WORDS)  # the name of an imported person stands among the native names, too
def _fault_of_letters(text: str, strict: bool) -> str:
    if told := invisible(text):
        return f"{text!r} has {told}, which nobody sees; take it out"
    if text != text.strip():
        return f"{text!r} has spaces around it"
    if (nfc := unicodedata.normalize("NFC", text)) != text:
        return f"{text!r} is not NFC (its letters are written in parts); write {nfc!r}"
    if strict and (mixed := mixed_scripts(text)):
        return f"{mixed}: letters of two scripts in one word (a look-alike letter?)"
    return ""


def mixed_scripts(text: str) -> str:
    """Return the first word of ``text`` that mixes Latin, Cyrillic or Greek letters, or ``""``.

    >>> mixed_scripts("Mинск"), mixed_scripts("Минск FM")
    ('Mинск', '')
    """
    if text.isascii():
        return ""
    return next((part for part in _LETTERS.findall(text) if _is_mixed(part)), "")


@lru_cache(maxsize=1 << 14)  # lists repeat given names
def _is_mixed(word: str) -> bool:
    return not word.isascii() and len({script_of(c) for c in word} & {"Latin", "Cyrillic", "Greek"}) > 1


def invisible(text: str) -> str:
    r"""Return the first character of a name that cannot be seen and does not belong there, or ``""``.

    A joiner belongs into words of scripts that join their letters (U+200C in Persian, U+200D in Indic scripts).

    >>> invisible("Minsk\u202e"), invisible("Minsk\t"), invisible("علی\u200cرضا"), invisible("New\u00a0York")
    ('RIGHT-TO-LEFT OVERRIDE (U+202E)', 'a control character (U+0009)', '', '')
    """
    if text.isprintable():
        return ""
    found = next((c for i, c in enumerate(text) if _is_invisible(text, i)), "")
    return f"{unicodedata.name(found, 'a control character')} (U+{ord(found):04X})" if found else ""


def visible(text: str) -> str:
    r"""Return a spelling of a database without what :func:`invisible` finds; for control characters there are spaces.

    >>> visible("Zoë\u200f Baird"), visible("Zoë\tBaird")
    ('Zoë Baird', 'Zoë Baird')
    """
    if text.isprintable():
        return text
    hidden = {i: "" if unicodedata.category(c) == "Cf" else " " for i, c in enumerate(text) if _is_invisible(text, i)}
    return "".join(hidden.get(i, c) for i, c in enumerate(text))


def _is_invisible(text: str, i: int) -> bool:
    if text[i] in _JOINERS:
        return script_of(text[max(0, i - _SYLLABLE) : i][::-1]) in _UNJOINED
    return unicodedata.category(text[i]) in _INVISIBLE


def did_you_mean(word: Any, known: tuple[str, ...]) -> str:
    """Return `` (did you mean 'aliases'?)`` if a known word is similar, else ``""``."""
    if not isinstance(word, str) or len(known) > MOST_SUGGESTED:
        return ""
    near = difflib.get_close_matches(str(word), sorted(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""
