"""CSV: one row for every mention."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from translit.io.writers.output_format import Stream
from translit.model import AnnotatedText

_HEADER = "id,start,end,text,label,kb_id,name,score,status,via,reason,candidates,error\n"


def csv_header() -> str:
    r"""Return the first line of a CSV file.

    >>> csv_header()
    'id,start,end,text,label,kb_id,name,score,status,via,reason,candidates,error\n'
    """
    return _HEADER


def to_csv(name: str, annotated: AnnotatedText) -> str:
    """Return the rows of one article, without header; none if it has no mention. ``candidates`` are joined by ``|``."""
    rows = []
    for mention in annotated:
        told = mention.to_dict()
        candidates = "|".join(told.pop("candidates", ()))
        rows.append((name, *told.values(), candidates, ""))
    return _rows(rows)


def csv_error(name: str, message: str) -> str:
    """Return the row of an input that failed."""
    return _rows([(name, *[""] * (_HEADER.count(",") - 1), message)])


def _rows(rows: Iterable[tuple[object, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


FORMAT = Stream(
    lambda article, annotated, options: to_csv(article.id, annotated),
    lambda article, message, options: csv_error(article.id, message),
    head=csv_header(),
)
