"""Which of several entities of one name news means where nothing else tells."""

from __future__ import annotations

from collections.abc import Sequence

from translit.model import Entity

_FAR = 2  # classes of priors: ten times as often, or more


def best_known(entities: Sequence[Entity]) -> Entity | None:
    """Return the entity that is meant by a name of several: the only mononym, else the one that news names far more often.

    >>> one, two = Entity("one", "Ann Lee", "person", prior=4), Entity("two", "Bo Lee", "person", prior=2)
    >>> best_known([one, two]), best_known([one, one])
    (Entity('one', 'Ann Lee', 'person'), None)
    """
    mononyms = [e for e in entities if e.mononym]
    if len(mononyms) == 1:
        return mononyms[0]
    first, *others = sorted(entities, key=lambda e: -e.prior)
    return first if others and others[0].prior and first.prior >= others[0].prior + _FAR else None


def is_known_for_family(head: Entity, relative: Entity) -> bool:
    """Return True if the family name alone means one person, and the other is a far less known child, spouse or sibling.

    The press writes such a relative with the given name. Parents are often those whom a text on history means.

    >>> joe = Entity("joe", "Joe Lee", "person", prior=4, mononym=True)
    >>> ann = Entity("ann", "Ann Lee", "person", prior=2, relations={"spouse": ("joe",)})
    >>> is_known_for_family(joe, ann), is_known_for_family(ann, joe)
    (True, False)
    """
    if not head.mononym or (relative.prior and head.prior < relative.prior + _FAR):
        return False
    of_head = {id for kind in ("child", "spouse", "sibling") for id in head.relations.get(kind, ())}
    of_relative = {id for kind in ("parent", "spouse", "sibling") for id in relative.relations.get(kind, ())}
    return relative.id in of_head or head.id in of_relative
