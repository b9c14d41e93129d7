"""How a spelling differs from a listed name, in words a reader can check.

A word that the canonical name has too needs no explanation. One convention explains all others, by which the name in a
language of its country is written: one of the press of the text's language, else a general one (passports, maps, libraries)
or one of the country; never one of a third language. Case forms, initials, titles and left-out names are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from translit.gazetteer.surface_forms import SurfaceForm
from translit.limits import LONGEST_NAME, REMEMBERED_SHORTLY
from translit.match.alignment import SAME_GIVEN_SET, Alignment, Pair, align, in_other_order
from translit.match.inflected_reasons import AS_IT_IS, IN_CASE, form_of
from translit.model import Role
from translit.names.countries import languages_of
from translit.names.inflection import lemmas
from translit.names.parse import Name, NamePart
from translit.table.romanization import Spelling, variants
from translit.table.tables import tables
from translit.table.words import SAME_NAME, Word, similarity
from translit.text.fold import fold, letters
from translit.text.lexicon import word_classes
from translit.text.tokens import tokens

ROLES: tuple[Role, ...] = ("title", "given", "initial", "patronymic", "family", "content")
"""Roles of the words that reasons are given for."""
_LEFT_OUT: tuple[Role, ...] = ("given", "patronymic", "family", "content")
_FEWEST_EDITS = 2  # letters that may differ from what a convention writes; in long words a quarter of them


class Case(NamedTuple):
    """The language of a text, and those of the country of whoever a name is of."""

    lang: str | None
    country: frozenset[str]


ANYWHERE = Case(None, frozenset())
"""Nothing is known of the text, nor of the country."""


def case_of(lang: str | None, country: str) -> Case:
    """Return what tells which conventions may explain a name in a text."""
    return Case(lang, languages_of(country) if country else frozenset())


def explain_names(a: Name, b: Name, case: Case = ANYWHERE, canonical: Name | None = None) -> str:
    """Return what the words of two names have in common, pair by pair; nothing of words that are in the canonical name."""
    aligned = align(a.of(*ROLES), b.of(*ROLES))
    if not aligned.pairs:
        return f"“{a.text}” and “{b.text}” have no word in common"
    words = [p.word for p in canonical.parts] if canonical else []
    known = {w.folded for w in words}
    others = [p for p in aligned.pairs if p.left.word.folded not in (p.right.word.folded, *known)]
    told = [_explain_other(p, words) for p in others if _has_own_reason(p, case)]
    left = [(p.left.word, p.right.word) for p in others if not _has_own_reason(p, case)]
    own = {x: w for x, y in left if x.script != y.script for w in words if form_of(x.text, w.text, case.lang)}
    told += [_explain_letters(x, y, case) for x, y in own.items()]
    told += [explain_words([(x, y) for x, y in left if x not in own], case)]
    told += _explain_rest(a, b, aligned)
    return "; ".join(filter(None, told)) or _explain_equal(
        a, canonical if canonical and _has_words(canonical, a) else b
    )


def _has_words(name: Name, other: Name) -> bool:
    return {p.word.folded for p in name.parts} >= {p.word.folded for p in other.parts}


def nearest_form(query: Name, form: SurfaceForm, forms: Iterable[SurfaceForm], case: Case) -> Name:
    """Return the name among ``forms`` and ``form`` that a spelling is nearest to, of those that may explain it."""
    least = _distance(query, form.name, case)
    length = len(form.name.of(*ROLES))
    longest = length if length == -least[0] else LONGEST_NAME  # a name all of whose words are there needs no longer one
    own = [f for f in forms if f.kind in ("name", "native") and _may_explain(query, f, case)]
    own = [f for f in own if f.kind == "name" or len(f.name.of(*ROLES)) <= longest]
    near = [(_distance(query, f.name, case), not _is_native(f, case), n, f.name) for n, f in enumerate(own)]
    found = [candidate for candidate in near if candidate[0][:1] <= least[:1]]
    return min(found)[-1] if found else form.name


def _distance(query: Name, name: Name, case: Case) -> tuple[int, int, bool]:
    """Return how far a name is from a listed one: words without a counterpart, edits, and whether letters differ."""
    pairs = _pairs(query, name)
    cost = sum(
        0 if is_translated(*p) or _is_translation(p, case) else _edits(p.left.word, p.right.word, case) for p in pairs
    )
    return -len(pairs), cost, any(p.left.word.folded != p.right.word.folded for p in pairs)


def _is_native(form: SurfaceForm, case: Case) -> bool:
    return form.kind == "native" and is_own(form.lang, case)


def _may_explain(query: Name, form: SurfaceForm, case: Case) -> bool:
    """Return False for a name of a third language in another script, and for one in syllables beside one in letters."""
    parts = form.name.parts
    if not parts or not query.parts:
        return True
    if parts[0].word.syllabic and not query.parts[0].word.syllabic:
        return False  # other names are nearer, and it costs time to read
    return parts[0].word.script == query.parts[0].word.script or is_own(form.lang, case)


def is_at_home(native: Word, case: Case) -> bool:
    """Return True if a word is in a language of the text or the country, so that its conventions may explain others."""
    return any(is_own(lang, case) for lang in native.languages)


def is_own(lang: str | None, case: Case) -> bool:
    """Return True if names in a language are at home in the text or the country, or nothing is known of either."""
    return not case.country or lang in case.country or (lang is not None and lang == case.lang)


def _pairs(a: Name, b: Name) -> tuple[Pair, ...]:
    return align(a.of(*ROLES), b.of(*ROLES)).pairs


def is_translated(x: NamePart, y: NamePart, similar: float) -> bool:
    """Return True if two given names are one in different languages, and do not sound alike: Juan, Джек."""
    return x.role == "given" == y.role and similar == SAME_GIVEN_SET and similarity(x.word, y.word) < SAME_NAME


def _means(pair: Pair, case: Case) -> bool:
    """Return True if two words of names of things mean the same, also where one is in another case: party, partii."""
    left, right = pair.left, pair.right
    if not left.role == "content" == right.role or form_of(left.word.text, right.word.text, case.lang):
        return False
    classes = word_classes(right.word.folded)
    return bool(classes) and any(word_classes(reading) & classes for reading in readings(left.word, case))


def _is_translation(pair: Pair, case: Case) -> bool:
    return pair.left.word.script == pair.right.word.script and _means(pair, case)


def _has_own_reason(pair: Pair, case: Case) -> bool:
    return pair.left.role == "initial" or is_translated(*pair) or _means(pair, case)


def _explain_other(pair: Pair, canonical: Sequence[Word]) -> str:
    if pair.left.role == "initial":
        return f"{pair.left.word.text} is the initial of {pair.right.word.text}"
    if pair.left.role == "content":
        classes = word_classes(pair.right.word.folded)
        meant = next((w for w in canonical if word_classes(w.folded) & classes), pair.right.word)
        return f"{pair.left.word.text} means {meant.text}"
    return f"{pair.left.word.text} and {pair.right.word.text} are one given name"


def _explain_rest(a: Name, b: Name, aligned: Alignment) -> Iterator[str]:
    """Yield what is said of initials, titles, the order of the words, and names that only one side has."""
    if initials := [p.word.text for p in aligned.only_left if p.role == "initial"]:
        yield f"{', '.join(initials)} {'is' if len(initials) == 1 else 'are'} not in “{b.text}”"
    if titles := " ".join(p.word.text for p in aligned.only_left if p.role == "title"):
        yield f"with the title {titles}"
    longer = " ".join(p.word.text for p in aligned.only_left if p.role in _LEFT_OUT)
    shorter = " ".join(p.word.text for p in aligned.only_right if p.role in _LEFT_OUT)
    order = "in another order" if in_other_order(aligned.pairs, b.of(*ROLES)) else ""
    differs = [order, f"with {longer}" if longer else "", f"without {shorter}" if shorter else ""]
    if any(differs):
        yield f"“{a.text}” is “{b.text}” {', '.join(filter(None, differs))}"


def _explain_equal(a: Name, b: Name) -> str:
    """Return what tells names apart whose words are the same: small words, initials, accents, punctuation."""
    mine, others = tokens(a.text), tokens(b.text)
    less = " ".join(t.text for t in others if t.folded not in {m.folded for m in mine})
    more = " ".join(t.text for t in mine if t.folded not in {o.folded for o in others})
    if less and more:
        return f"“{a.text}” is “{b.text}” in letters that look alike"
    if less or more:
        return f"“{a.text}” is “{b.text}” {'without' if less else 'with'} {less or more}"
    if [letters(t.text) for t in mine] != [letters(t.text) for t in others]:
        has_accents = letters(a.text) != fold(a.text)
        return f"“{a.text}” is “{b.text}” {'with other' if has_accents else 'without'} accents"
    mine_longer = sum(map(str.isalnum, a.text)) - sum(map(str.isalnum, b.text))
    if mine_longer:
        return f"“{a.text}” is “{b.text}” {'with' if mine_longer > 0 else 'without'} ’s"
    return f"“{a.text}” is “{b.text}” with other punctuation"


def explain_words(pairs: Sequence[tuple[Word, Word]], case: Case = ANYWHERE) -> str:
    """Return why the left words are spellings of the right ones: by one convention, if one explains all; else by letters.

    >>> from translit.table.words import word
    >>> explain_words([(word("Zichanouskaja"), word("Ціханоўская", "be"))])
    'Zichanouskaja = Ціханоўская (German press from Belarusian)'
    """
    pairs = [(b, a) if b.script == "Latin" != a.script else (a, b) for a, b in pairs if a.folded != b.folded]
    if not pairs:
        return ""
    if found := _by_convention(tuple(pairs), case):
        return found
    return "; ".join(_explain_letters(a, b, case) for a, b in pairs)


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def _by_convention(pairs: tuple[tuple[Word, Word], ...], case: Case) -> str:
    """Return the words with the one convention that explains them all best; ``""`` if none does."""
    first = pairs[0][1]
    langs = [lang for lang in first.languages if is_own(lang, case)]
    if not langs or any(a.script != "Latin" or b.script != first.script for a, b in pairs):
        return ""
    best: tuple[int, int, int, list[tuple[Spelling, str]]] | None = None
    for lang in langs:
        written = [{c: v for v in variants(b.text, lang=lang) for c in v.conventions} for _, b in pairs]
        for place, convention in enumerate(tables().languages[lang].conventions):
            near_by = rank(convention, case)
            if near_by is None or any(convention not in of_word for of_word in written):
                continue
            if near_by and case.lang and not case.country:
                continue  # of no country, so that the name may well come from a third language
            chosen = [
                _nearest(fold(of_word[convention].text), readings(a, case))
                for (a, _), of_word in zip(pairs, written, strict=True)
            ]
            spellings = [(of_word[convention], reading) for of_word, (_, reading) in zip(written, chosen, strict=True)]
            key = sum(cost for cost, _ in chosen), near_by, place
            near = all(
                c <= max(_FEWEST_EDITS, len(a.folded) // 4) for (a, _), (c, _) in zip(pairs, chosen, strict=True)
            )
            if near and (best is None or key < best[:3]):
                best = *key, spellings
                source = f"{tables().conventions[convention].short} from {tables().languages[lang].name}"
    if best is None:
        return ""
    told = [_told(a, b, *spelled, case) for (a, b), spelled in zip(pairs, best[3], strict=True)]
    told[-1] = _told(*pairs[-1], *best[3][-1], case, f" ({source})")
    return "; ".join(told)


def _nearest(written: str, found: Sequence[str]) -> tuple[int, str]:
    """Return the reading of a word that has the fewest edits to a written form, after their number."""
    return min(((Levenshtein.distance(written, reading), reading) for reading in found), key=lambda r: r[0])


def _told(a: Word, b: Word, spelling: Spelling, reading: str, case: Case, source: str = "") -> str:
    """Return one word as a convention writes it, perhaps in another case or with other letters."""
    differs = edits(spelling.text, reading)
    written = f"{spelling.text}, {b.text}" if differs else b.text
    return f"{a.text} = {_form(a, reading, case).format(written)}{source}" + (f", with {differs}" if differs else "")


def _form(a: Word, reading: str, case: Case) -> str:
    return AS_IT_IS if reading == a.folded else form_of(a.text, reading, case.lang) or IN_CASE


def readings(a: Word, case: Case) -> list[str]:
    """Return the folded word, and what it may be another case of in the language of the text."""
    return [a.folded, *(lemma.text for lemma in (lemmas(a.text, case.lang) if case.lang else ()))]


def rank(convention: str, case: Case) -> int | None:
    """Return how well a convention fits a text: of its press first, then a general one; ``None`` for a third language's."""
    used = tables().conventions[convention].used
    if case.lang in used:
        return 0
    if "en" in used:
        return 1
    if not all(code in tables().languages or len(code) == 2 for code in used):
        return 2
    return 3 if case.lang is None or not case.country.isdisjoint(used) else None


def _explain_letters(a: Word, b: Word, case: Case) -> str:
    """Why two words are spellings of one, without a convention."""
    if form := case.lang and form_of(a.text, b.text, case.lang):
        return f"{a.text} = {form.format(b.text)}"
    if a.keys & b.keys:
        return f"{a.text} sounds as {b.text}"
    if a.script != b.script:
        written = next((r for r in readings(a, case)[1:] if r in _written(b)), "")
        return (
            f"{a.text} = {written.title()}, {b.text} in another case"
            if written
            else f"{a.text} sounds nearly as {b.text}"
        )
    _, reading = _nearest(b.folded, readings(a, case))
    differs = edits(b.text, reading)
    if reading.startswith(b.folded) or differs.count(",") >= _FEWEST_EDITS:
        return f"{a.text} is similar to {b.text}"  # what is added at the end may be of any meaning: African, Bushes
    return f"{a.text} = {_form(a, reading, case).format(b.text)} with {differs}"


def _written(native: Word) -> set[str]:
    return {fold(variant.text) for lang in native.languages for variant in variants(native.text, lang=lang)}


def edits(source: str, target: str) -> str:
    """Return what turns one spelling into the other; empty if they are equal after folding.

    >>> edits("Tsikhanouskaya", "Tsikanaouskaya")
    'h dropped, extra a'
    """
    before, after = fold(source), fold(target)
    steps = []
    for op in Levenshtein.opcodes(before, after):
        old, new = before[op.src_start : op.src_end], after[op.dest_start : op.dest_end]
        if op.tag == "delete":
            steps.append(f"{old} dropped")
        elif op.tag == "insert":
            steps.append(f"extra {new}")
        elif op.tag == "replace":
            steps.append(f"{new} for {old}")
    return ", ".join(steps)


def _edits(a: Word, b: Word, case: Case) -> int:
    """The edits between a word and the nearest written form of another."""
    written = {b.folded, *b.variants}
    if not written.isdisjoint(readings(a, case)):
        return 0
    if a.script == "Latin" and b.languages:
        return min(Levenshtein.distance(a.folded, form) for form in written)
    return Levenshtein.distance(a.folded, b.folded) if a.script == b.script else 99
