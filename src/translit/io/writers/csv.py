"""CSV: one row for every mention."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from translit.io.writers.output_format import Stream
from translit.model import AnnotatedText

_HEADER = "id,start,end,text,label,kb_id,name,score,status,via,reason,candidates,error\n"

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # begin what spreadsheets calculate


def csv_header() -> str:
    r"""Return the first line of a CSV file.

    >>> csv_header()
    'id,start,end,text,label,kb_id,name,score,status,via,reason,candidates,error\n'
    """
    return _HEADER


def to_csv(name: str, annotated: AnnotatedText, *, safe: bool = False) -> str:
    """Return the rows of one article, without header; none if it has no mention. ``candidates`` are joined by ``|``.

    With ``safe`` a cell that a spreadsheet would take for a formula begins with an apostrophe.

    >>> from translit.model import Mention
    >>> minsk = Mention(0, 5, "Minsk", "LOC", "m", "Minsk", 1.0, "linked", "exact")
    >>> print(to_csv("=1+2", AnnotatedText("Minsk", (minsk,)), safe=True))
    '=1+2,0,5,Minsk,LOC,m,Minsk,1.0,linked,exact,,,
    <BLANKLINE>
    """
    rows = []
    for mention in annotated:
        told = mention.to_dict()
        candidates = "|".join(told.pop("candidates", ()))
        rows.append((name, *told.values(), candidates, ""))
    return csv_rows(rows, safe)


def csv_error(name: str, message: str, *, safe: bool = False) -> str:
    """Return the row of an input that failed; ``safe`` as for :func:`to_csv`."""
    return csv_rows([(name, *[""] * (_HEADER.count(",") - 1), message)], safe)


def csv_rows(rows: Iterable[Sequence[object]], safe: bool) -> str:
    """Return rows of cells as lines; ``safe`` as for :func:`to_csv`."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(map(_without_formulas, rows) if safe else rows)
    return out.getvalue()


def _without_formulas(row: Sequence[object]) -> list[object]:
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row]


FORMAT = Stream(
    lambda article, annotated, options: to_csv(article.id, annotated, safe=options.safe_csv),
    lambda article, message, options: csv_error(article.id, message, safe=options.safe_csv),
    head=csv_header(),
)
