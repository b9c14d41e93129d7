"""Exact string matchers of other projects, for comparison in ``speed.py``.

Each is made from a list of names and called with a text. It returns start and end (code points) of the names found, with
letters and case as listed; of overlapping names, the longest. All are optional; the project needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Finder = Callable[[str], list[tuple[int, int]]]
RAISED = 10_000_000  # entries of spaCy's tokenizer cache


def phrase_matcher(names: Sequence[str], cache: int | None = None) -> Finder:
    """The PhraseMatcher of spaCy over a blank pipeline; ``cache`` raises the limit of its tokenizer's cache."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("xx")
    if cache:
        nlp.tokenizer.max_cache_size = cache
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("NAME", list(nlp.tokenizer.pipe(names)))

    def find(text: str) -> list[tuple[int, int]]:
        spans = matcher(nlp.make_doc(text), as_spans=True)
        return [(s.start_char, s.end_char) for s in filter_spans(spans)]

    return find


def phrase_matcher_raised(names: Sequence[str]) -> Finder:
    """The PhraseMatcher of spaCy with a larger tokenizer cache."""
    return phrase_matcher(names, RAISED)


def entity_ruler(names: Sequence[str]) -> Finder:
    """The EntityRuler of spaCy."""
    import spacy

    nlp = spacy.blank("xx")
    nlp.max_length = RAISED
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
    return lambda text: [(e.start_char, e.end_char) for e in nlp(text).ents]


def flashtext(names: Sequence[str]) -> Finder:
    """flashtext, with all letters of the names as word characters (by default, only ASCII)."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    processor.set_non_word_boundaries(_letters(names))
    for name in names:
        processor.add_keyword(name)
    return lambda text: [(start, end) for _, start, end in processor.extract_keywords(text, span_info=True)]


def _letters(names: Iterable[str]) -> set[str]:
    """Return all letters and digits of Latin, Greek and Cyrillic, and those of the names."""
    return (
        {c for c in map(chr, range(0x530)) if c.isalnum()} | {c for name in names for c in name if c.isalnum()} | {"_"}
    )


def ahocorasick_rs(names: Sequence[str]) -> Finder:
    """ahocorasick_rs, without matches that begin or end within a word."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)

    def find(text: str) -> list[tuple[int, int]]:
        found = automaton.find_matches_as_indexes(text)
        return [(s, e) for _, s, e in found if not (text[s - 1 : s].isalnum() or text[e : e + 1].isalnum())]

    return find


PEERS: dict[str, tuple[str, Callable[[Sequence[str]], Finder]]] = {
    "PhraseMatcher": ("spacy", phrase_matcher),
    "PhraseMatcher, raised cache": ("spacy", phrase_matcher_raised),
    "EntityRuler": ("spacy", entity_ruler),
    "flashtext": ("flashtext", flashtext),
    "ahocorasick_rs": ("ahocorasick_rs", ahocorasick_rs),
}
"""By name: the module to install, and the function that makes the matcher."""
