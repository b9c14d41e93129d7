"""Relatives of one family name: alone it means the head of the family, *Trump*; the others have given names with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from translit.annotation.coreference.antecedents import Antecedent, Claims
from translit.annotation.spans import CandidateSpan
from translit.annotation.words import dictionary_forms, gender_fits
from translit.gazetteer import Gazetteer
from translit.gazetteer.priors import is_known_for_family
from translit.gazetteer.surface_forms import SurfaceForm
from translit.text.document import Document
from translit.text.lexicon import lexicon


class FamilyHeads:
    """Tells of a bare family name in an article whether the head of the family is meant.

    The head may be ``absent``: only relatives are named in full. The article takes the head for known if the bare name
    stands before these full names, or after an office: *President Biden … His son Hunter Biden … Biden*.
    """

    def __init__(
        self,
        meant_alone: Callable[[str, str | None], Sequence[SurfaceForm]],
        document: Document,
        claims: Claims,
        named: Sequence[CandidateSpan],
    ) -> None:
        self._document = document
        self._absent = {
            text: form
            for text, claimed in claims.items()
            if (form := _absent_head(meant_alone(text, document.lang), claimed)) is not None
        }
        firsts: dict[str, int] = {}
        for span in named if self._absent else ():
            firsts.setdefault(span.entities[0].id, span.first)
        inside = set(chain.from_iterable(range(s.first, s.last) for s in named if s.last - s.first > 1))
        self._known = {
            self._absent[token.text].entity.id
            for i, token in (document.words() if self._absent else ())
            if token.text in self._absent and i not in inside
            if i < min(firsts[a.entity.id] for a, _ in claims[token.text]) or self._has_office(i)
        }

    def bearers(
        self, i: int, claimed: Sequence[tuple[Antecedent, float]]
    ) -> tuple[tuple[SurfaceForm, ...], Antecedent | None]:
        """Return whom the family name of token ``i`` may mean of those who claim it and the head, and the antecedent."""
        forms, antecedent = tuple(a.form for a, _ in claimed), claimed[0][0]
        if self._is_told_apart(i):
            return forms, antecedent
        for head, _ in claimed if len(claimed) > 1 else ():
            if all(a is head or is_known_for_family(head.entity, a.entity) for a, _ in claimed):
                return (head.form,), head
        absent = self._absent.get(self._document.tokens[i].text)
        if absent is None:
            return forms, antecedent
        return ((absent,), None) if absent.entity.id in self._known else ((*forms, absent), antecedent)

    def _has_office(self, i: int) -> bool:
        readings = dictionary_forms(self._document.word_before(i), self._document.lang)
        return any(r in lexicon().title_words and not _is_courtesy(r) for r in readings)

    def _is_told_apart(self, i: int) -> bool:
        """Return True if a courtesy title, an initial or a word of generations says which of a family is meant."""
        document = self._document
        beside = document.tokens[i - 1].text if i and document.joined[i - 1] else ""
        if (len(beside) == 1 and beside.isupper()) or document.word_after(i) in lexicon().suffixes:
            return True
        return any(map(_is_courtesy, dictionary_forms(document.word_before(i), document.lang)))


def _is_courtesy(folded: str) -> bool:
    """Return True for titles that anybody may have: *Mrs*, *Dr*; a letter alone is another word more often."""
    return len(folded) > 1 and (folded in lexicon().honorifics or folded in lexicon().abbreviations)


def _absent_head(meant_alone: Iterable[SurfaceForm], claimed: Sequence[tuple[Antecedent, float]]) -> SurfaceForm | None:
    """Return the head of the family of all who claim a word, if the word alone means the head."""
    heads = (f for f in meant_alone if all(is_known_for_family(f.entity, a.entity) for a, _ in claimed))
    return next(heads, None)


def meant_by_family_name(gazetteer: Gazetteer, text: str, lang: str | None) -> tuple[SurfaceForm, ...]:
    """Return the persons whom a word as a family name alone means, in any case."""
    found = ((form, reading) for reading in dictionary_forms(text, lang) for form in gazetteer.mononyms(reading))
    return tuple(form for form, reading in found if gender_fits(form.entity, text, reading, lang))
