"""Sorting the spellings of an imported entity into the fields of a record: name, native names, aliases, acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from translit.gazetteer.records import mixed_scripts, visible
from translit.names.countries import country_of
from translit.text.fold import script_of
from translit.text.repair import fix_homoglyphs
from translit.text.tokens import fold_words

_BASE = re.compile(r"([a-z]{2,3})(-.*)?")
_ACRONYM = re.compile(r"[^\W\d_]{2,6}")
_CATALOGUE = re.compile(r"([^,]+), ?([^,\d]+?)(?:,? ?\(?\d[\d ?–-]*\)?)?")  # of words with one space between them
_GENERATION = re.compile(r"(?i:jr|sr|junior|senior|ph\.?d|md)\.?|[IVX]+")
_SPELLED = ("names", "aliases", "acronyms", "patronymic", "styles")
REPAIRED = "look-alike letters"
"""The reason of notes that say what was repaired, as ``before → after``; all other notes are of what was left out."""
_GENDERS = {"m": "m male man м муж мужской чоловік ч", "f": "f female woman ж жен женский жінка"}
_UNSPACED = frozenset({"Cjk", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan"})


class Spelling(NamedTuple):
    """A spelling, the code of its language (``""`` if unknown), and whether it needs context."""

    text: str
    lang: str = ""
    needs_context: bool = False


def arrange(
    kind: str, labels: Iterable[Spelling], aliases: Iterable[Spelling] = (), *, keep_first: bool = False
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Return the fields of a record from proper names (the preferred first) and other names, and what was left out and why.

    The first label in Latin letters is the name, with ``keep_first`` the first of all. Labels in other letters are native
    names under their language (``be-tarask`` under ``be``), all the rest are aliases. Spellings that differ only in case,
    accents or punctuation are written once. One word for a person who has several needs context, or every Petrov would be
    this one.

    >>> arrange("person", [Spelling("Мария Кюри", "ru"), Spelling("Marie Curie", "fr")])[0]
    {'name': 'Marie Curie', 'names': {'ru': ['Мария Кюри']}}
    """
    left_out: list[tuple[str, str]] = []
    proper = list(_usable(labels, left_out))
    others = list(_usable(aliases, left_out))
    everything = [*proper, *others]
    if not everything:
        return {}, tuple(left_out)
    name = next((s.text for s in everything if keep_first or _is_latin(s.text)), everything[0].text)
    fields: dict[str, Any] = {"name": name}
    seen = {fold_words(name)}
    native: dict[str, list[str]] = {}
    for spelling in proper:
        base = _BASE.fullmatch(spelling.lang)
        lang = base[1] if base else ""
        if lang and not _is_latin(spelling.text) and spelling.text not in native.get(lang, ()):
            native.setdefault(lang, []).append(spelling.text)
            seen.add(fold_words(spelling.text))
    listed: list[str | dict[str, Any]] = []
    acronyms: list[str] = []
    several = len(fold_words(name)) > 1
    for spelling in everything:
        words = fold_words(spelling.text)
        if words in seen:
            continue
        seen.add(words)
        acronym = kind != "person" and _ACRONYM.fullmatch(spelling.text) and spelling.text.isupper()
        lone = kind == "person" and several and len(words) == 1 and script_of(spelling.text) not in _UNSPACED
        if acronym and not spelling.needs_context:
            acronyms.append(spelling.text)
        elif spelling.needs_context or lone:
            listed.append({"text": spelling.text, "needs_context": True})
        else:
            listed.append(spelling.text)
    for field, found in (("names", dict(sorted(native.items()))), ("aliases", listed), ("acronyms", acronyms)):
        if found:
            fields[field] = found
    return fields, tuple(left_out)


def _usable(spellings: Iterable[Spelling], left_out: list[tuple[str, str]]) -> Iterable[Spelling]:
    for spelling in spellings:
        text, notes = mended(spelling.text)
        left_out += notes
        if text:
            yield spelling._replace(text=text)


def mended(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a spelling as it can be listed, ``""`` if it cannot, and what was done to it or is wrong with it.

    Look-alike letters of another alphabet are replaced where it is sure which alphabet is meant.

    >>> mended(" Mинск ")
    ('Минск', [('look-alike letters', 'Mинск → Минск')])
    >>> mended("Mиnwк"), mended("…")
    (('', [('letters of two scripts in one word', 'Mиnwк')]), ('', [('spelling without letters', '…')]))
    """
    cleaned = clean(text)
    fixed = fix_homoglyphs(cleaned)
    if not fold_words(fixed):
        return "", [("spelling without letters", text)]
    if mixed_scripts(fixed):
        return "", [("letters of two scripts in one word", text)]
    return fixed, [(REPAIRED, f"{cleaned} → {fixed}")] if fixed != cleaned else []


def mended_record(record: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return a record whose spellings are mended one by one, those that cannot be left out, and what was done.

    Only the name stays as it is if it cannot be mended. Values that are no spellings stay, too.
    """
    notes: list[tuple[str, str]] = []

    def of(value: Any) -> Any:
        if isinstance(value, str):
            text, told = mended(value)
            notes.extend(told)
            return text
        if isinstance(value, list | tuple):
            return [item for item in map(of, value) if item]
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            return {**value, "text": text} if (text := of(value["text"])) else None
        if isinstance(value, dict):
            return {key: item for key, item in ((key, of(item)) for key, item in value.items()) if item}
        return value

    found = {field: of(value) if field in _SPELLED else value for field, value in record.items()}
    found = {field: value for field, value in found.items() if value or field not in _SPELLED or not record[field]}
    if isinstance(name := record.get("name"), str):
        text, told = mended(name)
        if text:
            notes += told
        found["name"] = text or name
    return found, notes


def clean(text: str) -> str:
    r"""Return a spelling in NFC, without what nobody sees in it, with single spaces.

    >>> clean("  Zoë\u200f   Baird ")
    'Zoë Baird'
    """
    return unicodedata.normalize("NFC", " ".join(visible(text).split()))


def natural_order(name: str) -> str:
    """Return a name of a person with its given name first, without years of life, as catalogues write it after a comma.

    >>> natural_order("Tolstoy, Leo, 1828-1910"), natural_order("King, Jr."), natural_order("PUTIN, Vladimir")
    ('Leo Tolstoy', 'King, Jr.', 'Vladimir Putin')
    """
    if (found := _CATALOGUE.fullmatch(" ".join(name.split()))) and not _GENERATION.fullmatch(found[2]):
        return f"{found[2]} {small_letters(found[1])}"
    return name


def small_letters(text: str) -> str:
    """Return a text in capitals with a capital for each word only.

    >>> small_letters("AL-ZAWAHIRI"), small_letters("de Gaulle"), small_letters("II"), small_letters("O")
    ('Al-Zawahiri', 'de Gaulle', 'II', 'O')
    """
    if len(text) < 2 or not text.isupper() or _GENERATION.fullmatch(text):
        return text
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)


def gender_of(texts: Iterable[str]) -> str:
    """Return the gender that words or letters tell if it is the same one (``f`` or ``m``), else ``""``.

    >>> gender_of(["Female", "f"]), gender_of(["муж."]), gender_of(["male", "female"]), gender_of(["other"])
    ('f', 'm', '', '')
    """
    told = {word_class(_GENDERS, text) for text in texts}
    return told.pop() if len(told) == 1 else ""


def word_class(classes: Mapping[str, str], text: str) -> str:
    """Return the key of ``classes`` among whose words (with spaces between) a text is, ``""`` if it is not known."""
    word = text.strip().casefold().rstrip(".")
    return next((key for key, words in classes.items() if word in words.split()), "")


def country_code(text: str) -> str:
    """Return the code of a country that is given as a code or by a name in any language, ``""`` if it is not known.

    >>> country_code("ru"), country_code("Российская Федерация"), country_code("Atlantis")
    ('RU', 'RU', '')
    """
    if re.fullmatch(r"[A-Za-z]{2}", text.strip()):
        return text.strip().upper()
    return country_of(" ".join(fold_words(text))) or ""


def _is_latin(text: str) -> bool:
    return script_of(text) in ("Latin", "")
