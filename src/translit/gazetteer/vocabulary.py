"""The vocabulary of a gazetteer: the words of all listed names, by number, and the search for words like a given one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from translit.gazetteer.cached_method import cached_method
from translit.gazetteer.compiled_search import CompiledSearch
from translit.gazetteer.index import voted_keys
from translit.gazetteer.segments import Segment, locate
from translit.limits import REMEMBERED_WORDS
from translit.table.rough_similarity import compared_keys, rough_similarities
from translit.table.words import SAME_VARIANT, Word

_MOST_NEAR = 96  # words: a bound of the time of a search
_LESS_CERTAIN = 3  # so many times more for scripts without vowels, or of syllables, whose keys fit more words


class Vocabulary:
    """The words of all listed names of a gazetteer; a word that stands in several segments has a number in each."""

    def __init__(self, segments: Sequence[Segment], search: CompiledSearch | None = None) -> None:
        self._segments = segments
        self._search = search
        self._first_words = [segment.first_word for segment in segments]
        self.scripts = {script for segment in segments for script in segment.index.scripts}

    def word(self, number: int) -> Word:
        """Return a word by its number."""
        segment, word = locate(self._segments, self._first_words, number)
        return segment.index.word(word)

    def phonetic_keys(self, number: int) -> list[str]:
        """Return the phonetic keys of a word by its number; faster than the word itself."""
        segment, word = locate(self._segments, self._first_words, number)
        return segment.index.phonetic_keys(word)

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
        if self.scripts <= {query.script, ""}:
            return
        for place, segment in enumerate(self._segments):
            for n in self._homophones(place, query):
                if segment.index.word(n).script != query.script:
                    yield segment.first_word + n

    def _homophones(self, place: int, query: Word) -> list[int]:
        """Return the words of a segment that share a strict key without a penalty with a word."""
        found = self._search.homophones(place, query) if self._search else None
        if found is not None:
            return found
        sure = [key for key, penalty in query.phonetic_keys.items() if not penalty]
        if self._search:
            return self._search.sharing_key(place, sure)
        return self._segments[place].index.sharing_key(sure)

    @cached_method(maxsize=REMEMBERED_WORDS)
    def near(self, query: Word) -> Mapping[int, float]:
        """Return the words that share most blocking keys with ``query`` or are the same given name, the nearest first.

        Each has a rough similarity (0..1): by plain edits between its keys and those of the query, or by the part of what
        the first word shares that it shares, too. Words of the same folded letters come before all others, acronyms among
        them, which have no blocking keys; then what conventions write for a word without an alphabet, which its sounds do
        not always tell: 정 is Chung as well as Jung.
        """
        near = dict.fromkeys(self.folded(query.folded), 1.0)
        if query.abjad or query.syllabic:
            for written in sorted(query.variants):
                near.update(dict.fromkeys(self.folded(written), SAME_VARIANT))
        most = _MOST_NEAR * (_LESS_CERTAIN if query.abjad or query.syllabic else 1)
        if self._search:
            for number, alike in self._search.near(
                voted_keys(query), compared_keys(query), query.syllabic, query.abjad or query.syllabic, most
            ).items():
                near.setdefault(number, alike)
            return near
        found = [(-votes, s.first_word + n) for s in self._segments for n, votes in s.index.near(query, most)]
        found.sort()
        rough = rough_similarities(query, [self.phonetic_keys(number) for _, number in found[:most]])
        ranked = [(-max(r, votes / found[0][0]), n) for r, (votes, n) in zip(rough, found[:most], strict=True)]
        for negated, number in sorted(ranked):
            near.setdefault(number, -negated)
        return near
