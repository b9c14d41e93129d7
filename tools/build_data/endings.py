"""Compiles the case endings of ``data/lexicon/endings.tsv``; an error names the row.

A row is one way to inflect: the ``nominative`` ending (``0`` for none; several with ``/``), the letters it stands
``after``, and for each case the endings that take its place. ``after`` holds letters, ``C`` for the consonants and ``V`` for
the vowels of the script, and a leading ``^`` for all letters but these; an empty cell means any letter, but a consonant
where either ending is ``0``. The ``example`` is a dictionary form and forms that the row leads back to it.

Rows of ``sr`` are written in Latin letters and serve both scripts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from build_data.table import read_tsv
from translit.errors import DataError
from translit.names.inflection import ANY_CASE, CASES, DEFINITE, KINDS, PLURAL
from translit.text.fold import fold, script_of

_COLUMNS = ["languages", "class", "kind", "nominative", "after", "forms", "example", "source"]
_VOWELS = {
    "Latin": "aeiouy",
    "Cyrillic": "аеиоуыэюяіїєўѝәөұү",
    "Greek": "αεηιουω",
    "Armenian": "աեէըիոօւ",
    "Georgian": "აეიოუ",
}
_CONSONANTS = {
    "Latin": "bcdfghjklmnpqrstvwxz",
    "Cyrillic": "бвгджзклмнпрстфхцчшщђћџљњѓќѕјғқңһ",
    "Greek": "βγδζθκλμνξπρστφχψ",
    "Armenian": "բգդզթժլխծկհձղճմյնշչպջռսվտրցփքֆ",
    "Georgian": "ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ",
}
_OTHER = {"Latin": "", "Cyrillic": "йьъ", "Greek": "", "Armenian": "", "Georgian": ""}
_Key = tuple[str, str, int, str]  # nominative ending, letters before, kind, the ending if it has accents
_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_SERBIAN = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))


def compile_endings(path: Path) -> dict[str, Any]:
    """Return the endings by language, each with its rows: nominative ending, index of the letters before it, cases, kind,
    and the ending with its accents, if it has some.

    Raises
    ------
    DataError
        If the file is missing or a row is malformed; the message names the row.
    """
    header, lines = read_tsv(path)
    if header != _COLUMNS:
        raise DataError(f"{path}:1: the columns must be {', '.join(_COLUMNS)}")
    endings: dict[str, dict[str, dict[_Key, int]]] = {}
    for number, line in enumerate(lines, start=2):
        row = dict(zip(header, line, strict=True))
        try:
            for lang in row["languages"].split(","):
                for ending, key, cases in _entries(row, lang):
                    of_ending = endings.setdefault(lang, {}).setdefault(ending, {})
                    of_ending[key] = of_ending.get(key, 0) | cases
        except (KeyError, ValueError) as error:
            raise DataError(f"{path}:{number}: {error.args[0]} in the row {row['class']!r}") from None
    out = {}
    for lang, of in sorted(endings.items()):
        after = sorted({key[1] for keys in of.values() for key in keys})
        rows = {
            ending: [
                [nominative, after.index(a), cases, kind, *([accented] if accented else [])]
                for (nominative, a, kind, accented), cases in keys.items()
            ]
            for ending, keys in sorted(of.items())
        }
        out[lang] = {"raw": rows, "after": after}
    return out


def _entries(row: dict[str, str], lang: str) -> list[tuple[str, _Key, int]]:
    """Return all (ending, key, cases) of a row for one language."""
    out = []
    script = script_of(row["example"])
    for form in row["forms"].split():
        name, equals, cell = form.partition("=")
        if not equals:
            raise ValueError(f"no `=` in the form {form!r}")
        kind, cases = _meaning(row["kind"], name)
        for ending in cell.split("/"):
            for nominative in row["nominative"].split("/"):
                bare = "0" in (ending, nominative)
                spelled = _zero(ending), _zero(nominative), row["after"] or ("C" if bare else "")
                accented = spelled[0] if script == "Latin" and spelled[0] != fold(spelled[0]) else ""
                key = fold(spelled[1]), _letters(spelled[2], script), kind, accented
                out.append((fold(spelled[0]), key, cases))
                if lang == "sr":
                    ending_c, nominative_c, after_c = (_to_cyrillic(s) for s in spelled)
                    out.append((ending_c, (nominative_c, _letters(after_c, "Cyrillic"), kind, ""), cases))
    return [entry for entry in out if entry[0] != entry[1][0]]


def _meaning(kind: str, name: str) -> tuple[int, int]:
    """Return the index of the kind of a lemma and the case bits that a form stands for."""
    if kind == "def":
        return KINDS.index("definite"), {"def": DEFINITE}[name]
    if kind == "poss":
        return KINDS.index("possessive"), {"poss": ANY_CASE}[name]
    bit = CASES[name]
    numbers = {"sg": 0, "pl": 0, "fem": KINDS.index("feminine"), "pers": KINDS.index("personal")}
    return numbers[kind], bit << PLURAL if kind == "pl" else bit


def _zero(ending: str) -> str:
    return "" if ending == "0" else ending


def _letters(after: str, script: str) -> str:
    """Return the folded letters that a cell of the column ``after`` stands for, sorted; ``""`` for any letter."""
    classes = {"C": _CONSONANTS[script], "V": _VOWELS[script]}
    listed = {letter for cell in after.removeprefix("^") for letter in classes.get(cell) or fold(cell)}
    if after.startswith("^"):
        listed = set(_CONSONANTS[script] + _VOWELS[script] + _OTHER[script]) - listed
    return "".join(sorted(listed))


def _to_cyrillic(latin: str) -> str:
    for digraph, letter in _DIGRAPHS.items():
        latin = latin.replace(digraph, letter)
    return "".join(_SERBIAN.get(letter, letter) for letter in latin)
