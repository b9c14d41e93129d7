"""A rough class for each missed name and each wrong link, from the listed names and the gold annotation.

The rules are independent of the library's, so the classes stay the same when the library changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from articles import Article, Bench, Mark
from rapidfuzz.fuzz import ratio

from translit.model import Mention
from translit.text.common_words import common_words
from translit.text.fold import ascii_letters, script_of
from translit.text.tokens import fold_words, tokens

SPELLED_ALIKE = 60  # of 100, in plain letters
LONGEST_ENDING = 4  # letters
LONGEST_ACRONYM = 6
UNINFLECTED = {"en"}
Words = tuple[str, ...]


def missed_because(bench: Bench, article: Article, mark: Mark, mentions: Sequence[Mention]) -> str:
    """Return the class of a name that was not found."""
    forms = [fold_words(name) for name in bench.listed[mark.entity]]
    near = [m for m in mentions if m.start < mark.end and mark.start < m.end]
    if not forms:
        return "no name listed"
    if any(m.status == "ambiguous" and mark.entity in m.candidates for m in near):
        return "ambiguous"
    if any((m.start, m.end) == (mark.start, mark.end) and m.status == "linked" for m in near):
        return "other entity"
    if any(m.kb_id == mark.entity for m in near):
        return "boundary"
    if any(m.start <= mark.start and mark.end <= m.end for m in near):
        return "in a longer name"
    return _unseen_because(article, mark, forms)


def _unseen_because(article: Article, mark: Mark, forms: Sequence[Words]) -> str:
    surface = fold_words(mark.surface)
    letters = [c for c in mark.surface if c.isalpha()]
    if letters and not any(c.isupper() for c in letters) and any(c.islower() for c in letters):
        return "lower case"
    if 1 < len(letters) <= LONGEST_ACRONYM and sum(c.isupper() for c in letters) > 1 and len(surface) == 1:
        return "acronym"
    if surface in forms:
        return "listed as it stands"
    if mark.category == "PER" and len(surface) == 1 and all(len(form) > 1 for form in forms):
        return "surname only"
    if article.lang not in UNINFLECTED and any(is_inflected(surface, form) for form in forms):
        return "inflection"
    plain = ascii_letters(" ".join(surface))
    alike = max(ratio(plain, ascii_letters(" ".join(form))) for form in forms)
    return "spelling or script" if alike >= SPELLED_ALIKE else "other"


def is_inflected(surface: Words, form: Words) -> bool:
    """Return True if the words of two names differ by endings only."""
    return len(surface) == len(form) and all(map(_same_stem, surface, form))


def _same_stem(a: str, b: str) -> bool:
    if a == b:
        return True
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))
    return script_of(a) == script_of(b) and stem >= 2 and max(len(a), len(b)) - stem <= LONGEST_ENDING


def wrong_because(bench: Bench, article: Article, mention: Mention) -> str:
    """Return the class of a link that the gold does not have."""
    marks = [m for m in article.marks if m.start < mention.end and mention.start < m.end]
    if mention.kb_id in bench.strangers:
        return "stranger"
    if any((m.start, m.end) == (mention.start, mention.end) for m in marks):
        return "other entity"
    if any(m.entity == mention.kb_id for m in marks):
        return "boundary"
    if any(m.start <= mention.start and mention.end <= m.end for m in marks):
        return "in a longer name"
    if marks:
        return "across a name"
    words = fold_words(mention.text)
    if len(words) == 1 and (words[0] in common_words(article.lang) or _also_small(article.text, words[0])):
        return "common word"
    if any(m.entity == mention.kb_id for m in article.marks):
        return "named elsewhere in the article"
    return "other"


def _also_small(text: str, folded: str) -> bool:
    return any(t.folded == folded and t.text[0].islower() for t in tokens(text))


def is_listed(bench: Bench, mark: Mark) -> bool:
    """Return True if a name is written as listed, up to letter case and accents."""
    return fold_words(mark.surface) in map(fold_words, bench.listed[mark.entity])


def is_base_form(mark: Mark) -> bool:
    """Return True if a name is in its dictionary form, as the gold gives it."""
    return mark.surface.casefold() == mark.lemma.casefold()


def shares(marks: Iterable[tuple[bool, bool]]) -> str:
    """``.93 of 120 / .81 of 40``: the share found of the marks with a property and of those without."""
    found: dict[bool, list[bool]] = {True: [], False: []}
    for kind, hit in marks:
        found[kind].append(hit)
    return " / ".join(f"{sum(hits) / len(hits):.3f} of {len(hits)}" if hits else "- of 0" for hits in found.values())
