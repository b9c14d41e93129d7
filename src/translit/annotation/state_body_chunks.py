"""Chunks made longer over the bodies of states: most of their words have no capital, and stand in no chunk.

*Het Russische ministerie van Defensie*, *das russische Verteidigungsministerium*, *в министерстве обороны России*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from translit.names.state_bodies import LONGEST_BODY, StateBodies, state_bodies
from translit.text.chunks import Chunk, extended
from translit.text.tokens import next_word, tokens

Bounds = tuple[int, int]


def body_starts(chunk: Chunk) -> tuple[int, ...]:
    """Return the offsets in a chunk from which on it may be the beginning of a body of a state."""
    bodies = state_bodies(chunk.lang)
    if bodies is None:
        return ()
    return tuple([chunk.tokens[i].start for i in chunk.joined_to_the_end() if bodies.may_begin(chunk.tokens[i].folded)])


def found_bodies(text: str, bodies: StateBodies, starts: Iterable[Bounds]) -> list[Bounds]:
    """Return the bounds of the bodies of states at some places, in order and disjoint.

    Each place is where a body may begin, and the end of a word or chunk after which it may go on.
    """
    found: list[Bounds] = []
    for start, end in sorted(starts):
        if not text[end : end + 1].isspace() or (found and start < found[-1][1]):
            continue
        following = next_word(text, end)
        if following and bodies.may_go_on(text[slice(*following)]):
            words = tokens(text[start : extended(text, end, LONGEST_BODY)])
            body = bodies.at(words, 0)
            last = start + words[body.length - 1].end if body else start
            if body and "-" not in (text[start - 1 : start], text[last : last + 1]):
                found.append((start, last))
    return found


def longer_bounds(places: Iterable[Bounds], chunks: Sequence[Bounds]) -> list[Bounds]:
    """Return the bounds of the chunks that bodies of states at some places make longer, in order and disjoint.

    What lies in one of the chunks as it is makes none longer.
    """
    longer: list[Bounds] = []
    for start, end in places:
        touched = [(a, b) for a, b in chunks if a < end and start < b]
        if any(a <= start and end <= b for a, b in touched):
            continue
        first, last = min([start, *(a for a, _ in touched)]), max([end, *(b for _, b in touched)])
        if longer and first < longer[-1][1]:
            first = longer.pop()[0]
        longer.append((first, last))
    return longer
