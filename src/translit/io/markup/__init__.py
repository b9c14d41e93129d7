"""HTML and Markdown as plain text that knows where in the source every character stands.

>>> from translit.io.markup import from_html
>>> page = from_html("<p>Sviatlana <b>Tsikhanouskaya</b> &amp; Macron</p>")
>>> page.text
'Sviatlana Tsikhanouskaya & Macron'
>>> page.source[slice(*page.map.to_source(25, 26))]
'&amp;'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translit._lazy import lazy_attributes

if TYPE_CHECKING:
    from translit.io.markup.html import from_html as from_html
    from translit.io.markup.markdown import from_markdown as from_markdown
    from translit.io.markup.source_map import Extracted as Extracted
    from translit.io.markup.source_map import SourceMap as SourceMap
    from translit.io.markup.tagging import tag as tag

__all__ = ["Extracted", "SourceMap", "from_html", "from_markdown", "tag"]

if not TYPE_CHECKING:  # a type checker would believe that any name exists
    __getattr__ = lazy_attributes(
        __name__,
        {
            "translit.io.markup.html": ("from_html",),
            "translit.io.markup.markdown": ("from_markdown",),
            "translit.io.markup.source_map": (
                "Extracted",
                "SourceMap",
            ),
            "translit.io.markup.tagging": ("tag",),
        },
    )
