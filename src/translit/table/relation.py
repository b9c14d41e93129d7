"""Explaining two spellings by the table: which rows they write differently, by which conventions, and what else differs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from translit.table.phonetics import apply_folds, key_texts, phonemes, read_units, readings_of
from translit.table.romanization import languages_of, variants
from translit.table.tables import Reading, tables
from translit.text.fold import fold, script_of

SURE = 3
"""The loosest key level at which two spellings still count as one name."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One sound that two spellings write differently: the letters on each side, and the row of a matrix behind it.

    ``row`` is empty where no matrix has both spellings; ``left_conventions`` and ``right_conventions`` are those of the row.
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


@dataclass(frozen=True, slots=True)
class Relation:
    """How two spellings are one name, or how far from it.

    ``level`` is the strictest key level at which they meet (0: they do not); ``conventions`` are those under which one is
    the written form of the other; ``rows`` what they write differently; ``folds`` what had to be folded; ``edits`` the
    distance between the nearest keys, in phonemes.
    """

    left: str
    right: str
    level: int
    conventions: tuple[str, ...]
    rows: tuple[Difference, ...]
    folds: tuple[str, ...]
    edits: int
    sentence: str


def explain(a: str, b: str) -> Relation:
    """Why two spellings of one word are (or are not) one name, as data and as a sentence.

    >>> print(explain("Tichanowskaja", "Tikhanovskaia").sentence)
    Tichanowskaja = Tikhanovskaia: ch = kh (х: German press, English press); w = v (в: German press, English press)
    """
    native = next((w for w in (b, a) if script_of(w) != "Latin"), None)
    conventions = _conventions(a if native == b else b, native) if native else ()
    level = next((n for n in range(1, SURE + 1) if key_texts(a, n) & key_texts(b, n)), 0)
    edits = min((Levenshtein.distance(x, y) for x in key_texts(a, 1) for y in key_texts(b, 1)), default=99)
    rows = () if native else _rows(a.lower(), b.lower(), level or 1)
    folds = _folds(a, b, level) if level > 1 else ()
    return Relation(
        a, b, level, conventions, rows, folds, edits, _sentence(a, b, level, conventions, rows, folds, edits)
    )


def _conventions(latin: str, native: str) -> tuple[str, ...]:
    """``lang.convention`` of every convention that writes the native word so."""
    return tuple(
        f"{language.code}.{convention}"
        for language in languages_of(native)
        for spelling in variants(native, lang=language.code)
        if fold(spelling.text) == fold(latin)
        for convention in spelling.conventions
    )


def _rows(a: str, b: str, level: int) -> tuple[Difference, ...]:
    """What two Latin words write differently, in the readings in which they are nearest."""
    pairs = [(_far(a, x, b, y, level), i, j) for i, x in enumerate(_readings(a)) for j, y in enumerate(_readings(b))]
    _, i, j = min(pairs)
    left, right = read_units(a, _readings(a)[i]), read_units(b, _readings(b)[j])
    found: dict[tuple[str, str], Difference] = {}
    for op in Levenshtein.opcodes([s for _, s in left], [s for _, s in right]):
        units = zip(left[op.src_start : op.src_end], right[op.dest_start : op.dest_end], strict=False)
        for (x, sound), (y, other) in units if op.tag in ("equal", "replace") else ():
            if x != y and _one_sound(sound, other):
                found.setdefault((x, y), _row(x, y, sound))
    return tuple(found.values())


def _readings(word: str) -> list[Reading]:
    return readings_of(word, 1)


def _far(a: str, x: Reading, b: str, y: Reading, level: int) -> int:
    keys = [apply_folds("".join(s for _, s in read_units(w, r)), level)[0] for w, r in ((a, x), (b, y))]
    return Levenshtein.distance(*keys)


def _one_sound(a: str, b: str) -> bool:
    return a == b or apply_folds(a, 1)[0] == apply_folds(b, 1)[0]


def _row(x: str, y: str, sound: str) -> Difference:
    """The row of a matrix in which one convention writes ``x`` and another ``y``."""
    for language in tables().languages.values():
        if language.guess > 1 or language.prepare or language.unwritten:
            continue
        for rows in language.rows.values():
            for row in rows:
                if row.cells[0] == sound and not row.before and not row.after:
                    by = {
                        cell: [c for c, z in zip(language.columns, row.cells, strict=True) if z == cell]
                        for cell in (x, y)
                    }
                    left, right = (tuple(_pressed(c for c in by[cell] if c != "key")) for cell in (x, y))
                    if left and right:
                        return Difference(x, y, row.letters, language.code, left, right)
    return Difference(x, y)


def _pressed(conventions: Iterable[str]) -> list[str]:
    """Conventions with those of the press first: readers know newspapers."""
    known = tables().conventions
    return sorted(conventions, key=lambda c: ("press" not in known[c].short, c != "en"))


def _folds(a: str, b: str, level: int) -> tuple[str, ...]:
    """The folds beyond the strict ones that the keys in which two words meet needed on one side only, or on both."""
    met = key_texts(a, level) & key_texts(b, level)
    strict = {f.id for f in tables().folds if f.level == 1}
    used: dict[str, None] = {}
    for word in (a, b):
        ways = (apply_folds(sound, level) for sound, _ in phonemes(word, None, level))
        fewest = min((folds for text, folds in ways if text in met), key=len, default=())
        used |= dict.fromkeys(f for f in fewest if f not in strict)
    needed = [f for f in used if not _meet_without(a, b, level, f)]
    return tuple(needed)


def _meet_without(a: str, b: str, level: int, fold_id: str) -> bool:
    """Whether two words also meet when one fold is left out."""

    def texts(word: str) -> set[str]:
        return {apply_folds(sound, level, without=fold_id)[0] for sound, _ in phonemes(word, None, level)}

    return bool(texts(a) & texts(b))


def _sentence(
    a: str,
    b: str,
    level: int,
    conventions: tuple[str, ...],
    rows: tuple[Difference, ...],
    folds: tuple[str, ...],
    edits: int,
) -> str:
    rules = {f.id: f.rule for f in tables().folds}
    if conventions:
        lang, convention = conventions[0].split(".")
        others = f" and {len(conventions) - 1} more" if len(conventions) > 1 else ""
        return f"{a} = {b}: {tables().conventions[convention].short} from {tables().languages[lang].name}{others}"
    told = "; ".join([*map(str, rows), *(rules[f] for f in folds)])
    if level:
        return f"{a} = {b}" + (f": {told}" if told else ": the same letters but for marks")
    return f"{a} and {b} differ by {edits} sounds" + (f" ({told})" if told else "")
