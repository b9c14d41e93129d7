"""What is decided of one name of a column, as the cells of a row: the same for CSV and every dataframe.

==================  ===================================================================================================
column              holds
==================  ===================================================================================================
``entity_id``       the id of the entity that the name means; empty if that is not sure
``entity_name``     its canonical name; empty likewise
``score``           the probability of the likeliest entity, 0..1, to four decimals; empty if there is none
``status``          ``linked``, ``ambiguous`` or ``unknown``; ``error`` where a row holds no text
``reason``          why, in one sentence; of an ambiguous name who may be meant, of an error what is wrong
==================  ===================================================================================================

With ``top``, the likeliest entities follow, each as ``candidate_1_id``, ``candidate_1_name`` and ``candidate_1_score``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from translit.model import EntityType, Match

DECIDED = ("entity_id", "entity_name", "score", "status", "reason")
SEARCHED = 20
"""Matches to ask for where only some types count: so many that a person is found behind places of the same name."""
Cell = str | float | None


def columns(top: int = 0) -> list[str]:
    """Return the names of the columns.

    >>> columns(1)
    ['entity_id', 'entity_name', 'score', 'status', 'reason', 'candidate_1_id', 'candidate_1_name', 'candidate_1_score']
    """
    return [*DECIDED, *(f"candidate_{n}_{what}" for n in range(1, top + 1) for what in ("id", "name", "score"))]


def cells(matches: Sequence[Match], top: int = 0) -> list[Cell]:
    """Return the row for what :func:`translit.lookup` returned, as wide as :func:`columns`.

    >>> cells([])
    ['', '', None, 'unknown', 'no listed entity has this name']
    """
    row: list[Cell] = ["", "", None, "unknown", "no listed entity has this name"]
    if matches and (best := matches[0]).status != "alternative":
        row = [best.entity.id, best.entity.name, round(best.score, 4), best.status, best.explain().sentence]
        if best.status == "ambiguous":
            rivals = [f"{m.entity.name} ({m.entity.id})" for m in matches if m.status == "ambiguous"]
            row[:2], row[4] = ["", ""], f"may be {' or '.join(rivals)}"
    for match in matches[:top]:
        row += [match.entity.id, match.entity.name, round(match.score, 4)]
    return row + [None] * (len(DECIDED) + 3 * top - len(row))


def failed(message: str, top: int = 0) -> list[Cell]:
    """Return the row for a value that is no name.

    >>> failed("a number, not a text")
    ['', '', None, 'error', 'a number, not a text']
    """
    return ["", "", None, "error", message, *[None] * (3 * top)]


def of_types(matches: Sequence[Match], types: Collection[EntityType]) -> list[Match]:
    """Return the matches of some types, of all if none is named; what is ambiguous only beside another type is linked."""
    kept = [match for match in matches if not types or match.entity.type in types]
    if kept and kept[0].status == "ambiguous" and [m.status for m in kept].count("ambiguous") == 1:
        kept[0] = replace(kept[0], status="linked")
    return kept
