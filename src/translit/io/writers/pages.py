"""Many articles to look at: a page for each, and an index of them with a filter for articles and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from translit.hypertext import safe
from translit.io.writers.html import not_read, to_page
from translit.io.writers.output_format import Folder, Options
from translit.io.writers.standalone import standalone

_SHOWN = 12  # names that are shown of an article, the most frequent: two lines of a wide page
Listed = tuple[str, str, Mapping[str, int]]


def to_index(articles: Sequence[Listed], errors: Sequence[str], options: Options) -> str:
    """Return the page that lists articles, given as file without suffix, title, and how often each name stands in it."""
    return standalone(
        "index",
        options.made_by,
        title=f"Names in {len(articles):,} articles",
        styles=("page.css", "tables.css"),
        script="filter.js",
        errors=not_read(errors),
        articles="".join(map(_article, articles)),
    )


def _article(article: Listed) -> str:
    stem, title, names = article
    often = sorted(names, key=lambda name: -names[name])
    told = ", ".join(f"{safe(name)} {names[name]}" for name in often[:_SHOWN])
    rest = f"<span hidden>{safe(', '.join(often[_SHOWN:]))}</span>" if len(often) > _SHOWN else ""
    return f'<li class="article"><a href="{quote(stem)}.html">{safe(title)}</a><p>{told}{rest}</p></li>\n'


FORMAT = Folder(
    lambda name, annotated, options: {".html": to_page([(name, annotated)], options.made_by)},
    to_index,
)
