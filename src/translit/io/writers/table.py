"""A table for people at a terminal."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

from translit.io.writers.output_format import Stream
from translit.io.writers.shown import shown
from translit.model import AnnotatedText, Mention

_NARROWEST = 24


def to_table(name: str, annotated: AnnotatedText, width: int = 120) -> str:
    """Return a table for people: every entity, its spellings with their counts, and how each was reached.

    Control characters are written as escapes, since a terminal would obey them.
    """
    groups = _grouped(annotated)
    title = f"{' '.join(name.split())}: {len(annotated)} mentions of {len(groups)} entities"
    if not groups:
        return shown(f"{title}\n")
    names = [f"{label} {entity}" for (label, entity), _ in groups]
    left = min(max(map(len, names)), 34)
    middle = min(max(len(m.text) for _, rows in groups for m, _ in rows), 34)
    right = max(width - left - middle - 10, _NARROWEST)
    lines = [title, _row(("ENTITY", "SPELLING", "", "HOW IT WAS REACHED"), left, middle), "-" * min(width, 120)]
    for heading, (_, rows) in zip(names, groups, strict=True):
        for i, (mention, count) in enumerate(rows):
            cells = (
                textwrap.wrap(heading, left) if i == 0 else [],
                textwrap.wrap(mention.text, middle),
                [f"{count}x"],
                textwrap.wrap(mention.reason, right, break_long_words=False),
            )
            lines += [_row(row, left, middle) for row in zip_longest(*cells, fillvalue="")]
    return shown("\n".join(lines)) + "\n"


def _row(cells: tuple[str, ...], left: int, middle: int) -> str:
    entity, spelling, count, how = cells
    return f"{entity:<{left}}  {spelling:<{middle}}  {count:>4}  {how}".rstrip()


def _grouped(annotated: AnnotatedText) -> list[tuple[tuple[str, str], list[tuple[Mention, int]]]]:
    """Return entities in order of first mention; under each its spellings, with the first mention of each and the count."""
    groups: dict[tuple[str, str], dict[str, list[Mention]]] = {}
    for mention in annotated:
        name = mention.name or "? " + " / ".join(mention.candidates)
        groups.setdefault((mention.label, name), {}).setdefault(mention.text, []).append(mention)
    return [(key, [(m[0], len(m)) for m in spellings.values()]) for key, spellings in groups.items()]


FORMAT = Stream(lambda article, annotated, options: to_table(article.id, annotated, options.width), between="\n")
