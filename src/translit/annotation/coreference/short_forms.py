"""Short forms in an article: the press leaves out what every reader knows, *Ltd*, *F.C.*, or all but the initials.

Some are names by themselves. The others need the article: the first word of a name and initials that several have need the
full name in it, initials and a word that may mean something else need the full name or others of the same country, and a
club needs an article on sport (:mod:`translit.annotation.coreference.clubs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.spans import RIVALS_MARGIN, CandidateSpan, ShortFormCandidate, places_of
from translit.annotation.words import is_common_word
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.features.context import Article
from translit.match.features.reading import Reading
from translit.names.countries import languages_of
from translit.names.given_names import is_given_name
from translit.names.short_forms import ShortKind
from translit.text.document import Document
from translit.text.fold import fold, script_of
from translit.text.patterns import regex
from translit.text.tokens import fold_words

_LONG_NEIGHBOUR = 4  # letters of a neighbour in capitals that make an acronym doubtful: it is a line of capitals
_WELL_KNOWN = (
    4  # class of ``prior`` from which the one word of a name is rather that than a word or somebody else's name
)
_DEFINED = regex(r"[^\S\n]*\([^\S\n]*([^\W_]{2,8})[^\S\n]?\)")


Need = Literal["", "country", "full name"]


class ShortFormSpan(NamedTuple):
    """A short form in a document: tokens ``first`` to before ``last``, the listed names of which it may be one, its kind for
    each entity by id, and what it needs of the article.

    That is nothing (``""``), another entity of the same country (``country``), or the full name (``full name``).
    """

    first: int
    last: int
    readings: Sequence[Reading]
    kinds: dict[str, ShortKind]
    needs: Need

    @property
    def span(self) -> CandidateSpan:
        """The span with what speaks for it; most short forms are found to be none before that is asked."""
        return CandidateSpan.of(self.readings, RIVALS_MARGIN)

    @property
    def is_word(self) -> bool:
        """True if it is a single word, and no acronym."""
        return self.last - self.first == 1 and set(self.kinds.values()) != {"initials"}

    @property
    def is_sure(self) -> bool:
        """True if it means one entity whatever the article says."""
        return self.may_stand_alone and not self.needs

    @property
    def may_stand_alone(self) -> bool:
        """True if it means one entity, and may do so without the full name."""
        return len(self.kinds) == 1 and set(self.kinds.values()) <= {"name", "initials"}


def short_form_spans(detected: DetectedMentions, gazetteer: Gazetteer) -> list[ShortFormSpan]:
    """Return all short forms of listed names in a text, overlapping ones too."""
    document, out = detected.document, []
    tokens = document.tokens
    for short in detected.short_forms:
        kept = [(f, kind) for f, kind in short.found if _may_be(document, short, f, kind)]
        if kept:
            readings = [Reading(gazetteer, document, short.first, short.last, form, kind) for form, kind in kept]
            need = max((_need(document, short, form, kind) for form, kind in kept), key=len)
            kinds = {f.entity.id: kind for f, kind in kept}
            out.append(ShortFormSpan(short.first, short.last, readings, kinds, need))
    doubtful = {tokens[s.first].folded for s in out if s.is_word and _is_family_name(document, s.first)}
    doubtful |= {tokens[s.first].folded for s in detected.short_forms if _is_after_given_name(document, s.first)}
    bracketed = {tokens[s.first].text for s in out if _in_brackets(document, s.first, s.last)}
    for i, found in enumerate(out):
        text = tokens[found.first].text
        if "initials" in found.kinds.values() and text in bracketed:
            out[i] = found._replace(needs="full name")
    return [s for s in out if not (s.is_word and tokens[s.first].folded in doubtful)]


def _may_be(document: Document, short: ShortFormCandidate, form: SurfaceForm, kind: ShortKind) -> bool:
    """Return True if tokens may be a short form here: an acronym in capitals, and no part of another name."""
    first, reading = short.first, short.reading
    if short.last - first > 1:
        return True
    token = document.tokens[first]
    if kind == "initials":
        if token.folded != reading or not token.is_all_caps or document.all_caps[first]:
            return False
        beside = (document.tokens[i] for i in _neighbours(document, first))
        return not any(t.is_all_caps and len(t.text) > _LONG_NEIGHBOUR for t in beside)
    if kind == "beginning" and (token.is_all_caps or token.folded != reading):
        return False
    if not token.is_title_case or document.is_small_elsewhere(first):
        return False
    if not token.is_all_caps and any(p.word.text.isupper() for p in form.name.parts if p.word.folded == reading):
        return False  # "Ing" is not ING
    rest = {p.word.folded for p in form.name.parts} - {reading}
    around = _neighbours(document, first)
    return not any(document.tokens[i].folded in rest or _is_name_part(document, i, first, kind) for i in around)


def _need(document: Document, short: ShortFormCandidate, form: SurfaceForm, kind: ShortKind) -> Need:
    """Return what a short form needs of the article: a word or letters that may mean something else need more than others.

    A word does if it is a given name, if it begins a sentence, where every word has a capital, or if its entity is not
    well known; initials do if they are of words in another language than that of the text or of the entity's country.
    *FAZ* is German everywhere.
    """
    is_known = form.entity.prior >= _WELL_KNOWN or not form.entity.prior  # a list without priors says nothing of that
    if kind == "initials":
        if form.kind == "alias":  # nobody calls SpaceX SET, though it is Space Exploration Technologies in full
            return "country" if document.lang in languages_of(form.entity.country) else "full name"
        lang = form.lang or ("en" if script_of(form.text) == "Latin" else document.lang)  # canonical names are English
        is_own = lang in languages_of(form.entity.country) or (lang == document.lang and (is_known or form.lang))
        return "" if is_own or document.lang is None else "country"
    if kind != "name" or short.last - short.first > 1:
        return ""
    if short.reading not in fold_words(form.text):  # a blend: every country of its language has such bodies
        is_at_home = not form.entity.country or document.lang in languages_of(form.entity.country)
        return "" if is_at_home else "country"
    if is_given_name(document.tokens[short.first].text):
        return "full name"
    return "" if is_known and not document.starts[short.first] else "country"


def _neighbours(document: Document, i: int) -> Iterator[int]:
    """Yield the tokens just before and after a token that may belong to one name with it."""
    if i > 0 and document.joined[i - 1]:
        yield i - 1
    if document.joined[i]:
        yield i + 1


def _is_name_part(document: Document, i: int, of: int, kind: ShortKind) -> bool:
    """Return True if a neighbour makes a token part of another name: a capital word that is no common one."""
    token = document.tokens[i]
    if document.headline[of] or not token.may_start_name or not token.text[0].isalpha():
        return False
    if i < of and document.starts[i]:
        return is_given_name(token.text)
    return not is_common_word(token.folded, document.lang) or (kind == "beginning" and i > of)


def _is_family_name(document: Document, i: int) -> bool:
    """Return True if a capital word that is no common one stands before a token: here it is somebody's family name.

    At the beginning of a sentence, where every word has a capital, it has to be a given name.
    """
    if i == 0 or not document.joined[i - 1] or document.headline[i]:
        return False
    before = document.tokens[i - 1]
    if document.starts[i - 1]:
        return is_given_name(before.text)
    named = before.may_start_name and not before.is_all_caps and before.text[0].isalpha()
    return named and not is_common_word(before.folded, document.lang)


def _is_after_given_name(document: Document, i: int) -> bool:
    """Return True if a given name stands before a token: elsewhere, too, this is rather the person, *Nikola Tesla*."""
    if i == 0 or not document.joined[i - 1] or document.headline[i]:
        return False
    before = document.tokens[i - 1]
    return before.is_title_case and not before.is_all_caps and is_given_name(before.text)


def _in_brackets(document: Document, first: int, last: int) -> bool:
    """Return True if tokens stand in brackets by themselves: what is before the bracket says what they mean."""
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    before, after = document.text[max(0, start - 2) : start], document.text[end : end + 2]
    return before.rstrip().endswith("(") and after.lstrip().startswith(")")


def short_forms_in_context(
    gazetteer: Gazetteer,
    detected: DetectedMentions,
    article: Article,
    shorts: Sequence[ShortFormSpan],
    about_sport: bool,
    decided: Sequence[CandidateSpan],
) -> list[CandidateSpan]:
    """Return the short forms of which the article tells whose they are, given what is decided, and defined acronyms."""
    document, taken = detected.document, places_of(decided)
    found: list[CandidateSpan] = []
    linked = {s.entities[0].id: s.entities[0].country for s in decided if len(s.entities) == 1}
    countries = set(linked.values()) - {""}
    for short in shorts:
        places = set(range(short.first, short.last))
        kept = {id for id, kind in short.kinds.items() if id in linked or (kind == "club" and about_sport)}
        if short.needs == "country" and short.may_stand_alone:
            likeliest = short.span.entities[0]
            kept |= {likeliest.id} if likeliest.country in countries else set()
        if len(kept) == 1 and not taken & places:
            taken |= places
            span = short.span
            narrowed = span.narrowed(tuple(f for f in span.forms if f.entity.id in kept))
            found.append(narrowed.placed(document, article))
    return [*found, *_defined(gazetteer, detected, article, [*decided, *found], taken)]


def _defined(
    gazetteer: Gazetteer,
    detected: DetectedMentions,
    article: Article,
    decided: Sequence[CandidateSpan],
    taken: set[int],
) -> Iterator[CandidateSpan]:
    """Yield acronyms that the article defines: ``Full Name (ABC)`` makes ABC a name of the entity in this article."""
    document = detected.document
    meant: dict[str, CandidateSpan] = {}
    for span in decided:
        if not span.is_full_name or span.is_person:
            continue
        after = _DEFINED.match(document.text, document.tokens[span.last - 1].end)
        if after is not None and after[1].isupper() and _abbreviates(fold(after[1]), span, document):
            meant.setdefault(after[1], span)
    if meant:
        detected.read_chunks_with(meant)
        for i, token in document.words():
            full = meant.get(token.text)
            if full is not None and i not in taken:
                readings = [Reading(gazetteer, document, i, i + 1, form, "defined") for form in full.forms]
                yield CandidateSpan.of(readings, RIVALS_MARGIN).placed(document, article)


def _abbreviates(letters: str, span: CandidateSpan, document: Document) -> bool:
    """Return True if all letters stand in the full name in this order, and the first one begins a word of it."""
    words = [t.folded for t in document.tokens[span.first : span.last]]
    rest = iter("".join(words))
    return any(w[0] == letters[0] for w in words) and all(letter in rest for letter in letters)
