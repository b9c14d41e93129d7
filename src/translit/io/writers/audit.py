"""An audit as a table for people and as CSV; as a page it is written by :mod:`translit.io.writers.audit_page`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from translit.corpus.spelling_counts import Audit, SpellingCount
from translit.io.writers.csv import csv_rows
from translit.io.writers.shown import shown

NO_CONVENTION = "no convention"


class SpellingUse(NamedTuple):
    """One spelling of an entity: how it comes about, how often it stands in each group, and in all."""

    spelling: str
    how: str
    by_group: Counter[str]

    @property
    def mentions(self) -> int:
        """How often it stands in all groups together."""
        return self.by_group.total()


def by_entity(audit: Audit) -> Iterator[tuple[SpellingCount, list[SpellingUse]]]:
    """Yield every entity, by its first count, with its spellings, the most frequent first."""
    for _, counts in groupby(audit, key=lambda count: count.entity_id):
        first, uses = None, dict[tuple[str, str], Counter[str]]()
        for count in counts:
            first = first or count
            how = count.convention or NO_CONVENTION
            uses.setdefault((count.spelling, how), Counter())[count.group] += count.mentions
        assert first is not None
        yield first, [SpellingUse(*key, by_group) for key, by_group in uses.items()]


def to_table(audit: Audit) -> str:
    """Return a table for people: every entity, its spellings, how each comes about, and who writes it.

    >>> from translit.corpus.spelling_counts import audit
    >>> print(to_table(audit([{"source": "A", "text": "Lukashenka"}, {"source": "B", "text": "Lukashenko"}])))
    2 articles, 1 entity, 2 spellings
    <BLANKLINE>
    Alexander Lukashenko (alexander-lukashenko)
         1  Lukashenka  English press from Belarusian  A 1
         1  Lukashenko  English press from Russian     B 1
    <BLANKLINE>
    """
    entities = list(by_entity(audit))
    spellings = [(entity.entity_id, use.spelling) for entity, uses in entities for use in uses]
    numbers = [
        (audit.articles, "article", "articles"),
        (len(entities), "entity", "entities"),
        (len(set(spellings)), "spelling", "spellings"),
    ]
    lines = [", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in numbers)]
    for entity, uses in entities:
        wide = [max(map(len, column)) for column in zip(*((use.spelling, use.how) for use in uses), strict=True)]
        lines += ["", f"{entity.entity_name} ({entity.entity_id})"]
        for use in uses:
            who = ", ".join(f"{group or '-'} {n}" for group, n in use.by_group.most_common())
            lines.append(f"{use.mentions:>6}  {use.spelling:<{wide[0]}}  {use.how:<{wide[1]}}  {who}")
    return shown("\n".join(lines) + "\n")


def to_csv(audit: Audit, *, safe: bool = False) -> str:
    """Return the counts as CSV; with ``safe`` no cell is one that a spreadsheet takes for a formula."""
    return csv_rows([SpellingCount._fields, *audit], safe)
