"""Merging gazetteers: records of one entity, which several lists have under ids of their own, become one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from translit.gazetteer.surface_forms import listed_names
from translit.model import Alias, Entity
from translit.names.countries import country_of
from translit.text.tokens import fold_words

ISO = "iso"


class Merger(NamedTuple):
    """Two records that became one: the entity that stays, the one that was merged into it, and what they agree in."""

    kept: Entity
    gone: Entity
    key: str
    value: str


def merged(
    lists: Iterable[Iterable[Entity]], keys: Sequence[str], tell: Callable[[Merger], None] = lambda merger: None
) -> list[Entity]:
    """Return the entities of lists, those that agree in a key merged: the first keeps its id and name and gains names.

    The most trusted list comes first; an entity whose id came before replaces that one, as in a stack. ``keys`` make
    two records of one type the same entity: ``wikidata`` or another database of ``links``, or ``iso``, which is the
    code of a country that both are. Without keys only records with one id meet. ``tell`` is called with each pair that
    is merged.
    """
    found: dict[str, Entity] = {}
    owners: dict[tuple[str, str, str], str] = {}
    ids: dict[str, str] = {}
    for entities in map(list, lists):
        countries = _countries(entities) if ISO in keys else {}
        for entity in entities:
            values = {**entity.links, ISO: countries.get(entity.id, "")}
            keyed = [(entity.type, key, values[key]) for key in keys if values.get(key)]
            agreed = next((key for key in keyed if key in owners), None)
            owner = owners[agreed] if agreed else entity.id
            if entity.id in found or agreed is None or owner == entity.id:
                owner, found[entity.id] = entity.id, entity
            else:
                tell(Merger(found[owner], entity, *agreed[1:]))
                found[owner] = _together(found[owner], entity)
                ids[entity.id] = owner
            for key in keyed:
                owners.setdefault(key, owner)
    return [_with_relations(entity, ids) for entity in found.values()]


def in_common(entities: Iterable[Entity]) -> Counter[str]:
    """Return how many entities are of the type of another one, and have its name or its id in a database, by which.

    >>> in_common([Entity("a", "Ann Lee", "person"), Entity("b", "Ann Lee", "person"), Entity("c", "Ann Lee", "place")])
    Counter({'name': 1})
    """
    seen: set[tuple[str, str, str]] = set()
    found: Counter[str] = Counter()
    for entity in entities:
        for key, value in (("name", entity.name), *entity.links.items()):
            keyed = (entity.type, key, value)
            found[key] += keyed in seen
            seen.add(keyed)
    return +found


def _countries(entities: Iterable[Entity]) -> dict[str, str]:
    """Return the codes of the entities that are countries, by id; of several with one code, of that with most names of it.

    *Tunis* is also a name of Tunisia in some language, but the city has other names.
    """
    ranked: dict[str, list[tuple[int, str]]] = {}
    for entity in entities:
        if entity.type == "place" and entity.country and _is_country(entity.name, entity.country):
            names = sum(_is_country(listed.text, entity.country) for listed in listed_names(entity))
            ranked.setdefault(entity.country, []).append((names, entity.id))
    return {max(found)[1]: code for code, found in ranked.items()}


def _is_country(name: str, code: str) -> bool:
    return country_of(" ".join(fold_words(name))) == code


def _together(first: Entity, second: Entity) -> Entity:
    """Return the first entity with the names and the facts of the second that it lacks."""
    known = {fold_words(name.text) for name in listed_names(first)}
    names = {lang: list(forms) for lang, forms in first.names.items()}
    for lang, forms in second.names.items():
        names.setdefault(lang, []).extend(form for form in forms if form not in first.names.get(lang, ()))
        known.update(map(fold_words, forms))
    aliases = list(first.aliases)
    for alias in (Alias(second.name), *second.aliases):
        if fold_words(alias.text) not in known:
            known.add(fold_words(alias.text))
            aliases.append(alias)
    return replace(
        first,
        gender=first.gender or second.gender,
        names={lang: tuple(forms) for lang, forms in names.items()},
        aliases=tuple(aliases),
        acronyms=tuple(dict.fromkeys((*first.acronyms, *second.acronyms))),
        patronymic={**second.patronymic, **first.patronymic},
        styles={**second.styles, **first.styles},
        relations={kind: tuple(dict.fromkeys((*first.relations.get(kind, ()), *second.relations.get(kind, ()))))
                   for kind in {**first.relations, **second.relations}},
        links={**second.links, **first.links},
        country=first.country or second.country,
        description=first.description or second.description,
    )  # fmt: skip


def _with_relations(entity: Entity, ids: Mapping[str, str]) -> Entity:
    """Return an entity whose relatives have the ids that they have now."""
    if not any(target in ids for targets in entity.relations.values() for target in targets):
        return entity
    relations = {
        kind: tuple(dict.fromkeys(ids.get(t, t) for t in targets)) for kind, targets in entity.relations.items()
    }
    return replace(entity, relations=relations)
