"""Segments: the compiled lists of which a gazetteer is stacked, and the numbers of their forms and words in it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from translit._version import __version__
from translit.errors import ArtefactError
from translit.gazetteer import artefact
from translit.gazetteer.index import Index
from translit.gazetteer.index_build import Watch, compile_index
from translit.model import Entity
from translit.names.countries import country_of
from translit.text.tokens import fold_words


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A compiled list: its index, facts about it, and its file, or ``""`` if it is in memory.

    ``hidden`` are the entities that a later segment of the gazetteer overrides; ``first_form`` and ``first_word`` are the
    numbers that the first form and the first word of the segment have in the gazetteer.
    """

    index: Index
    about: Mapping[str, Any]
    path: str = ""
    hidden: frozenset[int] = frozenset()
    first_form: int = 0
    first_word: int = 0

    @classmethod
    def of(cls, entities: Iterable[Entity], watch: Watch = iter) -> Segment:
        """Return a segment in memory."""
        kept = list(entities)
        sections = compile_index(kept, watch)
        about = {
            "countries": any(e.type == "place" and country_of(" ".join(fold_words(e.name))) for e in kept),
            "entities": len(kept),
            "persons": sum(1 for e in kept if e.type == "person"),
            "fingerprint": hashlib.sha256(sections["records"]).hexdigest()[:12],
            "version": __version__,
        }
        return _in_memory(sections, about)

    @classmethod
    def opened(cls, path: str, check_all: bool = False) -> Segment:
        """Return the segment of a compiled file, mapped, after checking a sample of its bytes or all; see `artefact`."""
        sections, about = artefact.open_sections(path, check_all=check_all)
        try:
            index = Index(sections)
            counts = (about["entities"], index.entities), (about["persons"], min(about["persons"], index.entities))
            is_sound = all(type(told) is int and told == found for told, found in counts) and about["persons"] >= 0
            is_sound = is_sound and all(isinstance(about[fact], str) for fact in ("fingerprint", "version"))
            is_sound = is_sound and isinstance(about["countries"], bool) and index.fits()
        except (IndexError, KeyError, TypeError, ValueError, OverflowError):
            is_sound = False
        if not is_sound:
            raise ArtefactError(f"{path}: has sections that this program did not write; build it again")
        return cls(index, about, path)

    def is_visible(self, form: int) -> bool:
        """Return False if the entity of a form is overridden."""
        return not self.hidden or self.index.entity_of(form) not in self.hidden

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        if self.path:
            return Segment.opened, (self.path,)
        return _in_memory, ({k: bytes(v) for k, v in self.index.sections.items()}, dict(self.about))


def _in_memory(sections: Mapping[str, bytes], about: Mapping[str, Any]) -> Segment:
    return Segment(Index({name: memoryview(content) for name, content in sections.items()}), about)


def stacked(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return the segments of one gazetteer, numbered one after the other; entities of a later one override by id."""
    found, form, word = [], 0, 0
    for place, segment in enumerate(segments):
        hidden = frozenset().union(*(_overridden(segment.index, later.index) for later in segments[place + 1 :]))
        found.append(replace(segment, hidden=hidden, first_form=form, first_word=word))
        form, word = form + segment.index.forms, word + segment.index.words
    return tuple(found)


def _overridden(index: Index, later: Index) -> set[int]:
    """Return the numbers of the entities whose ids stand in a later index, too, by going through the smaller index."""
    if index.entities <= later.entities:
        return {n for n in range(index.entities) if later.number_of(index.entity(n).id) >= 0}
    return {index.number_of(later.entity(n).id) for n in range(later.entities)} - {-1}


def locate(segments: Sequence[Segment], firsts: Sequence[int], number: int) -> tuple[Segment, int]:
    """Return the segment of a form or word, and its number there; ``firsts`` has the first number of each segment."""
    place = bisect_right(firsts, number) - 1
    return segments[place], number - firsts[place]


class Entities(Mapping[str, Entity]):
    """The entities of a gazetteer by id, unpacked when they are asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments

    def __getitem__(self, id: str) -> Entity:
        for segment in reversed(self._segments):
            number = segment.index.number_of(id)
            if number >= 0:
                return segment.index.entity(number)
        raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        ids = (s.index.entity(n).id for s in self._segments for n in range(s.index.entities) if n not in s.hidden)
        return ids if len(self._segments) == 1 else iter(sorted(ids))

    def __len__(self) -> int:
        return sum(segment.index.entities - len(segment.hidden) for segment in self._segments)
