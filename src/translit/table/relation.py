"""Explanation of two spellings by the table: the conventions that write them, the rows in which they differ, the rules.

It is :func:`translit.explain`, and part of ``normalize explain A B``. Where two spellings have no phonetic key in common,
rules and orthographies that are too loose for keys (akanie, h for g) are tried, at level 2 and then 3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from translit.errors import NotAWordError
from translit.limits import LONGEST_WORD
from translit.table.languages import languages_of
from translit.table.phonetics import ANY_PENALTY, apply_rules, keys_at, orthographies_of, phonemes, read_units
from translit.table.romanization import variants
from translit.table.tables import Language, Orthography, Row, tables
from translit.text.fold import fold, script_of

_MOST_PENALTY = {1: 0.0, 2: 0.03, 3: ANY_PENALTY}
"""The levels of explanation, and the penalty of the orthographies that each may use: none, rarer readings, guesses."""
_NO_KEYS = 99  # the distance of words of which one has no key


@dataclass(frozen=True, slots=True)
class Difference:
    """A phoneme that two spellings write differently: the letters on each side, and the row of a matrix that has both.

    ``row`` (its native letters) and ``lang`` are empty where no matrix has both; ``left_conventions`` and
    ``right_conventions`` are the ids of the conventions by which the row is written so.
    """

    left: str
    right: str
    row: str = ""
    lang: str = ""
    left_conventions: tuple[str, ...] = ()
    right_conventions: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.row:
            return f"{self.left or '-'} = {self.right or '-'}"
        short = [tables().conventions[c[0]].short if c else "" for c in (self.left_conventions, self.right_conventions)]
        return f"{self.left} = {self.right} ({self.row}: {short[0]}, {short[1]})"


@dataclass(frozen=True, slots=True, repr=False)
class Relation:
    """How two spellings are written forms of one name, or how far from it.

    ``level`` is 1 if they have a phonetic key in common, 2 or 3 if looser rules give them one, 0 if they have none;
    ``conventions`` are those (``lang.convention``) by which one is the written variant of the other, a native word; ``rows``
    what two Latin spellings write differently; ``folds`` the ids of the looser rules without which they would not meet;
    ``edits`` the edit distance of their nearest keys, in phonemes; ``sentence`` all this in words.

    >>> explain("Tichanowskaja", "Tikhanovskaia")
    Relation('Tichanowskaja', 'Tikhanovskaia', level=1, edits=0)
    """

    left: str
    right: str
    level: int
    conventions: tuple[str, ...]
    rows: tuple[Difference, ...]
    folds: tuple[str, ...]
    edits: int
    sentence: str

    def __repr__(self) -> str:
        return f"Relation({self.left!r}, {self.right!r}, level={self.level}, edits={self.edits})"


def explain(a: str, b: str) -> Relation:
    """Return why two spellings are (or are not) one name, as data and as a sentence.

    ``a`` and ``b`` are single words; one of them may be in another script than Latin.

    Raises
    ------
    NotAWordError
        If one of them has no letters, or more than a hundred.

    Examples
    --------
    >>> print(explain("Tichanowskaja", "Tikhanovskaia").sentence)
    Tichanowskaja = Tikhanovskaia: ch = kh (х: German press, English press); w = v (в: German press, English press)
    """
    for spelling in (a, b):
        if not any(map(str.isalnum, fold(spelling))) or len(spelling) > LONGEST_WORD:
            shown = spelling if len(spelling) <= LONGEST_WORD else f"{spelling[:20]}…"
            raise NotAWordError(f"{shown!r} is no word of a name: give one word of 1 to {LONGEST_WORD} letters")
    native = next((w for w in (b, a) if script_of(w) != "Latin"), None)
    conventions = _conventions(a if native == b else b, native) if native else ()
    level = next((n for n in _MOST_PENALTY if _keys(a, n) & _keys(b, n)), 0)
    edits = min((Levenshtein.distance(x, y) for x in _keys(a, 1) for y in _keys(b, 1)), default=_NO_KEYS)
    rows = () if native else _rows(a.lower(), b.lower(), level or 1)
    rules = _rules(a, b, level) if level > 1 else ()
    found = Relation(a, b, level, conventions, rows, rules, edits, sentence="")
    return replace(found, sentence=_sentence(found))


def _keys(word: str, level: int) -> set[str]:
    return {key.text for key in keys_at(word, None, level, _MOST_PENALTY[level])}


def _conventions(latin: str, native: str) -> tuple[str, ...]:
    """Return ``lang.convention`` of every convention that writes the native word so."""
    return tuple(
        f"{language.code}.{convention}"
        for language in languages_of(native)
        for spelling in variants(native, lang=language.code)
        if fold(spelling.text) == fold(latin)
        for convention in spelling.conventions
    )


def _rows(a: str, b: str, level: int) -> tuple[Difference, ...]:
    """Return what two Latin words write differently, by the orthographies by which they are nearest."""
    of_a, of_b = orthographies_of(a), orthographies_of(b)
    _, i, j = min((_edits(a, x, b, y, level), i, j) for i, x in enumerate(of_a) for j, y in enumerate(of_b))
    left, right = read_units(a, of_a[i]), read_units(b, of_b[j])
    found: dict[tuple[str, str], Difference] = {}
    for op in Levenshtein.opcodes([s for _, s in left], [s for _, s in right]):
        units = zip(left[op.src_start : op.src_end], right[op.dest_start : op.dest_end], strict=False)
        for (x, phoneme), (y, other) in units if op.tag in ("equal", "replace") else ():
            if x != y and apply_rules(phoneme)[0] == apply_rules(other)[0]:
                found.setdefault((x, y), _row(x, y, phoneme))
    return tuple(found.values())


def _edits(a: str, x: Orthography, b: str, y: Orthography, level: int) -> int:
    keys = [apply_rules("".join(p for _, p in read_units(w, o)), level)[0] for w, o in ((a, x), (b, y))]
    return Levenshtein.distance(*keys)


def _row(x: str, y: str, phoneme: str) -> Difference:
    """Return the row of a matrix in which one convention writes ``x`` and another ``y``."""
    for language in tables().languages.values():
        if language.guess > 1 or language.syllabic or language.abjad:
            continue
        for rows in language.rows.values():
            for row in rows:
                if row.cells[0] == phoneme and not row.before and not row.after:
                    left, right = _writers(x, row, language), _writers(y, row, language)
                    if left and right:
                        return Difference(x, y, row.letters, language.code, left, right)
    return Difference(x, y)


def _writers(cell: str, row: Row, language: Language) -> tuple[str, ...]:
    """Return the conventions that write a row so, those of the press first, since readers know newspapers best."""
    known = tables().conventions
    found = [c for c, written in zip(language.columns, row.cells, strict=True) if written == cell and c != "key"]
    return tuple(sorted(found, key=lambda c: ("press" not in known[c].short, c != "en")))


def _rules(a: str, b: str, level: int) -> tuple[str, ...]:
    """Return the rules beyond level 1 without which two words have no key in common."""
    common = _keys(a, level) & _keys(b, level)
    in_every_key = {rule.id for rule in tables().rules if rule.level == 1}
    left, right = ([text for text, _ in phonemes(word, None, _MOST_PENALTY[level])] for word in (a, b))
    used: dict[str, None] = {}
    for texts in (left, right):
        found = (apply_rules(text, level) for text in texts)
        fewest = min((rules for key, rules in found if key in common), key=len, default=())
        used |= dict.fromkeys(rule for rule in fewest if rule not in in_every_key)

    def keys_without(rule: str, texts: list[str]) -> set[str]:
        return {apply_rules(text, level, rule)[0] for text in texts}

    return tuple(rule for rule in used if keys_without(rule, left).isdisjoint(keys_without(rule, right)))


def _sentence(found: Relation) -> str:
    same = f"{found.left} = {found.right}"
    if found.conventions:
        lang, convention = found.conventions[0].split(".")
        others = f" and {len(found.conventions) - 1} more" if len(found.conventions) > 1 else ""
        return f"{same}: {tables().conventions[convention].short} from {tables().languages[lang].name}{others}"
    rules = [rule.rule for name in found.folds for rule in tables().rules if rule.id == name]
    told = "; ".join([*map(str, found.rows), *rules])
    if found.level:
        return f"{same}: {told or 'the same letters but for marks'}"
    return f"{found.left} and {found.right} differ by {found.edits} sounds" + (f" ({told})" if told else "")
