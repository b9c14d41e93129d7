"""CSV: one row for every mention."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from translit.model import AnnotatedText

_COLUMNS = (
    "id",
    "start",
    "end",
    "text",
    "label",
    "kb_id",
    "name",
    "score",
    "status",
    "via",
    "reason",
    "candidates",
    "error",
)


def csv_header() -> str:
    r"""The first line of a CSV file.

    >>> csv_header()
    'id,start,end,text,label,kb_id,name,score,status,via,reason,candidates,error\n'
    """
    return _rows([_COLUMNS])


def to_csv(name: str, annotated: AnnotatedText) -> str:
    """The rows of one article, without header; none if it has no mention. ``candidates`` are joined by ``|``."""
    rows = []
    for mention in annotated:
        told = mention.to_dict()
        candidates = "|".join(told.pop("candidates", ()))
        rows.append((name, *told.values(), candidates, ""))
    return _rows(rows)


def csv_error(name: str, message: str) -> str:
    """The row of an input that failed."""
    return _rows([(name, *[""] * (len(_COLUMNS) - 2), message)])


def _rows(rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
