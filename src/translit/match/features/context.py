"""Where a reading stands: the document around it, and what else the article names."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import NamedTuple

from translit.gazetteer.surface_forms import SurfaceForm
from translit.match.features.reading import Way, stands_for_words
from translit.names.given_names import is_known_given_name
from translit.names.inflection import inflected_languages
from translit.text.common_words import common_words
from translit.text.document import Document
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.tokens import Token

_CAPITAL_NOUNS = "de"  # the language in which every noun has a capital
_BESIDE = regex(r"[^\S\n]|[-‐‑]|\.[^\S\n]?")  # no weak join, no dash between spaces


class Article(NamedTuple):
    """What an article names: by entity the folded surfaces that name it, and by country how many entities.

    ``known`` are the numbers of the tokens that likely names have, so that they are no part of an unknown one;
    ``strangers`` are the numbers of single words that may be somebody else's name, with the bits that speak for that;
    ``bearers`` says how often the bare family name of an entity stands in it, without a full name.
    """

    surfaces: Mapping[str, frozenset[str]] = MappingProxyType({})
    countries: Mapping[str, int] = MappingProxyType({})
    known: AbstractSet[int] = frozenset()
    strangers: Mapping[int, float] = MappingProxyType({})
    bearers: Mapping[str, int] = MappingProxyType({})


class Place:
    """Tokens ``first`` to before ``last`` of a document, read as a listed name, and the article around.

    ``before`` and ``after`` are the words with a capital beside that may belong to one name with this and belong to no
    other; there are none in a line in which nearly every word has a capital. ``is_acronym`` says that letters stand for
    words, ``is_one_word`` that it is one word and no acronym, ``has_cases`` that the language has case endings,
    ``after_noun`` that this is a person's name of several words, and the word before has a capital that any noun has there.
    ``spelling`` are the log odds by which an unlisted spelling is one of the form's.
    """

    __slots__ = (
        "after", "after_noun", "article", "before", "document", "first", "form", "has_cases", "is_acronym", "is_one_word",
        "last", "spelling", "way",
    )  # fmt: skip

    def __init__(
        self, document: Document, first: int, last: int, form: SurfaceForm, way: Way, article: Article,
        spelling: float | None = None,
    ) -> None:  # fmt: skip
        self.document, self.first, self.last, self.form, self.way = document, first, last, form, way
        self.article, self.spelling = article, spelling
        self.is_acronym = stands_for_words(form, way)
        self.is_one_word = last - first == 1 and not self.is_acronym
        self.has_cases = document.lang in inflected_languages()
        self.before = self._beside(first - 1) if first and document.joined[first - 1] else None
        self.after_noun = self._is_after_noun()
        self.after = None if self._is_genitive() or not document.joined[last - 1] else self._beside(last)

    def _beside(self, at: int) -> Token | None:
        token = self.document.tokens[at]
        if at in self.article.known or not token.may_start_name or self.document.headline[self.first]:
            return None
        if len(token.folded) == 1 and token.text.isupper() and not self.document.is_initial(at):
            return None
        gap = self.document.gap(at if at < self.first else at - 1)
        return token if _BESIDE.fullmatch(gap) else None

    def _is_after_noun(self) -> bool:
        """Return True for a person's name of several words in German, or after the first word of a sentence: the word before
        has a capital that any noun has there. So have words of titles before a full name as listed, but given names.
        """
        if self.before is None or self.form.entity.type != "person" or self.last - self.first == 1:
            return False
        if self.document.lang == _CAPITAL_NOUNS or self.document.starts[self.first - 1]:
            return True
        return self.way == "listed" and not is_known_given_name(self.before.folded)

    def _is_genitive(self) -> bool:
        """Return True for a German genitive: the capital word after it is what is owned, *Lukaschenkos Flugzeug*."""
        return (
            self.document.lang == _CAPITAL_NOUNS
            and self.way != "listed"
            and self.document.tokens[self.last - 1].text[-1] == "s"
        )

    def is_common(self, token: Token) -> bool:
        """Return True if a word beside is a common one of the text's language, or no name in any language."""
        return token.folded in common_words(self.document.lang) or token.folded in lexicon().non_names
