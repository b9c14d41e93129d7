"""Why the words of a text are a listed name: the name itself, one in the language of the text, or one in another case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from rapidfuzz.distance import Prefix

from translit.gazetteer.surface_forms import ListedName, SurfaceForm, is_like_acronym, listed_names
from translit.match.explain import Reason, listed
from translit.match.inflected_reasons import AS_IT_IS, IN_CASE, WITH_ARTICLE, forms_of, has_accent_of_case, inflected
from translit.model import Entity
from translit.names.cities import city_of
from translit.names.countries import country_of, is_usual_country_name, languages_of
from translit.text.fold import fold, letters
from translit.text.tokens import fold_words, tokens

_MOST_WORDS = 3  # of the name of a country or city: Spojené státy americké


def reason_in_text(form: SurfaceForm, surface: str, lang: str | None, is_listed: bool) -> Reason:
    """Return the reason of a listed name of an entity, or of a name of a country or city, in a text of a language.

    First comes the name with just these letters, then one in the language of the text, then what may stand in another
    case; ``form`` is the name by which it was found, ``is_listed`` tells if just these words are listed.
    """
    if form.text == surface and (form.kind == "name" or form.lang == lang):
        return listed(form)  # as most are
    if lang and form.lang == lang and not is_listed and inflected(surface, form.text, lang, form.entity.gender):
        return Reason("inflected", form, surface, other=form.text, lang=lang)
    names = tuple(listed_names(form.entity))
    same = _spelled_so(names, surface) if is_listed else []
    same.sort(key=lambda f: f.text != surface)
    if own := next((f for f in same if f.kind == "name" or f.lang == lang), None):
        return listed(form, own)
    folded, at_home = " ".join(fold_words(surface)), languages_of(form.entity.country)
    is_usual = _is_usual_name(folded, form.entity, names, lang) and not has_accent_of_case(surface, lang)
    foreign = [f for f in same if lang and f.kind == "native" and f.lang not in at_home]
    if is_usual and _is_of_language(folded, lang):
        return Reason("native name", form, lang=lang)
    if len(foreign) < len(same):
        return listed(form, next(f for f in same if f not in foreign))
    if is_usual:
        return Reason("acronym" if is_like_acronym(surface) else "alias", form, lang=lang)
    if found := _in_another_case(form, names, surface, lang):
        return found
    if foreign:
        return Reason("foreign name", form, lang=foreign[0].lang)
    return Reason("spelling", form, surface, lang=lang)


def _in_another_case(form: SurfaceForm, names: tuple[ListedName, ...], surface: str, lang: str | None) -> Reason | None:
    """Return the reason of a name that is a form of a listed one, or of one in the language of the text; else ``None``."""
    entity, initial = form.entity, fold(surface[0])
    alike = (f for f in names if initial in [fold(w[0]) for w in f.text.split()[:2]])  # the first may be an article
    found = [f for f in alike if inflected(surface, f.text, lang, entity.gender)]
    own = [f for f in found if f.lang == lang or _is_usual_name(" ".join(fold_words(f.text)), entity, names, lang)]
    for name, how in () if own else _dictionary_forms(surface, lang):
        if _is_usual_name(name, entity, names, lang):
            return Reason("native name" if _is_of_language(name, lang) else "alias", form, other=how, lang=lang)
    written = fold(surface)
    # One in other letters than its own first, Europę is of Europa; then the nearest, then that by which it was found.
    found.sort(key=lambda f: (fold(f.text) == written, -Prefix.similarity(written, fold(f.text)), f.text != form.text))
    return next((Reason("inflected", form, surface, other=f.text, lang=lang) for f in own or found), None)


def _spelled_so(names: Iterable[ListedName], surface: str) -> list[ListedName]:
    """Return the names with the same words in small letters; *Poor’s* has one letter more than its word."""
    count, words = sum(map(str.isalnum, surface)), [letters(t.text) for t in tokens(surface)]
    alike = (f for f in names if f.text == surface or sum(map(str.isalnum, f.text)) == count)
    return [f for f in alike if f.text == surface or [letters(t.text) for t in tokens(f.text)] == words]


def _is_usual_name(folded: str, entity: Entity, names: Iterable[ListedName], lang: str | None) -> bool:
    """Return True if some words are the name of a country or city in a language, and an entity with these names is it."""
    if lang is None or entity.type != "place":
        return False
    if code := country_of(folded, lang):
        return entity.country == code and any(country_of(" ".join(fold_words(n.text))) == code for n in names)
    city = city_of(folded, lang)
    return city is not None and entity.country == city.country and any(fold_words(n.text) == city.words for n in names)


def _is_of_language(folded: str, lang: str | None) -> bool:
    """Return False for an official or colloquial name of a country, of which it is not known in which language it is one."""
    return is_usual_country_name(folded, lang) or not country_of(folded, lang)


def _dictionary_forms(surface: str, lang: str | None) -> Iterator[tuple[str, str]]:
    """Yield what the words of a name may be in the nominative, and how they differ from it."""
    words = [[(t.folded, AS_IT_IS), *forms_of(t.text, lang)] for t in tokens(surface)]
    for way in product(*words) if len(words) <= _MOST_WORDS else ():
        how = WITH_ARTICLE if any(form == WITH_ARTICLE for _, form in way) else IN_CASE
        yield " ".join(text for text, _ in way), how.removeprefix(f"{AS_IT_IS} ")
