"""The vocabulary of a gazetteer: the words of all listed names, by number, and the search for words like a given one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from translit.gazetteer.cached_method import cached_method
from translit.gazetteer.segments import Segment, locate
from translit.table.words import Word, nearest, similarity

LEAST_SIMILARITY = 0.6
"""A word less similar than this is no candidate."""
MOST_SIMILAR = 40
"""Words of the vocabulary that one word may be a spelling of."""
_COMPARED = 96  # words sharing most blocking keys, of which the nearest by their strict keys are chosen
_JUDGED = 20  # the nearest of them, whose similarity is computed
_UNWRITTEN_VOWELS = 3  # so many times more of each for scripts without vowels, whose keys fit more words
_MEMO = 1 << 12


class Vocabulary:
    """The words of all listed names of a gazetteer; a word that stands in several segments has a number in each."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._first_words = [segment.first_word for segment in segments]
        self._scripts = {script for segment in segments for script in segment.index.scripts}

    def word(self, number: int) -> Word:
        """Return a word by its number."""
        segment, word = locate(self._segments, self._first_words, number)
        return segment.index.word(word)

    def frequency(self, number: int) -> int:
        """Return how many forms contain a word, those of overridden entities among them."""
        segment, word = locate(self._segments, self._first_words, number)
        return segment.index.frequency(word)

    def forms_with(self, number: int) -> list[int]:
        """Return the numbers of the forms that contain a word."""
        segment, word = locate(self._segments, self._first_words, number)
        found, first = segment.index.postings(word), segment.first_form
        return [first + n for n in found if segment.is_visible(n)] if first or segment.hidden else found

    def has_folded(self, folded: str) -> bool:
        """Return True if some listed name has this folded word."""
        return any(segment.index.has_folded(folded) for segment in self._segments)

    def folded(self, folded: str) -> Iterator[int]:
        """Yield the words that fold to this."""
        return (s.first_word + n for s in self._segments for n in s.index.folded(folded))

    def cross_script_homophones(self, query: Word) -> Iterator[int]:
        """Yield the words in other scripts that share a strict key without a penalty with a word."""
        if self._scripts <= {query.script, ""}:
            return
        for segment in self._segments:
            for n in segment.index.sharing_key(query):
                if segment.index.word(n).script != query.script:
                    yield segment.first_word + n

    @cached_method(maxsize=_MEMO)
    def similar(self, query: Word) -> tuple[tuple[int, float], ...]:
        """Return the words most similar to ``query``, best first, each with its similarity (0..1)."""
        scored = []
        wide = _UNWRITTEN_VOWELS if query.abjad else 1
        for segment in self._segments:
            numbers = segment.index.near(query, _COMPARED * wide)
            words = [segment.index.word(number) for number in numbers]
            for place in nearest(query, words, _JUDGED) if wide == 1 else range(len(words)):
                alike = similarity(query, words[place])
                if alike >= LEAST_SIMILARITY:
                    scored.append((-alike, segment.first_word + numbers[place]))
        scored.sort()
        return tuple((number, -alike) for alike, number in scored[: MOST_SIMILAR * wide])
