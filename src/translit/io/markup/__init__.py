"""HTML and Markdown as plain text that knows where in the source every character stands.

>>> from translit.io.markup import from_html
>>> page = from_html("<p>Sviatlana <b>Tsikhanouskaya</b> &amp; Macron</p>")
>>> page.text
'Sviatlana Tsikhanouskaya & Macron'
>>> page.source[slice(*page.map.to_source(25, 26))]
'&amp;'
"""

from __future__ import annotations

from translit.io.markup.html import from_html
from translit.io.markup.markdown import from_markdown
from translit.io.markup.tagging import tag
from translit.text.source_map import Extracted, SourceMap

__all__ = ["Extracted", "SourceMap", "from_html", "from_markdown", "tag"]
