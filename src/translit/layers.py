"""Layers: the entities of one compiled list, where they lie, and their listed names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from translit import artefact
from translit._version import __version__
from translit.countries import country_of
from translit.fold import fold_words
from translit.index import Index, compile_index
from translit.model import Entity
from translit.names import Name
from translit.spellings import Kind


class Form:
    """One listed name of an entity, taken apart: its words as numbers of the gazetteer's vocabulary.

    ``is_acronym`` tells whether it is written like an acronym.
    """

    __slots__ = (
        "entity",
        "is_acronym",
        "kind",
        "lang",
        "name",
        "needs_context",
        "number",
        "text",
        "words",
    )

    def __init__(
        self, number: int, entity: Entity, text: str, kind: Kind, lang: str | None, needs_context: bool,
        words: tuple[int, ...], name: Name,
    ) -> None:  # fmt: skip
        self.number = number
        self.entity = entity
        self.text = text
        self.kind = kind
        self.lang = lang
        self.needs_context = needs_context
        self.words = words
        self.name = name
        self.is_acronym = text.isupper() and _like_an_acronym(text)

    @property
    def is_full_name(self) -> bool:
        """Whether this is no byname (``Putin's chef``)."""
        return self.kind != "alias" or _like_a_name(self.name)

    def __repr__(self) -> str:
        return f"Form({self.text!r}, {self.entity.id!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Form) and other.number == self.number and other.entity is self.entity

    def __hash__(self) -> int:
        return self.number


class Layer:
    """One index of a gazetteer, and the entities in it that a later one overrides."""

    def __init__(self, index: Index, about: Mapping[str, Any], path: str = "") -> None:
        self.index = index
        self.about = about
        self.path = path
        self.hidden: frozenset[int] = frozenset()

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Layer:
        """A layer in memory."""
        return cls.unpacked(*compiled(entities))

    @classmethod
    def unpacked(cls, sections: Mapping[str, bytes], about: Mapping[str, Any]) -> Layer:
        """A layer from what :func:`compiled` gave."""
        return cls(Index({name: memoryview(content) for name, content in sections.items()}), about)

    @classmethod
    def opened(cls, path: str) -> Layer:
        """A layer of a compiled file, mapped."""
        sections, about = artefact.open_sections(path)
        return cls(Index(sections), about, path)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        if self.path:
            return Layer.opened, (self.path,)
        return Layer.unpacked, ({k: bytes(v) for k, v in self.index.sections.items()}, dict(self.about))


class Entities(Mapping[str, Entity]):
    """The entities of a gazetteer by id, unpacked when they are asked for."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._layers = layers

    def __getitem__(self, id: str) -> Entity:
        for layer in reversed(self._layers):
            number = layer.index.number_of(id)
            if number >= 0:
                return layer.index.entity(number)
        raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        ids = (
            layer.index.id_of(n) for layer in self._layers for n in range(layer.index.entities) if n not in layer.hidden
        )
        return ids if len(self._layers) == 1 else iter(sorted(ids))

    def __len__(self) -> int:
        return sum(layer.index.entities - len(layer.hidden) for layer in self._layers)


def compiled(entities: Iterable[Entity]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The sections of a gazetteer, and facts about it."""
    kept = list(entities)
    sections = compile_index(kept)
    about = {
        "countries": any(e.type == "place" and country_of(" ".join(fold_words(e.name))) for e in kept),
        "entities": len(kept),
        "persons": sum(1 for e in kept if e.type == "person"),
        "fingerprint": hashlib.sha256(sections["records"]).hexdigest()[:12],
        "version": __version__,
    }
    return sections, about


def overridden(layer: Layer, later: Layer) -> set[int]:
    """The numbers of the entities of a layer whose ids stand in a later one, too; the shorter list is gone through."""
    index, other = layer.index, later.index
    if index.entities <= other.entities:
        return {n for n in range(index.entities) if other.number_of(index.id_of(n)) >= 0}
    return {index.number_of(other.id_of(n)) for n in range(other.entities)} - {-1}


def _like_an_acronym(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 1 < len(letters) <= 6 and all(c.isupper() for c in letters)


def _like_a_name(name: Name) -> bool:
    """Whether an alias is built like a personal name (``Jorge Bergoglio``) and not like a byname (``Putin's chef``)."""
    return len(name.parts) > 1 and all(p.word.text[0].isupper() for p in name.parts)
