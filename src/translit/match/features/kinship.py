"""Words of kinship and given names beside what is read as a place: *my son Jordan*, *Maria and Sofia* are persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from translit.match.features.context import Place
from translit.names.cities import city_of
from translit.names.countries import country_of
from translit.names.given_names import is_known_given_name
from translit.text.fold import fold
from translit.text.lexicon import lexicon
from translit.text.patterns import regex
from translit.text.tokens import fold_words, is_small

_LOOKED_AT = 40  # characters before and after a name: more than a possessive, an adjective and a word of kinship need
_NO_WORDS = regex(r"[^\w\s'’-]")
_APPOSITION = regex(r", (?P<words>[^\W\d_][\w -]*)[,.;!?)]")
# A name, and a comma or a short conjunction:
_LISTED_BEFORE = regex(r"(?:(?<!\w)([^\W\d_]{1,24}) )?(?<!\w)([^\W\d_]{1,24})(, | [^\W\d_]{1,3} )\Z")
_LISTED_AFTER = regex(r"(, | [^\W\d_]{1,3} )([^\W\d_]{1,24})(?!\w)")
_AGES = regex(r" \(\d{1,2}\),? (?:[^\W\d_]{1,3} )?([^\W\d_]{2,24}) \(\d{1,2}\)")
_MOST_LISTED = 8  # names of a list that are looked at on either side: a bound of the time
_MOST_WORDS = 3  # "my older brother"


def is_called_relative(place: Place) -> bool:
    """Return True if an honorific or a word of kinship stands before the single word of a place, or behind its comma.

    *Mr Jordan*; *my son Jordan*; *my son, Jordan, …*; *Chad, my husband, …*. In a language with case endings the place must
    stand as it is listed: *сын Украины* is no Ukraina.
    """
    if place.form.entity.type != "place" or not place.is_one_word:
        return False
    if place.before is not None and place.before.folded in lexicon().honorifics:
        return True
    if place.has_cases and place.way != "listed":
        return False
    text, token = place.document.text, place.document.tokens[place.first]
    before = text[max(0, token.start - _LOOKED_AT) : token.start].rstrip()
    if before.endswith(",") and text.startswith(",", token.end):
        before = before[:-1]
    lang = place.document.lang or "en"
    last = fold_words(before.rsplit(None, 1)[-1]) if before else ()
    may_tell = not last or last[-1] in lexicon().kinship.get(lang, {})  # of the words before, those of one sentence
    if may_tell and _tells_relative(fold_words(_NO_WORDS.split(before)[-1])[-_MOST_WORDS:], lang):
        return True
    after = _APPOSITION.match(text, token.end, token.end + _LOOKED_AT)
    if after is None or place.document.is_after_place_preposition(place.first):
        return False
    words = fold_words(after["words"])
    return len(words) <= _MOST_WORDS and _is_whose(words[0], lang) and _tells_relative(words, lang)


def is_among_given_names(place: Place) -> bool:
    """Return True if the single word of a place is a given name and stands in a list with others that are no known place.

    *Maria and Sofia*; *Brooklyn, Romeo, Cruz*. After commas alone it takes two of them: *In Victoria, Anna*.
    """
    document, token = place.document, place.document.tokens[place.first]
    if place.form.entity.type != "place" or not place.is_one_word or not is_known_given_name(token.folded):
        return False
    if document.is_after_place_preposition(place.first):
        return False
    before, after = _listed_before(document.text, token.start), _listed_after(document.text, token.end)
    found = [*islice(before, _MOST_LISTED), *islice(after, _MOST_LISTED)]
    names = [fold(name) for name, _ in found]
    is_joined = any(is_and for _, is_and in found)
    if len(names) < (1 if is_joined else 2) or token.folded in names:  # West Virginia and Virginia
        return False
    return all(is_known_given_name(name) and not (country_of(name) or city_of(name)) for name in names)


def is_with_age(place: Place) -> bool:
    """Return True for an organization of a single word with an age after it, and so a given name: *Apple (16) and Ana (14)*.

    Places have numbers of electors and of the ill.
    """
    if place.form.entity.type != "organization":
        return False
    found = _AGES.match(place.document.text, place.document.tokens[place.first].end)
    return found is not None and is_known_given_name(fold(found[1]))


def _listed_before(text: str, end: int) -> Iterator[tuple[str, bool]]:
    """Yield the words with a capital that stand in one list before a place, each with whether *and* is after it."""
    while found := _LISTED_BEFORE.search(text, max(0, end - _LOOKED_AT), end):
        before, name, link = found[1], found[2], fold(found[3].strip(", "))
        is_last_of_two = before is not None and not is_small(before[0]) and fold(before) not in lexicon().conjunctions
        if is_small(name[0]) or is_last_of_two or (link and link not in lexicon().conjunctions):
            return
        yield name, bool(link)
        end = found.start(2)


def _listed_after(text: str, start: int) -> Iterator[tuple[str, bool]]:
    """Yield those after it, but no given name before a family name."""
    while found := _LISTED_AFTER.match(text, start):
        name, link, end = found[2], fold(found[1].strip(", ")), found.end()
        is_first_of_two = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        if is_small(name[0]) or is_first_of_two or (link and link not in lexicon().conjunctions):
            return
        yield name, bool(link)
        start = end


def _tells_relative(words: Sequence[str], lang: str) -> bool:
    """Return True if the last of some folded words is one of kinship, or of friendship with one person."""
    known = lexicon().kinship.get(lang, {})
    kind = known.get(words[-1]) if words else None
    return kind == "kin" or (kind == "friend" and any(known.get(w) == "possessive" for w in words[:-1]))


def _is_whose(word: str, lang: str) -> bool:
    return lexicon().kinship.get(lang, {}).get(word, "").startswith("possessive")
