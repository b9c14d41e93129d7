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
    from translit.core import core_in_use
    from translit.corpus.discovery import Proposal, discover
    from translit.corpus.spelling_counts import audit
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
    "Proposal",
    "Relation",
    "Rewritten",
    "Spelling",
    "TranslitError",
    "annotate",
    "audit",
    "compare",
    "conventions",
    "core_in_use",
    "discover",
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
            "translit.core": ("core_in_use",),
            "translit.corpus.discovery": ("Proposal", "discover"),
            "translit.corpus.spelling_counts": ("audit",),
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
    """Return the mentions in ``text``: sorted, disjoint, offsets in code points, scores as probabilities (0..1).

    It is :meth:`Annotator.annotate` with the shipped gazetteer.

    Raises
    ------
    TypeError
        If ``text`` is not a string.

    Examples
    --------
    >>> [(m.start, m.end, m.text, m.kb_id) for m in annotate("Loekasjenko in Sotsji")]
    [(0, 11, 'Loekasjenko', 'alexander-lukashenko'), (15, 21, 'Sotsji', 'sochi')]
    """
    return _default().annotate(text)


def normalize(text: str, *, style: str | None = None) -> str:
    """Return ``text`` in canonical spellings, or in those of a house style (``be``, ``ru``, ``uk``) where there are such.

    It is :meth:`Annotator.normalize` with the shipped gazetteer.

    Raises
    ------
    TypeError, ValueError
        If ``text`` is not a string; if no entity has the style.

    Examples
    --------
    >>> normalize("Loekasjenko in Sotsji"), normalize("Loekasjenko in Sotsji", style="be")
    ('Lukashenko in Sochi', 'Lukashenka in Sochi')
    """
    return _default().normalize(text, style=style)


def rewrite(text: str, *, style: str | None = None) -> Rewritten:
    """Return what :func:`normalize` does, with every replacement and a map of the offsets (in code points).

    It is :meth:`Annotator.rewrite` with the shipped gazetteer.

    Raises
    ------
    TypeError, ValueError
        If ``text`` is not a string; if no entity has the style.

    Examples
    --------
    >>> done = rewrite("Loekasjenko in Sotsji")
    >>> done.text, done.to_old(done.text.index("Sochi"))
    ('Lukashenko in Sochi', 15)
    """
    return _default().rewrite(text, style=style)


def lookup(name: str, *, limit: int = 5) -> list[Match]:
    """Return the entities that a single name may stand for, best first, at most ``limit``; ``[]`` if it is unknown.

    It is :meth:`Annotator.lookup` with the shipped gazetteer. Scores are probabilities (0..1).

    Raises
    ------
    TypeError
        If ``name`` is not a string.

    Examples
    --------
    >>> lookup("Svetlana Tikhanovska")
    [Match('sviatlana-tsikhanouskaya', score=0.981, status='linked', via='key')]
    """
    return _default().lookup(name, limit=limit)


def lookup_many(names: Iterable[str], *, limit: int = 5) -> Iterator[list[Match]]:
    """Yield what :func:`lookup` returns for each of many names, lazily and in order.

    It is :meth:`Annotator.lookup_many` with the shipped gazetteer; that one can use several processes.

    Raises
    ------
    TypeError
        If a name is not a string, when it is its turn.

    Examples
    --------
    >>> [[m.entity.name for m in found] for found in lookup_many(["Loekasjenko", "Ambrose Wibberley"])]
    [['Alexander Lukashenko'], []]
    """
    return _default().lookup_many(names, limit=limit)


def compare(a: str, b: str, *, type: EntityType = "person") -> Comparison:
    """Return whether two strings name the same person, organization or place; symmetric, and no gazetteer is asked.

    It is :meth:`Annotator.compare`. The score is a probability (0..1).

    Raises
    ------
    TypeError, ValueError
        If one of them is not a string; if ``type`` is none of these three.

    Examples
    --------
    >>> compare("Łukaszenka", "Lukashenko").same
    True
    """
    from translit.match.compare import compare as compare_names

    return compare_names(a, b, type, Config())
