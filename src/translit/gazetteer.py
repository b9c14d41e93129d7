"""Gazetteers: entities with their indexes. What a name may stand for is found here; whether it does is scored elsewhere."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from translit import aliasfile, records
from translit.fold import fold_words, tokens
from translit.model import Alias, Entity
from translit.names import Name, parse_name
from translit.table.words import Word, similarity, word

Kind = Literal["name", "native", "alias", "acronym", "style"]

_NEAR = 0.72  # a word less alike than this is no candidate
_MOST = 40  # candidates per word
_MEMO = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One listed name of an entity: its words as numbers of the gazetteer's vocabulary.

    ``family`` is the number of the family name in it, or -1.
    """

    entity: Entity
    text: str
    kind: Kind
    lang: str | None
    words: tuple[int, ...]
    family: int
    needs_context: bool

    @property
    def name(self) -> Name:
        """The form taken apart."""
        return parse_name(self.text, self.entity.type, self.lang)

    @property
    def is_acronym(self) -> bool:
        """Short and in capitals throughout: it counts only where the text has capitals too."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) <= 6 and len(letters) > 1 and all(c.isupper() for c in letters)


class Gazetteer:
    """Entities and the indexes over their names. Immutable; the order of the entities given does not matter.

    Examples
    --------
    >>> g = Gazetteer.from_records([{"id": "m", "name": "Minsk", "type": "place", "names": {"be": "Мінск"}}])
    >>> len(g), g.entities["m"].label
    (1, 'LOC')
    """

    def __init__(self, entities: Iterable[Entity], *, _vocabulary: list[list[Any]] | None = None) -> None:
        self.entities: Mapping[str, Entity] = {e.id: e for e in sorted(entities, key=lambda e: e.id)}
        self.persons = sum(1 for e in self.entities.values() if e.type == "person")
        self._numbers: dict[tuple[str, str | None], int] = {}
        self.words: list[Word] = []
        self.forms: tuple[Form, ...] = tuple(self._forms())
        self._forms_of: dict[str, tuple[Form, ...]] = {}
        for form in self.forms:
            self._forms_of[form.entity.id] = (*self._forms_of.get(form.entity.id, ()), form)
        self._exact: dict[tuple[str, ...], list[Form]] = {}
        self._postings: dict[int, list[int]] = {}
        for number, form in enumerate(self.forms):
            for folded in _exact_keys(form.text):
                self._exact.setdefault(folded, []).append(form)
            for token in dict.fromkeys(form.words):
                self._postings.setdefault(token, []).append(number)
        lengths: dict[str, set[int]] = {}
        for folded in self._exact:
            lengths.setdefault(folded[0], set()).add(len(folded))
        self._lengths = {first: tuple(sorted(found)) for first, found in lengths.items()}
        self._spelled: dict[str, list[int]] = {}
        self._heard: dict[str, list[int]] = {}
        self._deleted: dict[str, list[int]] | None = None
        for number, (spelled, heard) in enumerate(_vocabulary or (_index_entry(w) for w in self.words)):
            for folded in spelled:
                self._spelled.setdefault(folded, []).append(number)
            for key in heard:
                self._heard.setdefault(key, []).append(number)
        self._memo: dict[Word, tuple[tuple[int, float], ...]] = {}
        self._families: dict[int, tuple[Entity, ...]] = self._family_index()

    @classmethod
    def from_yaml(cls, path: str | Path) -> Gazetteer:
        """A gazetteer from an alias file.

        Raises
        ------
        ReadError, AliasFileError
            If the file cannot be read, or with all its faults at once.
        """
        return cls(aliasfile.read(path).entities)

    @classmethod
    def from_records(cls, rows: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """A gazetteer from dicts with the fields of an alias file.

        Raises
        ------
        AliasFileError
            With all faults at once; the line of a fault is the number of its record.
        """
        return cls(records.from_records(rows))

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer that ships with the package."""
        return cls.from_compiled(json.loads(files("translit").joinpath("data/gazetteer.json").read_bytes()))

    @classmethod
    def from_compiled(cls, raw: Mapping[str, Any]) -> Gazetteer:
        """A gazetteer from what :meth:`to_compiled` gave."""
        return cls(map(_entity_from_dict, raw["entities"]), _vocabulary=raw["vocabulary"])

    def to_compiled(self) -> dict[str, Any]:
        """Entities and computed vocabulary as plain data, so that loading computes no key."""
        return {
            "entities": [_entity_to_dict(e) for e in self.entities.values()],
            "vocabulary": [[sorted(s), sorted(h)] for s, h in map(_index_entry, self.words)],
        }

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that change when any entity does."""
        plain = json.dumps([_entity_to_dict(e) for e in self.entities.values()], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()[:12]

    def __len__(self) -> int:
        return len(self.entities)

    def __reduce__(self) -> tuple[Any, tuple[Any]]:
        return Gazetteer.from_compiled, (self.to_compiled(),)

    def exact(self, folded: tuple[str, ...]) -> tuple[Form, ...]:
        """The forms that have exactly these folded words."""
        return tuple(self._exact.get(folded, ()))

    def lengths(self, first: str) -> tuple[int, ...]:
        """How many words the forms have that begin with this folded word."""
        return self._lengths.get(first, ())

    def forms_with(self, number: int) -> Iterator[Form]:
        """The forms that contain a word of the vocabulary."""
        return (self.forms[i] for i in self._postings.get(number, ()))

    def forms_of(self, entity_id: str) -> tuple[Form, ...]:
        """The forms of one entity, its canonical name first."""
        return self._forms_of.get(entity_id, ())

    def spelled(self, folded: str) -> tuple[int, ...]:
        """The words of the vocabulary that are, or by some convention are written, like this."""
        return tuple(self._spelled.get(folded, ()))

    def families(self, number: int) -> tuple[Entity, ...]:
        """The persons whose family name is this word of the vocabulary, by id."""
        return self._families.get(number, ())

    def similar(self, query: Word) -> tuple[tuple[int, float], ...]:
        """The words of the vocabulary most like ``query``, best first, each with its similarity; at most 40."""
        known = self._memo.get(query)
        if known is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            known = self._memo[query] = self._similar(query)
        return known

    def _similar(self, query: Word) -> tuple[tuple[int, float], ...]:
        near: set[int] = set()
        for folded in {query.folded, *query.variants}:
            near.update(self._spelled.get(folded, ()))
        if self._deleted is None:
            self._deleted = {}
            for key, numbers in self._heard.items():
                for shorter in deletions(key):
                    self._deleted.setdefault(shorter, []).extend(numbers)
        for key in query.loose_keys:
            for text in (key, *deletions(key)):
                near.update(self._heard.get(text, ()))
                near.update(self._deleted.get(text, ()))
        scored = ((number, similarity(query, self.words[number])) for number in near)
        best = sorted((-alike, number) for number, alike in scored if alike >= _NEAR)
        return tuple((number, -alike) for alike, number in best[:_MOST])

    def _forms(self) -> Iterator[Form]:
        for entity in self.entities.values():
            seen: set[tuple[str, ...]] = set()
            for text, kind, lang, needs_context in _listed(entity):
                folded = fold_words(text)
                if folded in seen or not folded:
                    continue
                seen.add(folded)
                numbers = tuple(self._number(t.text, lang) for t in tokens(text))
                family = -1
                if entity.type == "person" and (kind != "alias" or _like_a_name(text)):
                    surname = parse_name(text, "person", lang).family
                    family = -1 if surname is None else self._number(surname.text, lang)
                yield Form(entity, text, kind, lang, numbers, family, needs_context)

    def _number(self, text: str, lang: str | None) -> int:
        number = self._numbers.setdefault((text, lang), len(self.words))
        if number == len(self.words):
            self.words.append(word(text, lang))
        return number

    def _family_index(self) -> dict[int, tuple[Entity, ...]]:
        found: dict[int, dict[str, Entity]] = {}
        for form in self.forms:
            if form.family >= 0:
                found.setdefault(form.family, {})[form.entity.id] = form.entity
        return {number: tuple(entities.values()) for number, entities in found.items()}


def deletions(key: str) -> list[str]:
    """A key with each letter left out in turn; short keys have none, they would meet too much."""
    return [key[:i] + key[i + 1 :] for i in range(len(key))] if len(key) > 3 else []


def _index_entry(entry: Word) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset({entry.folded, *entry.variants}), entry.loose_keys


def _listed(entity: Entity) -> Iterator[tuple[str, Kind, str | None, bool]]:
    yield entity.name, "name", None, False
    for lang, forms in entity.names.items():
        for form in forms:
            yield form, "native", lang, False
    for style in entity.styles.values():
        yield style, "style", None, False
    for alias in entity.aliases:
        yield alias.text, "alias", None, alias.needs_context
    for acronym in entity.acronyms:
        yield acronym, "acronym", None, False


def _like_a_name(text: str) -> bool:
    """Whether an alias is built like a personal name (``Jorge Bergoglio``) and not like a byname (``Putin's chef``)."""
    found = tokens(text)
    return len(found) > 1 and all(t.capital for t in found)


def _exact_keys(text: str) -> list[tuple[str, ...]]:
    """The folded words of a form, and without a leading article."""
    folded = fold_words(text)
    return [folded, folded[1:]] if folded[0] == "the" and len(folded) > 2 else [folded]


def _entity_to_dict(entity: Entity) -> dict[str, Any]:
    return {k: v for k, v in asdict(entity).items() if v or k in ("id", "name", "type")}


def _entity_from_dict(raw: Mapping[str, Any]) -> Entity:
    fields = dict(raw)
    fields["names"] = {k: tuple(v) for k, v in raw.get("names", {}).items()}
    fields["relations"] = {k: tuple(v) for k, v in raw.get("relations", {}).items()}
    fields["aliases"] = tuple(Alias(**a) for a in raw.get("aliases", ()))
    fields["acronyms"] = tuple(raw.get("acronyms", ()))
    return Entity(**fields)
