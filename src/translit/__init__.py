"""Map every spelling of a name in the press to one canonical entity.

>>> import translit
>>> translit.lookup("Loekasjenko")[0].entity.id
'alexander-lukashenko'

The functions are the methods of one default :class:`Annotator` over the gazetteer that ships with the package; it is
loaded at first use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from translit._lazy import lazy_attributes
from translit._version import __version__ as __version__
from translit.config import Config
from translit.errors import AliasFileError, TranslitError

if TYPE_CHECKING:
    from translit.annotation.annotator import Annotator, load
    from translit.annotation.rewrite import Rewritten
    from translit.gazetteer import Gazetteer
    from translit.model import AnnotatedText, Comparison, Entity, EntityType, Evidence, Match, Mention
    from translit.table import Convention, Relation, Spelling, conventions, explain, keys, romanize, variants


__all__ = [
    "AliasFileError",
    "AnnotatedText",
    "Annotator",
    "Comparison",
    "Config",
    "Convention",
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
    "conventions",
    "explain",
    "keys",
    "load",
    "lookup",
    "lookup_many",
    "normalize",
    "rewrite",
    "romanize",
    "variants",
]

if not TYPE_CHECKING:  # a type checker would believe that any name exists
    __getattr__ = lazy_attributes(
        __name__,
        {
            "translit.annotation.annotator": ("Annotator", "load"),
            "translit.gazetteer": ("Gazetteer",),
            "translit.model": ("AnnotatedText", "Comparison", "Entity", "Evidence", "Match", "Mention"),
            "translit.annotation.rewrite": ("Rewritten",),
            "translit.table": (
                *("Convention", "Relation", "Spelling"),
                *("conventions", "explain", "keys", "romanize", "variants"),
            ),
        },
    )


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


@cache
def _default() -> Annotator:
    from translit.annotation.annotator import Annotator

    return Annotator()


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


def lookup_many(names: Iterable[str], *, limit: int = 5) -> Iterator[list[Match]]:
    """:meth:`Annotator.lookup_many` with the shipped gazetteer.

    >>> [[m.entity.name for m in found] for found in lookup_many(["Loekasjenko", "Ambrose Wibberley"])]
    [['Alexander Lukashenko'], []]
    """
    return _default().lookup_many(names, limit=limit)


def compare(a: str, b: str, *, type: EntityType = "person") -> Comparison:
    """:meth:`Annotator.compare`; two strings need no gazetteer.

    >>> compare("Łukaszenka", "Lukashenko").same
    True
    """
    from translit.match.compare import compare as compare_names

    return compare_names(a, b, type, Config())
