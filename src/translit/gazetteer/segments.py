"""Segments: the compiled lists of which a gazetteer is stacked, and the numbers of their forms and words in it."""

from __future__ import annotations

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
from translit.names.countries import is_country


@dataclass(slots=True, eq=False, repr=False)
class Segment:
    """A compiled list: its index, facts about it, its file, or ``""`` if it is in memory, and its place in the file.

    ``hidden`` are the entities that a later segment of the gazetteer overrides; ``first_form`` and ``first_word`` are the
    numbers that the first form and the first word of the segment have in the gazetteer.
    """

    index: Index
    about: Mapping[str, Any]
    path: str = ""
    place: int = 0
    hidden: frozenset[int] = frozenset()
    first_form: int = 0
    first_word: int = 0

    @classmethod
    def of(cls, entities: Iterable[Entity], watch: Watch = iter, n_process: int = 1) -> Segment:
        """Return a segment in memory, compiled by so many processes."""
        import hashlib

        kept = list(entities)
        sections = compile_index(kept, watch, n_process)
        about = {
            "countries": any(e.type == "place" and is_country(e.name) for e in kept),
            "entities": len(kept),
            "persons": sum(1 for e in kept if e.type == "person"),
            "fingerprint": hashlib.sha256(sections["records"]).hexdigest()[:12],
            "version": __version__,
        }
        return _in_memory(sections, about)

    def is_visible(self, form: int) -> bool:
        """Return False if the entity of a form is overridden."""
        return not self.hidden or self.index.entity_of(form) not in self.hidden

    def forms_of(self, entity_id: str) -> range:
        """Return the numbers of the forms of an entity, its canonical name first; none if it is not listed."""
        number = self.index.number_of(entity_id)
        found = self.index.forms_of(number) if number >= 0 else range(0)
        return range(self.first_form + found.start, self.first_form + found.stop)

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        if self.path:
            return _reopened, (self.path, self.place)
        return _in_memory, ({k: bytes(v) for k, v in self.index.sections.items()}, dict(self.about))


def opened(path: str, check_all: bool = False) -> tuple[Segment, ...]:
    """Return the segments of a compiled file, mapped, after checking a sample of its bytes or all; see `artefact`."""
    return _segments(*artefact.open_sections(path, check_all=check_all), path)


def unpacked(content: bytes) -> tuple[Segment, ...]:
    """Return the segments of the content of a compiled file, after checking all of it."""
    told = "<bytes>"
    found = _segments(*artefact.sections_in(memoryview(content), told), told)
    return tuple(replace(segment, path="") for segment in found)


def _segments(sections: Mapping[str, memoryview], about: Mapping[str, Any], path: str) -> tuple[Segment, ...]:
    found: list[Segment] = []
    try:
        for place, facts in enumerate(about["segments"]):
            start = f"{place}/"
            own = {name.removeprefix(start): content for name, content in sections.items() if name.startswith(start)}
            found.append(Segment(Index(own), facts, path, place))
        is_sound = bool(found) and all(map(_is_sound, found))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, OverflowError):
        is_sound = False
    if not is_sound:
        raise ArtefactError(f"{path}: has sections that this program did not write; build it again")
    return tuple(found)


def _is_sound(segment: Segment) -> bool:
    index, about = segment.index, segment.about
    counts = (about["entities"], index.entities), (about["persons"], min(about["persons"], index.entities))
    return (
        all(type(told) is int and told == found for told, found in counts)
        and about["persons"] >= 0
        and all(isinstance(about[fact], str) for fact in ("fingerprint", "version"))
        and isinstance(about["countries"], bool)
        and index.fits()
    )


def _reopened(path: str, place: int) -> Segment:
    return opened(path)[place]


def packed(segments: Sequence[Segment]) -> tuple[dict[str, memoryview], dict[str, Any]]:
    """Return the sections of a compiled file of segments, and the facts about it; see `artefact`."""
    sections = {
        f"{place}/{name}": s.index.sections[name] for place, s in enumerate(segments) for name in s.index.sections
    }
    return sections, {"segments": [dict(segment.about) for segment in segments]}


def compiled(
    entities: Sequence[Entity], segments: Iterable[Segment], watch: Watch = iter, n_process: int = 1
) -> tuple[Segment, ...]:
    """Return one or two segments over entities with different ids: two if the largest of ``segments`` may stay as it is.

    It may if this version compiled it and all its ids are among the entities; then only those that it has not are
    compiled. So a long list upon which somebody puts his own is not compiled again.
    """
    base = max(segments, key=lambda s: s.index.forms, default=None)
    if base is not None and base.about["version"] == __version__:
        known = {entity.id: entity for entity in map(base.index.entity, range(base.index.entities))}
        if known.keys() <= {entity.id for entity in entities}:
            rest = [entity for entity in entities if known.get(entity.id) != entity]
            return (base, Segment.of(rest, watch, n_process)) if rest else (base,)
    return (Segment.of(entities, watch, n_process),)


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
        return {n for n in range(index.entities) if later.number_of(index.id_of(n)) >= 0}
    return {index.number_of(later.id_of(n)) for n in range(later.entities)} - {-1}


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
        ids = (s.index.id_of(n) for s in self._segments for n in range(s.index.entities) if n not in s.hidden)
        return ids if len(self._segments) == 1 else iter(sorted(ids))

    def __len__(self) -> int:
        return sum(segment.index.entities - len(segment.hidden) for segment in self._segments)
