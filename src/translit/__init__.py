"""Map every spelling of a name in the press to one canonical entity.

>>> import translit
>>> translit.lookup("Loekasjenko")[0].entity.id
'alexander-lukashenko'

The functions are the methods of one default :class:`Annotator` over the gazetteer that ships with the package; it is
loaded at first use.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from translit._lazy import lazily
from translit._version import __version__ as __version__
from translit.config import Config
from translit.errors import AliasFileError, TranslitError

if TYPE_CHECKING:
    from pathlib import Path

    from translit.annotator import Annotator
    from translit.gazetteer import Gazetteer
    from translit.model import AnnotatedText, Comparison, Entity, EntityType, Evidence, Match, Mention
    from translit.rewriting import Rewritten
    from translit.table import Relation, Spelling, explain, keys, romanize, variants


__all__ = [
    "AliasFileError",
    "AnnotatedText",
    "Annotator",
    "Comparison",
    "Config",
    "Entity",
    "Evidence",
    "Gazetteer",
    "Match",
    "Mention",
    "Relation",
    "Rewritten",
    "Spelling",
    "TranslitError",
    "annotate",
    "compare",
    "explain",
    "keys",
    "load",
    "lookup",
    "normalize",
    "rewrite",
    "romanize",
    "variants",
]

__getattr__ = lazily(
    __name__,
    {
        "translit.annotator": ("Annotator",),
        "translit.gazetteer": ("Gazetteer",),
        "translit.model": ("AnnotatedText", "Comparison", "Entity", "Evidence", "Match", "Mention"),
        "translit.rewriting": ("Rewritten",),
        "translit.table": ("Relation", "Spelling", "explain", "keys", "romanize", "variants"),
    },
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


SHIPPED = "shipped"
"""Stands for the shipped gazetteer among the files given to :func:`load`."""


@cache
def _default() -> Annotator:
    from translit.annotator import Annotator

    return Annotator()


def load(*paths: str | Path, config: Config | None = None) -> Annotator:
    """An annotator over the shipped gazetteer, or over the files at ``paths``; a later file overrides by id.

    A file is an alias file or a compiled gazetteer; ``"shipped"`` stands for the gazetteer that ships with the package, so
    that yours can be put on top of it: ``load("shipped", "mine.yaml")``.

    Raises
    ------
    ReadError, AliasFileError, ArtefactError
        If a file cannot be read, or an alias file with all its faults at once.
    """
    from translit.annotator import Annotator
    from translit.gazetteer import Gazetteer

    if not paths:
        return Annotator(config=config)
    found = [Gazetteer.default() if path == SHIPPED else Gazetteer.read(path) for path in paths]
    return Annotator(found[0] if len(found) == 1 else Gazetteer.stack(*found), config=config)


def annotate(text: str) -> AnnotatedText:
    """:meth:`Annotator.annotate` with the shipped gazetteer."""
    return _default().annotate(text)


def normalize(text: str, *, style: str | None = None) -> str:
    """:meth:`Annotator.normalize` with the shipped gazetteer."""
    return _default().normalize(text, style=style)


def rewrite(text: str, *, style: str | None = None) -> Rewritten:
    """:meth:`Annotator.rewrite` with the shipped gazetteer.

    >>> done = rewrite("Loekasjenko in Sotsji")
    >>> done.text, done.to_old(done.text.index("Sochi"))
    ('Lukashenko in Sochi', 15)
    """
    return _default().rewrite(text, style=style)


def lookup(name: str, *, limit: int = 5) -> list[Match]:
    """:meth:`Annotator.lookup` with the shipped gazetteer."""
    return _default().lookup(name, limit=limit)


def compare(a: str, b: str, *, type: EntityType = "person") -> Comparison:
    """:meth:`Annotator.compare`; two strings need no gazetteer.

    >>> compare("Łukaszenka", "Lukashenko").same
    True
    """
    from translit.matching import compare as compare_names

    return compare_names(a, b, type, Config())
