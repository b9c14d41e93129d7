"""Layers: the entities of one compiled list, where they lie, and their listed names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from translit._version import __version__
from translit.gazetteer import artefact
from translit.gazetteer.index import Index, compile_index
from translit.model import Entity
from translit.names.countries import country_of
from translit.text.tokens import fold_words


class Segment:
    """One index of a gazetteer, and the entities in it that a later one overrides."""

    def __init__(self, index: Index, about: Mapping[str, Any], path: str = "") -> None:
        self.index = index
        self.about = about
        self.path = path
        self.hidden: frozenset[int] = frozenset()

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Segment:
        """A segment in memory."""
        return cls.unpacked(*compiled(entities))

    @classmethod
    def unpacked(cls, sections: Mapping[str, bytes], about: Mapping[str, Any]) -> Segment:
        """A segment from what :func:`compiled` gave."""
        return cls(Index({name: memoryview(content) for name, content in sections.items()}), about)

    @classmethod
    def opened(cls, path: str) -> Segment:
        """A segment of a compiled file, mapped."""
        sections, about = artefact.open_sections(path)
        return cls(Index(sections), about, path)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        if self.path:
            return Segment.opened, (self.path,)
        return Segment.unpacked, ({k: bytes(v) for k, v in self.index.sections.items()}, dict(self.about))


class Entities(Mapping[str, Entity]):
    """The entities of a gazetteer by id, unpacked when they are asked for."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments

    def __getitem__(self, id: str) -> Entity:
        for segment in reversed(self._segments):
            number = segment.index.number_of(id)
            if number >= 0:
                return segment.index.entity(number)
        raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        ids = (
            segment.index.id_of(n)
            for segment in self._segments
            for n in range(segment.index.entities)
            if n not in segment.hidden
        )
        return ids if len(self._segments) == 1 else iter(sorted(ids))

    def __len__(self) -> int:
        return sum(segment.index.entities - len(segment.hidden) for segment in self._segments)


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


def overridden(segment: Segment, later: Segment) -> set[int]:
    """The numbers of the entities of a segment whose ids stand in a later one, too; the shorter list is gone through."""
    index, other = segment.index, later.index
    if index.entities <= other.entities:
        return {n for n in range(index.entities) if other.number_of(index.id_of(n)) >= 0}
    return {index.number_of(other.id_of(n)) for n in range(other.entities)} - {-1}
