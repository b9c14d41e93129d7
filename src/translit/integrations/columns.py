"""The columns that ``lookup``, ``normalize`` and ``compare`` add to a table, the same in every library.

``lookup`` gives the columns of :mod:`translit.match.decision`; ``compare`` gives ``score`` (double, the probability that two
names are one), ``same`` (boolean) and ``reason`` (string); ``normalize`` gives texts. A missing value gives missing values.
A value that is no text gives, by ``lookup``, the status ``error``; ``normalize`` and ``compare`` raise a ``TypeError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pyarrow as pa

from translit.annotation.annotator import Annotator
from translit.config import Config
from translit.match.compare import compare
from translit.match.decision import SEARCHED, cells, columns, failed, of_types
from translit.model import EntityType

COMPARED = pa.struct([("score", pa.float64()), ("same", pa.bool_()), ("reason", pa.string())])


def lookup_type(top: int = 0) -> pa.StructType:
    """Return the type of what :func:`lookup_values` gives."""
    return pa.struct([(name, pa.float64() if name.endswith("score") else pa.string()) for name in columns(top)])


def lookup_values(names: Iterable[Any], annotator: Annotator, top: int = 0) -> pa.StructArray:
    """Return the decision on each name, with its ``top`` likeliest entities.

    >>> lookup_values(["Loekasjenko", None, "Nobody"], Annotator()).field("entity_id").to_pylist()
    ['alexander-lukashenko', None, '']
    """
    types = annotator.config.types
    limit = max(5, top, SEARCHED if types else 0)

    def row(name: Any) -> list[Any]:
        if not isinstance(name, str):
            return failed(f"a name must be a str, not {type(name).__name__}", top)
        return cells(of_types(annotator.lookup(name, limit=limit), types), top)

    return _rows(([name] for name in names), row, lookup_type(top))


def compare_values(pairs: Iterable[tuple[Any, Any]], type: EntityType, config: Config | None) -> pa.StructArray:
    """Return of each pair how likely both are names of one entity, whether they are, and why."""

    def row(a: str, b: str) -> tuple[Any, ...]:
        found = compare(a, b, type, config or Config())
        return found.score, found.same, found.explain().sentence

    return _rows(pairs, row, COMPARED)


def normalize_values(texts: Iterable[Any], annotator: Annotator, style: str | None) -> pa.Array:
    """Return each text in canonical spellings."""
    return pa.array([None if text is None else annotator.normalize(text, style=style) for text in texts], pa.string())


def _rows(given: Iterable[Iterable[Any]], row: Callable[..., Iterable[Any]], kind: pa.StructType) -> pa.StructArray:
    """Return a struct for each of the values given; of nulls where one of them is missing."""
    empty = [None] * kind.num_fields
    rows = [empty if any(value is None for value in values) else row(*values) for values in map(list, given)]
    arrays = [pa.array([r[i] for r in map(list, rows)], field.type) for i, field in enumerate(kind)]
    return pa.StructArray.from_arrays(arrays, fields=list(kind))
