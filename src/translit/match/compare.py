"""Comparing two names: are they names of one entity? No gazetteer is asked."""

from __future__ import annotations

from functools import lru_cache, partial

from translit.config import Config
from translit.limits import LONGEST_NAME, MOST_WORDS
from translit.match.evidence import exact, strongest_conflict, weigh_compared
from translit.match.explain import Reason, render
from translit.model import TYPES, Comparison, EntityType, Evidence, Explanation, Part
from translit.names.parse import parse_name
from translit.text.reading_view import check_text, reading_view
from translit.text.tokens import fold_words

_NOTHING = Evidence((Part("no name", "", "", -64.0),))


def compare(a: str, b: str, type: EntityType, config: Config) -> Comparison:
    """Return whether two strings name the same entity of a type, with the score (0..1) and why; symmetric.

    A string without letters is nobody's name. One of more than 24 words, or 1,000 characters, is only compared letter by
    letter.

    Raises
    ------
    TypeError, ValueError
        If one of them is not a string; if the type is none of the three.
    """
    for name in (a, b):
        check_text(name, "a name")
    if type not in TYPES:
        raise ValueError(f"type must be {' or '.join(TYPES)}, not {type!r}")
    is_remembered = max(len(a), len(b)) <= LONGEST_NAME
    return (_compared if is_remembered else _compared.__wrapped__)(a, b, type, config)


@lru_cache(maxsize=1 << 14)
def _compared(a: str, b: str, type: EntityType, config: Config) -> Comparison:
    a, b = reading_view(a).text, reading_view(b).text
    folded, other = fold_words(a), fold_words(b)
    reason = Reason("word by word", surface=a, other=b, type=type)
    if not folded or not other:
        evidence = _NOTHING
        reason = Reason("no name", surface=a, other=b)
    elif folded == other:
        evidence = exact(a, b)
        reason = Reason("same letters", surface=a, other=b)
    elif max(len(folded), len(other)) > MOST_WORDS or max(len(a), len(b)) > LONGEST_NAME:
        evidence = _NOTHING
        reason = Reason("no name", surface=a, other=b)
    else:
        evidence = Evidence(tuple(weigh_compared(parse_name(a, type), parse_name(b, type)).parts))
    score = evidence.score
    same = score >= config.threshold
    if not same and (conflict := strongest_conflict(evidence)):
        reason = Reason("conflict", part=conflict)
    return Comparison(a, b, score, same, Explanation(partial(render, reason), evidence))
