"""Writing annotations: pure functions from annotated texts to strings, or to the plain data of other tools.

All offsets are code points of the text, in every format. Consumers that count UTF-16 units (JavaScript) must convert
where the text has characters beyond U+FFFF; only :func:`to_web_annotation` is read by such, and its standard asks for
code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazy_attributes

if TYPE_CHECKING:
    from translit.io.writers.lines import error_line as error_line
    from translit.io.writers.lines import rewritten_line as rewritten_line
    from translit.io.writers.lines import to_json_line as to_json_line
    from translit.io.writers.page import to_page as to_page
    from translit.io.writers.rows import csv_error as csv_error
    from translit.io.writers.rows import csv_header as csv_header
    from translit.io.writers.rows import to_csv as to_csv
    from translit.io.writers.standoff import to_brat as to_brat
    from translit.io.writers.standoff import to_conll as to_conll
    from translit.io.writers.table import to_table as to_table
    from translit.io.writers.tools import to_displacy as to_displacy
    from translit.io.writers.tools import to_displacy_spans as to_displacy_spans
    from translit.io.writers.tools import to_label_studio as to_label_studio
    from translit.io.writers.tools import to_prodigy as to_prodigy
    from translit.io.writers.web import to_web_annotation as to_web_annotation

__all__ = [
    "csv_error",
    "csv_header",
    "error_line",
    "rewritten_line",
    "to_brat",
    "to_conll",
    "to_csv",
    "to_displacy",
    "to_displacy_spans",
    "to_json_line",
    "to_label_studio",
    "to_page",
    "to_prodigy",
    "to_table",
    "to_web_annotation",
]

__getattr__ = lazy_attributes(
    __name__,
    {
        "translit.io.writers.lines": (
            "error_line",
            "rewritten_line",
            "to_json_line",
        ),
        "translit.io.writers.page": ("to_page",),
        "translit.io.writers.rows": (
            "csv_error",
            "csv_header",
            "to_csv",
        ),
        "translit.io.writers.standoff": (
            "to_brat",
            "to_conll",
        ),
        "translit.io.writers.table": ("to_table",),
        "translit.io.writers.tools": (
            "to_displacy",
            "to_displacy_spans",
            "to_label_studio",
            "to_prodigy",
        ),
        "translit.io.writers.web": ("to_web_annotation",),
    },
)
