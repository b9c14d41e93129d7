"""The names of one article: full names first, then the shorter forms by which the article goes on with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple, cast

from translit.annotation.annotator import Annotator
from translit.annotation.words import MEMO, dictionary_forms
from translit.corpus.case_forms import nominatives
from translit.corpus.unlisted_names import NameSpan, ReadText, known_place, read_names
from translit.names.given_names import given_gender, given_name_classes, inflected_given_name_classes
from translit.names.parse import Name, parse_name
from translit.table.words import SAME_NAME, similarity, word
from translit.text.lexicon import family_gender

_AROUND = 60  # characters of the context on either side
_MOST_COMPARED = 200
"""Full names of an article that are compared by their letters; more stand in lists only, where few are misspelled."""
_SHORTEST_ALIKE = 5  # letters of family names that are one although no rule of cases says so


Gender = Literal["", "f", "m"]


class NameCount(NamedTuple):
    """How often an article, or several, have a spelling of a name.

    ``name`` is the fullest form that the article has, in any case; ``articles`` counts the article at one of the spellings.
    """

    name: str
    lang: str
    type: str
    spelling: str
    mentions: int
    articles: int
    context: str


class FullName(NamedTuple):
    """The words by which a person's full name is compared within a language."""

    given: tuple[str, ...]
    initial: str
    family: str
    gender: Gender


def article_names(text: str, annotator: Annotator) -> list[NameCount]:
    """Return the names of an article that the annotator does not know, each spelling once.

    >>> from translit.gazetteer import Gazetteer
    >>> nobody = Annotator(Gazetteer())
    >>> [(n.name, n.spelling, n.mentions) for n in article_names("Ivan Petrenko went. I saw Petrenko.", nobody)]
    [('Ivan Petrenko', 'Ivan Petrenko', 1), ('Ivan Petrenko', 'Petrenko', 1)]
    """
    read = read_names(text, ((m.start, m.end) for m in annotator.annotate(text)) if len(annotator.gazetteer) else ())
    return counted(read, grouped(read.names, read.lang))


DROPPED = "no name"
"""The type of a doubtful word that turns out to be nobody's family name."""


def counted(read: ReadText, names: Sequence[tuple[str, str]]) -> list[NameCount]:
    """Return how often the names of a text, each given with its full form and type, have each spelling."""
    spellings = Counter((*name, span.text) for name, span in zip(names, read.names, strict=True))
    first = {(*name, span.text): span for name, span in zip(reversed(names), reversed(read.names), strict=True)}
    seen: set[object] = set()
    out = []
    for key, mentions in spellings.items():
        name, type_, spelling = key
        if type_ == DROPPED:
            continue
        forms = _forms(name, type_, read.lang)
        is_new = seen.isdisjoint(forms)
        seen |= forms
        out.append(
            NameCount(
                name, read.lang or "", type_, spelling, mentions, int(is_new), _around(read.view.text, first[key])
            )
        )
    return out


def _forms(name: str, type_: str, lang: str | None) -> set[object]:
    """Return what a name has in common with its other forms in the article, which count as one."""
    place = known_place(name, lang) if type_ == "place" else ""
    return {place} if place else set(nominatives(tuple(name.split()), lang))


def _around(text: str, span: NameSpan) -> str:
    """Return the words around a name."""
    start, end = max(0, span.start - _AROUND), span.end + _AROUND
    before, after = text[start : span.start], text[span.end : end]
    if start:
        before = before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{text[span.start : span.end]}{after}".split())


def grouped(names: Sequence[NameSpan], lang: str | None) -> list[tuple[str, str]]:
    """Return for every name the fullest form of the same person in the article, and its type."""
    full = {n.text: parts for n in names if n.type == "person" and (parts := full_name(n.text))}
    counts = Counter(n.text for n in names)
    heads = _heads(full, counts, lang)
    families = _Families(lang)
    for text, parts in full.items():
        families.add(text, parts.family)
    bearers: dict[tuple[str, bool], set[str]] = {}  # by word, and whether it is a name by itself
    out: list[tuple[str, str]] = []
    before: list[str] = []  # full names, the nearest last
    for name in names:
        if name.text in full:
            before.append(heads[name.text])
            out.append((heads[name.text], "person"))
            continue
        seen = name.text, name.is_sure
        if seen not in bearers:
            bearers[seen] = set() if " " in name.text else _bearers(name, families, full, heads, lang)
        last_first = chain(reversed(before), map(heads.__getitem__, reversed(full)))
        owner = next((text for text in last_first if text in bearers[seen]), "") if bearers[seen] else ""
        out.append((owner, "person") if owner else (name.text, name.type if name.is_sure else DROPPED))
    return out


@lru_cache(maxsize=MEMO)
def full_name(text: str) -> FullName | None:
    """Return the parts of a person's full name, ``None`` for a bare family or given name."""
    name = parse_name(text)
    given = tuple(p.word.folded for p in name.of("given"))
    initial = next((p.word.folded for p in name.of("initial")), given[0][0] if given else "")
    if name.family is None or not initial:
        return None
    return FullName(given, initial, name.family.text, _gender(name))


def gender_of(text: str) -> Gender:
    """Return the gender that a person's full name tells, ``""`` if none."""
    name = full_name(text)
    return name.gender if name else ""


def _gender(name: Name) -> Gender:
    """Return the gender that the given names tell, in any case, else that of the family name."""
    for part in name.of("given"):
        if gender := given_gender(given_name_classes(part.word) or inflected_given_name_classes(part.word)):
            return cast(Gender, gender)
    return cast(Gender, name.gender)


def is_same_person(one: FullName, other: FullName, lang: str | None) -> bool:
    """Return True if two full names of an article are one, in any case: the initial may stand for the given name."""
    if one.initial != other.initial or (one.gender and other.gender and one.gender != other.gender):
        return False
    if not _is_same_family(one.family, other.family, lang):
        return False
    pairs = list(zip(one.given, other.given, strict=False))
    return all(_share(a, b, lang) or similarity(word(a), word(b)) >= SAME_NAME for a, b in pairs)


def _share(one: str, other: str, lang: str | None) -> bool:
    return not set(dictionary_forms(one, lang)).isdisjoint(dictionary_forms(other, lang))


@lru_cache(maxsize=MEMO)
def _is_same_family(one: str, other: str, lang: str | None) -> bool:
    if _share(one, other, lang):
        return True
    return min(len(one), len(other)) >= _SHORTEST_ALIKE and similarity(word(one), word(other)) >= SAME_NAME


def _heads(full: dict[str, FullName], counts: Counter[str], lang: str | None) -> dict[str, str]:
    """Return for every full name the one that stands for it: with the most given names, then the most frequent."""
    ranked = sorted(full, key=lambda text: (-len(full[text].given), -counts[text]))
    heads: dict[str, str] = {}
    families = _Families(lang)
    for text in ranked:
        near = families.near(full[text].family)
        heads[text] = next((h for h in near if is_same_person(full[text], full[h], lang)), text)
        if heads[text] == text:
            families.add(text, full[text].family)
    return heads


class _Families:
    """Full names by their family names, so that an article that lists thousands does not compare each with each."""

    def __init__(self, lang: str | None) -> None:
        self._lang = lang
        self._names: list[str] = []
        self._of: dict[str, list[str]] = {}

    def add(self, name: str, family: str) -> None:
        self._names.append(name)
        for form in dictionary_forms(family, self._lang):
            self._of.setdefault(form, []).append(name)

    def near(self, family: str) -> Iterable[str]:
        """Yield the names that may have a family name: the first ones, and all that share a form with it."""
        shared = (name for form in dictionary_forms(family, self._lang) for name in self._of.get(form, ()))
        return dict.fromkeys(chain(self._names[:_MOST_COMPARED], shared))


def _bearers(
    span: NameSpan, families: _Families, full: dict[str, FullName], heads: dict[str, str], lang: str | None
) -> set[str]:
    """Return whose bare family name a word may be; if nobody's, the only one who has it as given name."""
    text = span.text
    gender = family_gender(word(text).folded)
    bearers = {
        heads[name]
        for name in families.near(text)
        if _is_same_family(text, full[name].family, lang) and not (gender and full[name].gender not in ("", gender))
    }
    if bearers or not span.is_sure:
        return bearers
    bearers = {heads[name] for name, parts in full.items() if any(_share(text, g, lang) for g in parts.given)}
    return bearers if len(bearers) == 1 else set()
