"""Compiles the word lists of ``data/lexicon/``; an error names the file and row. Its ``README.md`` defines the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from build_data.table import read_tsv, read_yaml
from translit.errors import DataError
from translit.names.cities import City
from translit.table.romanization import variant_folds
from translit.table.tables import tables
from translit.text.fold import fold, script_of
from translit.text.tokens import fold_words, is_small

_PLACES = ("before", "after", "any", "lower")
_Place = TypeVar("_Place", str, City)
_KINDS = ("family", "article", "kunya", "son", "daughter", "servant", "alias")


def compile_lexicon(folder: Path) -> dict[str, Any]:
    """Return the word lists of ``data/lexicon/`` by folded spelling, words of a phrase joined by a space.

    Raises
    ------
    DataError
        If a file is missing or malformed; the message names the file and the row.
    """
    endings = read_yaml(folder / "endings.yaml")
    borders = read_yaml(folder / "borders.yaml")
    titles, modifiers, regnal, honorifics = _titles(folder / "titles.tsv")
    return {
        "titles": titles,
        "modifiers": modifiers,
        "regnal": regnal,
        "honorifics": honorifics,
        "courtesy": _by_language(folder / "courtesy_titles.tsv"),
        "kinship": _by_language(folder / "kinship.tsv"),
        "place_prepositions": _words_of_languages(folder / "place_prepositions.tsv"),
        "particles": _particles(folder / "particles.tsv"),
        "suffixes": _by_spelling(folder / "suffixes.tsv"),
        "numbers": {spelling: int(number) for spelling, number in _by_spelling(folder / "numbers.tsv").items()},
        "frequent": _frequent(folder / "frequent_family_names.tsv"),
        "orders": _lists(folder / "family_names.tsv"),
        "legal": _legal(folder / "legal_forms.tsv"),
        "generic": _by_spelling(folder / "short_forms.tsv"),
        "blends": _by_spelling(folder / "blends.tsv"),
        "abbreviations": sorted({spelling for _, _, spelling in _spellings(folder / "abbreviations.tsv")}),
        "light": _light(folder / "light.tsv", ""),
        "articles": _light(folder / "light.tsv", "article"),
        "optional_articles": _light(folder / "light.tsv", "optional article"),
        "conjunctions": _light(folder / "light.tsv", "conjunction"),
        "sport": _words_of_languages(folder / "sport.tsv"),
        "named_things": _words_of_classes(folder / "named_things.tsv"),
        "namesakes": _namesakes(folder / "namesakes.tsv"),
        "concepts": _concepts(folder / "concepts.tsv"),
        "letter_names": _concepts(folder / "letter_names.tsv"),
        "patronymics": _endings(endings["patronymics"]),
        "family_gender": _endings(endings["family_gender"]),
        "family_endings": sorted({fold(ending) for ending in endings["family_of_both"]}),
        "family_plurals": {lang: sorted(map(fold, found)) for lang, found in endings["family_plurals"].items()},
        "masculine": {fold(ending): sorted(map(fold, names)) for ending, names in sorted(endings["masculine"].items())},
        "adjectives": sorted({fold(ending) for ending in endings["adjectives"]}),
        "compound_titles": sorted({fold(ending) for ending in endings["compound_titles"]}),
        "after_apostrophe": sorted({fold(ending) for ending in endings["after_apostrophe"]}),
        "elided": sorted({fold(word) for word in endings["elided"]}),
        "korean_particles": sorted(borders["korean_particles"], key=len, reverse=True),
        "after_places": sorted({fold(word) for words in borders["after_places"].values() for word in words}),
        "prefixes": sorted({prefix for found in borders["prefixes"].values() for prefix in found}),
        "beside_names": sorted({fold(word) for words in borders["beside_names"].values() for word in words}),
        "words": _common(folder / "words.txt"),
    }


def compile_lookalikes(path: Path) -> dict[str, dict[str, str]]:
    """Return, by script, the letters of other scripts that look like one of its letters, each with that letter."""
    header, rows = read_tsv(path)
    scripts = header[:3]
    twins: dict[str, dict[str, str]] = {script: {} for script in scripts}
    for row in rows:
        for script, own in zip(scripts, row[:3], strict=True):
            for other in row[:3]:
                if own != "-" and other not in ("-", own):
                    twins[script].setdefault(other, own)
    return {script: dict(sorted(pairs.items())) for script, pairs in twins.items()}


def compile_countries(path: Path, languages: Iterable[str]) -> dict[str, str]:
    """Return, by folded name without spaces, the ISO code of a country and the languages in which the name is usual.

    The names are those of CLDR in the languages that are official somewhere, in a region at least, and some others that are
    printed; of these, only ``languages`` are written. ``*`` marks a name listed in ``path``, which counts in every language.
    A name that means several countries in different languages (``toga``) is left out, unless far more languages mean one of
    them (``malawi``), or ``path`` decides; so is one to which ``path`` gives the code ``-``.
    """
    from babel import Locale, localedata

    listed = codes_of_names(path)
    meant: dict[str, dict[str, set[str]]] = {}
    printed = {lang for found in compile_languages_of_countries().values() for lang in found.split()} | _PRINTED
    for identifier in localedata.locale_identifiers():
        locale = Locale.parse(identifier)
        for code, text in locale.territories.items():
            name = "".join(fold_words(text))
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY and name and in_print(name):
                meant.setdefault(name, {}).setdefault(code, set()).add(locale.language)
    clear = {name: code for name, codes in meant.items() if (code := clearly(codes))}
    found = {name: code for name, code in clear.items() if not printed.isdisjoint(meant[name][code])} | listed
    known = sorted(languages)
    spoken = {name: meant.get(name, {}).get(code, set()) for name, code in found.items()}
    return {
        name: " ".join([code, *["*"] * (name in listed), *(lang for lang in known if lang in spoken[name])])
        for name, code in found.items()
        if code != "-"
    }


def compile_country_beginnings(languages: Iterable[str]) -> dict[str, list[str]]:
    """Return, by language, the folded first words of those names of countries whose second word has no capital."""
    from babel import Locale

    found = {}
    for lang in sorted(languages):
        names = [text for code, text in Locale(lang).territories.items() if code not in _NO_COUNTRY and code.isalpha()]
        words = [name.split() for name in names if len(name) > 2]
        firsts = {fold(w[0]) for w in words if len(w) > 1 and not is_small(w[0][0]) and is_small(w[1][0])}
        if firsts:
            found[lang] = sorted(firsts)
    return found


def codes_of_names(path: Path) -> dict[str, str]:
    """Return, by folded name without spaces, the ISO code of the country that a file gives a name."""
    found: dict[str, str] = {}
    for where, code, spelling in _spellings(path):
        name = spelling.replace(" ", "")
        if found.setdefault(name, code) != code:
            raise DataError(f"{where}: {spelling!r} is {found[name]} in a row above")
    return found


def compile_language_names() -> dict[str, str]:
    """Return the English names of languages by code, as CLDR has them; those of its own codes for dialects are left out."""
    from babel import Locale

    return {code: name for code, name in sorted(Locale("en").languages.items()) if "_" not in code}


def compile_languages_of_countries() -> dict[str, str]:
    """Return, by ISO code, the official languages of a country, also those of regions; of the former Soviet Union, Russian.

    The languages are those of CLDR. Russian was that of administration there, and names of places are still spelled by it.
    """
    from babel import Locale
    from babel.languages import get_official_languages

    codes = (c for c in sorted(Locale("en").territories) if len(c) == 2 and c not in _NO_COUNTRY)
    found = {c: {x.split("_")[0] for x in get_official_languages(c, regional=True, de_facto=True)} for c in codes}
    for code in _SOVIET:
        found[code].add("ru")
    return {code: " ".join(sorted(languages)) for code, languages in found.items() if languages}


_SOVIET = ("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ")


def clearly(languages: Mapping[_Place, set[str]]) -> _Place | None:
    """Return what a name means in all languages, or in far more than anything else; else ``None``."""
    ranked = sorted(languages, key=lambda place: (-len(languages[place]), place))
    clear = len(ranked) == 1 or len(languages[ranked[0]]) >= _FAR_MORE * len(languages[ranked[1]])
    return ranked[0] if clear else None


_FAR_MORE = 4  # times as many languages in which a name means one thing as those in which it means another

# Codes of CLDR that are no country or territory with inhabitants of its own.
_NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# Languages that are official nowhere and have an encyclopedia or a press; names of the rest are hardly printed (Kuvi, Bena).
_PRINTED = frozenset(
    {"eo", "la", "yi", "ug", "ckb", "cv", "ksh", "sc", "scn", "fur", "ast", "kab", "nds", "hsb", "dsb", "wae"}
)

# Scripts in which hardly any news is printed: Cherokee to Canadian syllabics, Vai, Tifinagh, N'Ko, Ol Chiki, Yi, Syriac,
# and all beyond the Basic Multilingual Plane. Their names would be a tenth of the file.
_RARE = ((0x0700, 0x074F), (0x07C0, 0x07FF), (0x13A0, 0x167F), (0x1C50, 0x1C7F), (0x2D30, 0x2D7F), (0xA000, 0xA63F))
_RARE_FROM = (0xAB70, 0xABBF), (0x10000, 0x10FFFF)


def in_print(name: str) -> bool:
    """Return True if a name is in a script in which news is printed."""
    return not any(low <= ord(c) <= high for c in name for low, high in (*_RARE, *_RARE_FROM))


def rows_of(path: Path, *columns: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the place of each row and its cells without the last column, its source."""
    header, rows = read_tsv(path)
    if header != [*columns, "source"]:
        raise DataError(f"{path}:1: the columns must be {', '.join(columns)}, source")
    for number, row in enumerate(rows, start=2):
        if "" in row:
            raise DataError(f"{path}:{number}: the cell {header[row.index('')]!r} is empty")
        yield f"{path}:{number}", row[:-1]


def _folded(cell: str, where: str) -> Iterator[str]:
    for spelling in cell.split("; "):
        words = fold_words(spelling)
        if not words:
            raise DataError(f"{where}: {spelling!r} has no letters")
        yield " ".join(words)


def _spellings(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield place, class and folded spelling from a file with the columns class, lang, spellings, source."""
    header, _ = read_tsv(path)
    for where, (kind, _, cell) in rows_of(path, *header[:-1]):
        for spelling in _folded(cell, where):
            yield where, kind, spelling


def _by_spelling(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, kind, spelling in _spellings(path):
        if found.setdefault(spelling, kind) != kind:
            raise DataError(f"{where}: {spelling!r} is {found[spelling]!r} in a row above")
    return dict(sorted(found.items()))


def _light(path: Path, kind: str) -> list[str]:
    """Return the words of the classes that end in ``kind``."""
    return sorted({w for _, k, spelling in _spellings(path) if k.endswith(kind) for w in spelling.split()})


def _lists(path: Path) -> dict[str, list[str]]:
    """Return the spellings of each class in the order of the rows."""
    found: dict[str, dict[str, None]] = {}
    for _, kind, spelling in _spellings(path):
        found.setdefault(kind, {}).setdefault(spelling)
    return {kind: list(words) for kind, words in sorted(found.items())}


def _by_language(path: Path) -> dict[str, dict[str, str]]:
    """Return the class of every word of a language."""
    found: dict[str, dict[str, str]] = {}
    for where, (kind, languages, cell) in rows_of(path, "class", "lang", "forms"):
        for lang, spelling in product(languages.split(), _folded(cell, where)):
            if found.setdefault(lang, {}).setdefault(spelling, kind) != kind:
                raise DataError(f"{where}: {spelling!r} is {found[lang][spelling]!r} in a row above")
    return {lang: dict(sorted(words.items())) for lang, words in sorted(found.items())}


def _words_of_languages(path: Path) -> dict[str, list[str]]:
    """Return the words of every language."""
    found: dict[str, set[str]] = {}
    for where, (languages, cell) in rows_of(path, "lang", "forms"):
        for lang in languages.split():
            found.setdefault(lang, set()).update(_folded(cell, where))
    return {lang: sorted(words) for lang, words in sorted(found.items())}


def _words_of_classes(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return the words of every class, by language."""
    found: dict[str, dict[str, set[str]]] = {}
    for where, (kind, languages, cell) in rows_of(path, "class", "lang", "forms"):
        for lang in languages.split():
            found.setdefault(kind, {}).setdefault(lang, set()).update(_folded(cell, where))
    return {kind: {lang: sorted(words) for lang, words in of.items()} for kind, of in sorted(found.items())}


def _namesakes(path: Path) -> dict[str, list[str]]:
    """Return, by the name of a place, its country and the languages in which it is known without that."""
    rows = rows_of(path, "code", "city", "known")
    return {" ".join(fold_words(city)): [code, *known.replace("-", "").split()] for _, (code, city, known) in rows}


def _titles(path: Path) -> tuple[dict[str, str], list[str], list[str], list[str]]:
    titles: dict[str, str] = {}
    modifiers, regnal, honorifics = set(), set(), set()
    for where, (kind, place, _, cell) in rows_of(path, "class", "place", "lang", "forms"):
        if place not in _PLACES[:3]:
            raise DataError(f"{where}: place must be one of {', '.join(_PLACES[:3])}, not {place!r}")
        for spelling in _folded(cell, where):
            if kind == "modifier":
                modifiers.add(spelling)
                continue
            titles[spelling] = place if titles.get(spelling, place) == place else "any"
            if kind in ("noble", "religious"):
                regnal.add(spelling)
            elif kind == "honorific" and place == "before" and " " not in spelling:
                honorifics.add(spelling)
    return dict(sorted(titles.items())), sorted(modifiers), sorted(regnal), sorted(honorifics)


def _particles(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for where, (kind, place, _, cell) in rows_of(path, "kind", "place", "lang", "forms"):
        if kind not in _KINDS or place not in _PLACES or place == "any":
            raise DataError(f"{where}: kind must be one of {', '.join(_KINDS)}, place before, after or lower")
        for spelling in _folded(cell, where):
            known = found.setdefault(spelling, [kind, place])
            if known[0] != kind:
                raise DataError(f"{where}: {spelling!r} is {known[0]!r} in a row above")
            if "before" in (known[1], place):
                known[1] = "before"
    return dict(sorted(found.items()))


def _legal(path: Path) -> dict[str, str]:
    """Return the legal forms; of those with dots between letters also the form without: ``s r o`` and ``sro``."""
    found = _by_spelling(path)
    for spelling, kind in list(found.items()):
        letters = spelling.split()
        if len(letters) > 2 and all(len(letter) == 1 for letter in letters):
            found.setdefault("".join(letters), kind)
    return dict(sorted(found.items()))


def _concepts(path: Path) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for where, kind, spelling in _spellings(path):
        if " " in spelling:
            raise DataError(f"{where}: {spelling!r} is more than one word")
        found.setdefault(spelling, set()).add(kind)
    return {word: sorted(kinds) for word, kinds in sorted(found.items())}


def _endings(by_gender: dict[str, list[str]]) -> dict[str, str]:
    return dict(sorted((fold(e), gender) for gender, endings in by_gender.items() for e in endings))


def _frequent(path: Path) -> list[str]:
    """Return the names of a file with one row per country and language, and the romanizations of those in an alphabet."""
    languages = tables().languages
    found: set[str] = set()
    for where, (_, lang, cell) in rows_of(path, "country", "lang", "names"):
        # Romanization needs written vowels and letters that stand for sounds: no Arabic, Hebrew, Chinese or Korean.
        spelt = lang in languages and not languages[lang].abjad and not languages[lang].preprocessing
        row: set[str] = set()
        for name in cell.split():
            words = fold_words(name)
            if len(words) != 1:
                raise DataError(f"{where}: {name!r} is not one word")
            if words[0] in row:
                raise DataError(f"{where}: {name!r} is twice in the row")
            row.add(words[0])
            if spelt and script_of(name) != "Latin":
                found |= variant_folds(name.lower(), lang)
        found |= row
    return sorted(found)


def _common(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    return sorted({folded for word in words for folded in fold_words(word)})
