"""The entities of a gazetteer in alphabetical order of all words of their names, and by their Wikidata ids."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import listed_names
from translit.model import Entity
from translit.text.fold import fold


class Directory:
    """Finds entities by the beginning of a word of any listed name, or by the id of Wikidata.

    >>> found = Directory(Gazetteer.from_records([{"id": "m", "name": "Minsk", "type": "place", "names": {"be": "Мінск"}}]))
    >>> found.starting_with("мін"), found.starting_with("m")
    ([Entity('m', 'Minsk', 'place')], [Entity('m', 'Minsk', 'place')])
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        entities = gazetteer.entities
        self._entities = entities
        names: set[tuple[str, str]] = set()
        self.by_wikidata: dict[str, Entity] = {}
        for entity in entities.values():
            names.update((words, entity.id) for name in listed_names(entity) for words in _from_every_word(name.text))
            if "wikidata" in entity.links:
                self.by_wikidata[entity.links["wikidata"]] = entity
        self._names = sorted(names)

    def starting_with(self, prefix: str) -> list[Entity]:
        """Return the entities of which a word of a name begins so, the best known first; before all one with this id."""
        folded = fold(prefix)
        start = bisect_left(self._names, (folded,))
        ids = dict.fromkeys(id for _, id in takewhile(lambda n: n[0].startswith(folded), self._names[start:]))
        found = sorted((self._entities[id] for id in ids), key=lambda e: (e.id != prefix, -e.prior, e.name))
        return [self._entities[prefix], *found] if prefix in self._entities and prefix not in ids else found


def _from_every_word(name: str) -> Iterator[str]:
    """Yield a folded name from each of its words on."""
    words = fold(name).split()
    for first in range(len(words)):
        yield " ".join(words[first:])
