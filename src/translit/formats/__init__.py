"""Writing annotations: pure functions from annotated texts to strings, or to the plain data of other tools.

All offsets are code points of the text, in every format. Consumers that count UTF-16 units (JavaScript) must convert
where the text has characters beyond U+FFFF; only :func:`to_web_annotation` is read by such, and its standard asks for
code points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazily

if TYPE_CHECKING:
    from translit.formats.lines import error_line as error_line
    from translit.formats.lines import rewritten_line as rewritten_line
    from translit.formats.lines import to_json_line as to_json_line
    from translit.formats.page import to_page as to_page
    from translit.formats.rows import csv_error as csv_error
    from translit.formats.rows import csv_header as csv_header
    from translit.formats.rows import to_csv as to_csv
    from translit.formats.standoff import to_brat as to_brat
    from translit.formats.standoff import to_conll as to_conll
    from translit.formats.table import to_table as to_table
    from translit.formats.tools import to_displacy as to_displacy
    from translit.formats.tools import to_displacy_spans as to_displacy_spans
    from translit.formats.tools import to_label_studio as to_label_studio
    from translit.formats.tools import to_prodigy as to_prodigy
    from translit.formats.web import to_web_annotation as to_web_annotation

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

__getattr__ = lazily(
    __name__,
    {
        "translit.formats.lines": (
            "error_line",
            "rewritten_line",
            "to_json_line",
        ),
        "translit.formats.page": ("to_page",),
        "translit.formats.rows": (
            "csv_error",
            "csv_header",
            "to_csv",
        ),
        "translit.formats.standoff": (
            "to_brat",
            "to_conll",
        ),
        "translit.formats.table": ("to_table",),
        "translit.formats.tools": (
            "to_displacy",
            "to_displacy_spans",
            "to_label_studio",
            "to_prodigy",
        ),
        "translit.formats.web": ("to_web_annotation",),
    },
)
