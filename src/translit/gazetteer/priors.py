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
