"""Moving over from spaCy's own tables of names, and back: ``InMemoryLookupKB`` and the patterns of an EntityRuler.

Both directions go through records, the dicts that :meth:`translit.Gazetteer.from_records` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spacy.kb import InMemoryLookupKB
from spacy.vocab import Vocab

from translit.errors import Problem
from translit.files.lines import LineFile
from translit.gazetteer import Gazetteer
from translit.gazetteer.importers.patterns import records_of
from translit.gazetteer.surface_forms import listed_names
from translit.model import Entity, EntityType


def records_from_kb(
    kb: InMemoryLookupKB, types: Mapping[str, EntityType], names: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return the entities of a knowledge base as records.

    A knowledge base knows neither types nor canonical names: ``types`` has ``person``, ``organization`` or ``place``
    for every entity id. The name is taken from ``names`` (by id), else it is the longest alias that is the entity's
    alone. An alias of several entities counts only where the article names one of them otherwise (``needs_context``).
    Frequencies, probabilities and vectors have no place in a gazetteer and stay behind.

    Raises
    ------
    ValueError
        Naming all entities that have no type, or no name.
    """
    names = names or {}
    owners = {alias: sorted({c.entity_ for c in kb.get_alias_candidates(alias)}) for alias in kb.get_alias_strings()}
    own: dict[str, list[str]] = {id_: [] for id_ in kb.get_entity_strings()}
    for alias in sorted(owners):
        for id_ in owners[alias]:
            own[id_].append(alias)
    records, faults = [], []
    for id_ in sorted(own):
        alone = [alias for alias in own[id_] if len(owners[alias]) == 1]
        name = names.get(id_) or max(alone, key=len, default="")
        if not name or id_ not in types:
            faults.append(f"{id_} has no {'type' if name else 'name'}")
            continue
        others = (alias for alias in own[id_] if alias != name)
        aliases = [alias if alias in alone else {"text": alias, "needs_context": True} for alias in others]
        records.append({"id": id_, "name": name, "type": types[id_], "aliases": aliases})
    if faults:
        raise ValueError(f"{'; '.join(faults)}: add to `types` or `names`")
    return records


def kb_from_gazetteer(gazetteer: Gazetteer, vocab: Vocab, entity_vector_length: int = 1) -> InMemoryLookupKB:
    """Return a knowledge base with every listed name of every entity; the entities of one name are equally likely.

    ``vocab`` is ``nlp.vocab``. The vectors, of length ``entity_vector_length``, are zero and yours to fill in.
    """
    kb = InMemoryLookupKB(vocab, entity_vector_length=entity_vector_length)
    owners: dict[str, list[str]] = {}
    for entity in gazetteer.entities.values():
        kb.add_entity(entity=entity.id, freq=1, entity_vector=[0.0] * entity_vector_length)
        for name in _names(entity):
            owners.setdefault(name, []).append(entity.id)
    for alias, ids in owners.items():
        kb.add_alias(alias=alias, entities=ids, probabilities=[1 / len(ids)] * len(ids))
    return kb


def records_from_patterns(path: str | Path) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the patterns of an EntityRuler (JSON Lines) as records, and the lines that say more than a name.

    Patterns with one ``id`` become one entity: the first is its name, the others are aliases; a pattern without ``id`` is an
    entity of its own, with its text as id. What is a string or a list of plain ``TEXT``, ``ORTH`` or ``LOWER`` tokens can
    be taken over; operators, regular expressions and labels other than of persons, organizations and places cannot, and
    are returned with their line.

    Raises
    ------
    ReadError
        If the file cannot be read.
    """
    records, bad = records_of(LineFile(path))
    return [record for record, _ in records], [Problem(line.number, 1, str(error)) for line, error in bad]


def patterns_from_gazetteer(gazetteer: Gazetteer) -> list[dict[str, str]]:
    """Return every listed name as a pattern, for ``ruler.add_patterns`` or a JSON Lines file.

    An EntityRuler knows no context: names that count only with it (``needs_context``) are left out.
    """
    return [
        {"label": entity.label, "pattern": name, "id": entity.id}
        for entity in gazetteer.entities.values()
        for name, needs_context in _names(entity).items()
        if not needs_context
    ]


def _names(entity: Entity) -> dict[str, bool]:
    """Return every listed name of an entity once, with True if it needs context."""
    found: dict[str, bool] = {}
    for name in listed_names(entity):
        found[name.text] = name.needs_context and found.get(name.text, True)
    return found
