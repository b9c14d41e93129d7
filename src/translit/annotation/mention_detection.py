"""Mention detection: the chunks of a text, and what each may hold: candidate spans and short forms of names.

What a chunk may hold is computed once for every different chunk and remembered, within bounds: the news of a day names the
same people again and again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import chain, islice
from operator import itemgetter

from translit.annotation import detect
from translit.annotation.borders import NameBorders
from translit.annotation.detect.countries import MOST_SMALL_WORDS, begins_country
from translit.annotation.spans import (
    CandidateSpan,
    ChunkCandidates,
    LongerName,
    ShortFormCandidate,
    places_of,
    span_of_forms,
)
from translit.annotation.state_body_chunks import body_starts, found_bodies, longer_bounds
from translit.annotation.words import (
    MEMO,
    ListedWords,
    LoneSurnames,
    ShortForms,
    dictionary_forms,
    may_be_family_name,
    words_beginning_like,
)
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.limits import LONGEST_WORD, REMEMBERED_CHUNKS
from translit.names.given_names import may_be_given_name
from translit.names.state_bodies import state_bodies
from translit.text.chunks import APOSTROPHES, ELIDING_LANGUAGES, Chunk, chunk_bounds, elisions, extended
from translit.text.common_words import common_words
from translit.text.document import Document, language_of
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.tokens import SMALL_WORD, Token, is_small, tokens, word_at

_CHUNK_BYTES, _LETTER_BYTES, _WORD_BYTES = 280, 6, 130  # about what a chunk without candidates takes (measured)
_KEPT_BYTES, _TOKEN_BYTES = 300, 160  # what the tokens of one with candidates take besides
_SPAN_BYTES = 1500  # what a candidate span takes with its listed names, many of which the gazetteer has forgotten
_LONGEST_KEPT = 256  # characters of chunks that are remembered; longer ones do not come again
_MOST_GIVEN = 2  # words after a family name and a comma: given name and patronymic
_INITIALS = regex(r"[^\W\d_](?:\. ?[^\W\d_]){0,2}")
_EXTENSIONS = 3  # times that a chunk may be made longer: with more words it may hold the beginning of another long name

Chunks = list[tuple[int, int, ChunkCandidates]]
"""Where each chunk of a text starts and ends, and what it may hold, in text order."""


class DetectedMentions:
    """A text with the candidates of its chunks: ``spans`` and ``short_forms``, by the numbers of the document's tokens.

    Of the ``document`` only the chunks that have candidates are read.
    """

    def __init__(self, text: str, lang: str | None, chunks: Chunks) -> None:
        self.document = Document(text, lang, [found.size for _, _, found in chunks])
        self.spans: list[CandidateSpan] = []
        self.short_forms: list[ShortFormCandidate] = []
        self._chunks = chunks
        for number, (start, _, found) in enumerate(chunks):
            if found.chunk is not None:
                first = self.document.read(number, start, found.chunk)
                self.spans += [span.shifted(first) for span in found.spans]
                self.short_forms += [short.shifted(first) for short in found.short_forms]

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of all chunks that may be names of persons, each folded."""
        return dict(chain.from_iterable([found.words for _, _, found in self._chunks]))

    @cached_property
    def _unread(self) -> dict[str, list[int]]:
        """The numbers of the chunks that are not read, by the words that may be names of persons."""
        numbers: dict[str, list[int]] = {}
        for number, (_, _, found) in enumerate(self._chunks):
            if found.chunk is None:
                for text, _ in found.words:
                    numbers.setdefault(text, []).append(number)
        return numbers

    def read_chunks_with(self, words: Iterable[str]) -> None:
        """Read the tokens of the chunks that hold one of these words, which may be names of persons."""
        document = self.document
        for number in {number for text in words for number in self._unread.pop(text, ())}:
            start, end, _ = self._chunks[number]
            document.read(number, start, Chunk.of(document.text[start:end], document.lang))

    def read_chunks_with_forms(self, forms: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
        """Return the words that may have one of these folded dictionary forms, each with all of its forms.

        The chunks that hold such a word are read.
        """
        lang = self.document.lang
        alike = words_beginning_like(forms, self.words, lang)
        found = {text: own for text in alike if not forms.isdisjoint(own := dictionary_forms(text, lang))}
        self.read_chunks_with(found)
        return found


def _with_given_name(text: str, end: int, ahead: deque[tuple[int, int]]) -> int:
    """Return where a chunk ends that a comma and a given name or initials follow: *Merkel, Angela*, *Merkel, A.*

    The rest of its line is no name.
    """
    start, after = ahead[0]
    line = text.find("\n", start, after)
    of_line = after if line < 0 else line
    given = text[start:of_line].split()
    are_initials = _INITIALS.fullmatch(text, start, of_line) and text.startswith(".", of_line)
    if not are_initials and not (0 < len(given) <= _MOST_GIVEN and may_be_given_name(given[0])):
        return end
    ahead.popleft()
    if line >= 0:
        ahead.appendleft((line + 1, after))
    return of_line


def _until_elision(text: str, end: int, further: int, ahead: Sequence[tuple[int, int]]) -> int:
    """Return how far a chunk may be made longer: not over a name that begins after an elided word."""
    for start, _ in ahead:
        if start >= further:
            break
        if text[start - 1] in APOSTROPHES:
            return end + len(text[end : word_at(text, start - 1, end)].rstrip())
    return further


def _is_no_name(text: str, start: int, lang: str | None) -> bool:
    """Return True if a word is a small one, a common one, or begins with one that is elided: *et*, *Selon*, *C'est*."""
    word = text[start : start + LONGEST_WORD].split(" ", 1)[0]
    return is_small(word[:1]) or not APOSTROPHES.isdisjoint(word) or fold(word) in common_words(lang)


class MentionDetector:
    """Finds what the chunks of texts may hold."""

    def __init__(self, gazetteer: Gazetteer, config: Config, surnames: LoneSurnames) -> None:
        self._gazetteer = gazetteer
        self._surnames = surnames
        self._words = ListedWords(gazetteer)
        self._detectors = [make(gazetteer, config, self._words) for make in detect.DETECTORS]
        self._short_forms = ShortForms(gazetteer)
        self._borders = NameBorders(gazetteer)
        self._known: dict[str | None, dict[str, ChunkCandidates]] = {}
        self._size = 0  # bytes of what is known, about
        self._folded = lru_cache(maxsize=MEMO)(lambda *word: word)  # one object for a word of many chunks
        self._small_firsts = lru_cache(maxsize=MEMO)(self._small_first_words)

    def detect(self, text: str) -> DetectedMentions | None:
        """Find the candidates in a text; ``None`` if there is nothing in it to decide."""
        lang = language_of(text)
        if self._size > REMEMBERED_CHUNKS:
            self._forget_older_half()
        known = self._known.setdefault(lang, {})
        chunks: Chunks = []
        bounds = self._without_elisions(text, lang) if lang in ELIDING_LANGUAGES else chunk_bounds(text)
        ahead = deque(self._borders.cut(text, bounds))
        while ahead:
            start, end = ahead.popleft()
            if ahead and text[end : ahead[0][0]] == ", ":
                end = _with_given_name(text, end, ahead)
            found = known.get(text[start:end]) or self._candidates(text[start:end], lang)
            for _ in range(_EXTENSIONS if found.longer else 0):
                further = _until_elision(text, end, self._extended(text, end, found.longer, lang), ahead)
                if further == end:
                    break
                while ahead and ahead[0][0] < further:
                    further = max(further, ahead.popleft()[1])
                found, end = self._candidates(text[start:further], lang), further
            chunks.append((start, end, found))
        held = [c for c in chunks if c[2].chunk is not None]
        firsts = self._small_firsts(lang)
        words = [m.span() for m in SMALL_WORD.finditer(text) if m[0] in firsts] if firsts else []
        if words and (small := list(self._small_names(text, lang, held, words))):
            chunks = sorted([*chunks, *small], key=itemgetter(0))
            held += small
        if longer := self._over_state_bodies(text, lang, chunks, words):
            chunks = longer
            held = [c for c in chunks if c[2].chunk is not None]
        return DetectedMentions(text, lang, chunks) if held else None

    def _without_elisions(self, text: str, lang: str | None) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the chunks; no chunk begins with an elided word (*l'Ukraine*) unless a listed name does.

        One after a small word begins a chunk, too: *la France et l'Ukraine*.
        """
        for start, end in chunk_bounds(text):
            first = start
            for elision in elisions(text, start, end):
                folded = fold(text[elision.start : elision.end])
                if lang is None and not self._gazetteer.vocabulary.has_folded(fold(text[elision.name : elision.end])):
                    continue  # D'Angelo, in any language
                if elision.start == first:
                    if not self._begins_name_with_apostrophe(folded):
                        first = elision.name
                elif not self._has_apostrophe(folded) and _is_no_name(
                    text, before := word_at(text, elision.start - 1, first), lang
                ):
                    yield first, first + len(text[first:before].rstrip())
                    first = elision.name
            yield first, end

    def _has_apostrophe(self, folded: str) -> bool:
        """Return True if a listed word with these folded letters is written with an apostrophe: *D'Alema*, no *Linde*."""
        vocabulary = self._gazetteer.vocabulary
        return any(not APOSTROPHES.isdisjoint(vocabulary.word(n).text) for n in vocabulary.folded(folded))

    def _begins_name_with_apostrophe(self, folded: str) -> bool:
        """Return True if such a word begins a listed name or is a family name, and does not only stand inside of names."""
        listed = self._gazetteer
        return self._has_apostrophe(folded) and bool(listed.lengths(folded) or listed.surname_candidates(folded))

    def _candidates(self, text: str, lang: str | None) -> ChunkCandidates:
        """Return what is known of a chunk."""
        known = self._known[lang]
        found = known.get(text)
        if found is None:
            found = self._detected(Chunk.of(text, lang))
            if len(text) <= _LONGEST_KEPT:
                known[text] = found
                self._size += _bytes_of(text, found)
        return found

    def _forget_older_half(self) -> None:
        """Forget the older half of what is known in each language."""
        kept = {lang: dict(islice(known.items(), len(known) // 2, None)) for lang, known in [*self._known.items()]}
        self._known = kept
        self._size = sum(_bytes_of(text, found) for known in kept.values() for text, found in known.items())

    def _detected(self, chunk: Chunk) -> ChunkCandidates:
        """Ask all detectors."""
        spans: list[CandidateSpan] = []
        taken: set[int] = set()
        for detector in self._detectors:
            found = list(detector.detect(chunk, taken))
            if found:  # mostly there is nothing
                spans += found
                taken |= places_of(s for s in found if s.last - s.first > 1 and not s.needs_context)
        short_forms = tuple(self._short_forms.detect(chunk))
        return ChunkCandidates(
            size=len(chunk.tokens),
            words=tuple([self._folded(t.text, t.folded) for t in chunk.tokens if may_be_family_name(t)]),
            longer=self._longer(chunk),
            body_starts=body_starts(chunk) if self._gazetteer.things else (),
            chunk=chunk if spans or short_forms or self._surnames.stand_in(chunk) else None,
            spans=tuple(spans),
            short_forms=short_forms,
        )

    # A chunk that ends with the beginning of a longer name goes on in small letters: "Ministry of defence".

    def _longer(self, chunk: Chunk) -> LongerName | None:
        """Return the beginning of a longer listed name, or of the name of a country, with which a chunk ends."""
        begins_country, may_be_region = self._begins_country(chunk), self._may_be_region(chunk)
        most = MOST_SMALL_WORDS if begins_country else int(may_be_region)
        firsts = [first for first in chunk.joined_to_the_end() if chunk.tokens[first].may_start_name]
        for first in firsts:
            inside = len(chunk.tokens) - first
            more = max(self._words.lengths(chunk.tokens[first].text, chunk.lang), default=0) - inside
            if more > most and (inside == 1 or self._begin_name(chunk.tokens[first : first + 2], chunk.lang)):
                most = more
        if not most:
            return None
        pairs = [two for first in firsts if len(two := chunk.tokens[first : first + 2]) > 1]
        has_begun = begins_country or any(self._begin_name(two, chunk.lang) for two in pairs)
        return LongerName(most, chunk.tokens[-1], has_begun, may_be_region)

    def _extended(self, text: str, end: int, longer: LongerName | None, lang: str | None) -> int:
        """Return where a chunk ends if it holds the beginning of a longer name that goes on in small letters."""
        after = extended(text, end, 1) if longer else end
        if longer is None or after == end or not self._goes_on(longer, tokens(text[end:after])[0], lang):
            return end
        return extended(text, end, longer.missing)

    def _goes_on(self, longer: LongerName, after: Token, lang: str | None) -> bool:
        """Return True if some listed name, or that of a country, may begin in a chunk and go on with the word after it."""
        if longer.has_begun:
            return True
        two = (longer.last, after)
        if longer.last.may_start_name:
            lengths = self._words.lengths(longer.last.text, lang)
            if (2 in lengths and self._are_name(two, lang)) or (
                longer.missing > 1 and max(lengths, default=0) > 2 and self._begin_name(two, lang)
            ):
                return True
        return longer.may_be_region and after.folded in lexicon().named_things["region"][lang or ""]

    def _may_be_region(self, chunk: Chunk) -> bool:
        """Return True if a chunk ends in a place that a region may be called by: *Kiev region*."""
        if chunk.lang not in lexicon().named_things["region"] or not chunk.tokens or not self._gazetteer.things:
            return False
        return any(form.entity.type == "place" for form in self._gazetteer.exact((chunk.tokens[-1].folded,)))

    def _begins_country(self, chunk: Chunk) -> bool:
        """Return True if the name of a country may begin with the last word of a chunk and go on without a capital."""
        if chunk.lang is None or not chunk.tokens or not self._gazetteer.has_countries:
            return False
        return begins_country(chunk.tokens[-1].text, chunk.lang)

    def _begin_name(self, two: Sequence[Token], lang: str | None) -> bool:
        """Return True if some listed name of three words or more begins with two words."""
        one, other = two
        ways = ((a, b) for b in self._words.readings(other.text, lang) for a in self._words.readings(one.text, lang))
        return any(self._gazetteer.lengths(f"{a.text} {b.text}") for a, b in ways)

    def _are_name(self, words: Sequence[Token], lang: str | None) -> bool:
        """Return True if words are a listed name."""
        exact = self._gazetteer.exact(tuple(t.folded for t in words))
        return bool(exact or self._words.inflected(tuple(t.text for t in words), lang))

    # Names that are listed without a capital stand in no chunk, and most words of a body of a state neither.

    def _small_first_words(self, lang: str | None) -> frozenset[str]:
        """Return the words without a capital that such a name, or a body of a state, may begin with."""
        bodies = state_bodies(lang) if self._gazetteer.things else None
        return self._gazetteer.lower_case_first_words | (bodies.small_first_words if bodies else frozenset())

    def _small_names(
        self, text: str, lang: str | None, held: Chunks, words: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[int, int, ChunkCandidates]]:
        """Yield names that are listed without a capital, written just so, each as a chunk.

        Common words are left out, and what lies in a chunk that has candidates.
        """
        common, done = common_words(lang), 0
        taken = [(start, end) for start, end, _ in held]
        for start, end in words:
            if start < done:
                continue
            first = text[start:end]
            for count in reversed(self._gazetteer.lower_case_lengths(first)):
                last = extended(text, end, count - 1)
                forms = self._gazetteer.lower_case(" ".join(text[start:last].split()))
                if forms and text[last : last + 1] != "-" and not (count == 1 and fold(first) in common):
                    at = bisect_right(taken, (start, last))
                    if not any(a < last and start < b for a, b in taken[max(0, at - 1) : at + 1]):
                        chunk = Chunk.of(text[start:last], lang)
                        span = span_of_forms(self._gazetteer, chunk, 0, len(chunk.tokens), forms, "listed")
                        found = ChunkCandidates(len(chunk.tokens), ())
                        yield start, last, found._replace(chunk=chunk, spans=(span,)) if span else found
                        done = last
                        break

    def _over_state_bodies(
        self, text: str, lang: str | None, chunks: Chunks, words: Iterable[tuple[int, int]]
    ) -> Chunks:
        """Return all chunks, some of them longer over a listed body of a state; none if there is no such body.

        A body begins with one of ``words``, which have no capital, or in a chunk.
        """
        bodies = state_bodies(lang) if self._gazetteer.things else None
        if bodies is None:
            return []
        starts = [(start, end) for start, end in words if text[start:end] in bodies.small_first_words]
        for start, end, found in chunks:
            starts += [(start + at, end) for at in found.body_starts]
        if not (places := found_bodies(text, bodies, starts)):
            return []
        bounds = [(start, end) for start, end, _ in chunks]
        made = [(a, b, self._candidates(text[a:b], lang)) for a, b in longer_bounds(places, bounds)]
        longer = [m for m in made if any(s.way == "state body" for s in m[2].spans)]
        if not longer:
            return []
        kept = [c for c, (a, b) in zip(chunks, bounds, strict=True) if not any(a < d and s < b for s, d, _ in longer)]
        return sorted([*kept, *longer], key=itemgetter(0))


def _bytes_of(text: str, found: ChunkCandidates) -> int:
    """Return about how many bytes it takes to remember what a chunk may hold."""
    size = _CHUNK_BYTES + _LETTER_BYTES * len(text) + _WORD_BYTES * len(found.words)
    if found.chunk is not None:
        size += _KEPT_BYTES + _TOKEN_BYTES * found.size + _SPAN_BYTES * len(found.spans)
    return size
