"""What a word of a text is of a listed one: another case, a possessive adjective, a woman's name, one with the article."""

from __future__ import annotations

from functools import lru_cache

from translit.limits import REMEMBERED_SHORTLY, REMEMBERED_WORDS
from translit.names.inflection import CASES, PLURAL, UNKNOWN, Lemma, inflected_languages, language_of_letters, lemmas
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.tokens import tokens

AS_IT_IS = "{}"
"""The form of a word that is the listed one itself."""
IN_CASE = "{} in another case"
WITH_ARTICLE = "{} with the article"
_FORMS = {"possessive": "possessive form of {}", "feminine": "feminine form of {}", "definite": WITH_ARTICLE}
_FEMININE = (_FORMS["feminine"], f"{_FORMS['feminine']} in another case")
_PRECEDENCE = (_FORMS["possessive"], *_FEMININE, _FORMS["definite"], IN_CASE, AS_IT_IS)
_OF_A_WOMAN = (
    *_FEMININE,
    *_PRECEDENCE,
)  # Czech Mayovou is Theresa May's case, and Trumpovou an adjective of Donald Trump
_SINGULAR = (1 << PLURAL) - 1
_ENDINGS = frozenset("ąęįųāēīūěů")  # of cases in Polish, Lithuanian, Latvian, Czech; Czech nominatives end in á, é, í


@lru_cache(maxsize=REMEMBERED_WORDS)
def inflected(text: str, listed: str, lang: str | None, gender: str = "") -> str:
    """Return what the words of a text are of a listed name in a language; ``""`` if they are none of its forms, or it.

    ``gender`` is that of the person who is so called.

    >>> inflected("Bidnov", "Biden", "sl"), inflected("Theresy Mayové", "Theresa May", "cs"), inflected("Rome", "Rom", "de")
    ('possessive form of “Biden”', 'feminine form of “Theresa May” in another case', '')
    >>> inflected("Европейският съюз", "Европейски съюз", "bg"), inflected("Angelą Merkel", "Angela Merkel", "pl")
    ('“Европейски съюз” with the article', '“Angela Merkel” in another case')
    """
    mine, others = tokens(text), tokens(listed)
    if len(others) == len(mine) + 1 and others[0].folded in lexicon().articles:
        del others[0]
    if len(mine) != len(others):
        return ""
    forms = []
    for a, b in zip(mine, others, strict=True):
        form = form_of(a.text, b.text, lang, gender)
        if form is None:
            return ""
        forms.append(form)
    if all(form == AS_IT_IS for form in forms):
        return ""
    return min(forms, key=_precedence(gender).index).format(f"“{listed}”")


@lru_cache(maxsize=REMEMBERED_SHORTLY)
def form_of(text: str, listed: str, lang: str | None, gender: str = "") -> str | None:
    """Return the form of a listed word that a word is, with ``{}`` for the listed one; ``None`` if it is none of them.

    >>> form_of("Maasův", "Maas", "cs"), form_of("Danielsovi", "Daniels", "cs"), form_of("Maas", "Maas", "cs")
    ('possessive form of {}', '{} in another case', '{}')
    """
    wanted = fold(listed)
    if fold(text) == wanted:
        return IN_CASE if has_accent_of_case(text, lang) and text[-1:].lower() != listed[-1:].lower() else AS_IT_IS
    forms = (form for lemma, form in forms_of(text, lang) if lemma == wanted)
    return min(forms, key=_precedence(gender).index, default=None)


def _precedence(gender: str) -> tuple[str, ...]:
    return _OF_A_WOMAN if gender == "f" else _PRECEDENCE


def forms_of(text: str, lang: str | None) -> list[tuple[str, str]]:
    """Return the folded dictionary forms that a word may have in a language, each with what the word is of it.

    A case of the singular excludes all else (Czech *Danielsovi*), one of the plural nothing.
    """
    found = lemmas(text, language_of_letters(fold(text)) or lang or UNKNOWN)
    cases = {lemma.text for lemma in found if lemma.kind in ("case", "personal") and lemma.cases & _SINGULAR}
    return [(lemma.text, IN_CASE if lemma.text in cases else _form(lemma)) for lemma in found]


def _form(lemma: Lemma) -> str:
    form = _FORMS.get(lemma.kind, IN_CASE)
    is_nominative = lemma.kind != "feminine" or lemma.cases & CASES["nom"]
    return form if is_nominative else f"{form} in another case"


def has_accent_of_case(text: str, lang: str | None) -> bool:
    """Return True if a name ends in a letter that no nominative ends in: Polish *Barceloną*, Latvian *Rīgā*."""
    return lang in inflected_languages() and text[-1:].lower() in _ENDINGS
