"""The compiled table tried out: the example names, and the way back from spellings to native words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from build_data.table import Marked, read_yaml
from translit.gazetteer import Gazetteer
from translit.table import keys, romanize, tables
from translit.table.consonant_classes import consonant_classes
from translit.text.fold import SIGNS

USUAL = 0.96
"""The share of words that most conventions lead back; lower ones have their own floor in ``tests/table/test_table.py``."""
_ENOUGH = 2000
"""Words of a language, at most, that are tried; of more, the others are left out evenly."""


class Example(NamedTuple):
    """A native name of a language, and how a convention writes it."""

    lang: str
    convention: str
    native: str
    written: Marked


def examples(folder: Path) -> Iterator[Example]:
    """Yield the examples of ``languages.yaml``."""
    for lang, about in read_yaml(folder / "languages.yaml").items():
        for native, spellings in about["examples"].items():
            for convention, written in spellings.items():
                yield Example(lang, convention, native, written)


def wrong_examples(folder: Path) -> list[str]:
    """Return the examples that the compiled table writes otherwise, each with its place and how to mend it."""
    return [
        f"{folder / 'languages.yaml'}:{e.written.line}:{e.written.column}: {e.native!r} of {e.lang} is {found!r} by "
        f"{e.convention}, not {e.written!r} (mend the example, or the column {e.convention} of matrix/{e.lang}.tsv)"
        for e in examples(folder)
        if (found := romanize(e.native, lang=e.lang, convention=e.convention)) != e.written
    ]


def native_words(folder: Path) -> dict[str, list[str]]:
    """Return every native word of the shipped gazetteer and of the examples, by language, but no kanji.

    Foreign names in Hangul are none: they are not taken apart into a Korean family and given name.
    """
    found: dict[str, set[str]] = {}
    for example in examples(folder):
        if not example.native.isascii() and "·" not in example.native:
            found.setdefault(example.lang, set()).add(str(example.native))
    forms = (f for f in Gazetteer.default().forms if f.lang != "ko" or f.entity.country in ("KR", "KP"))
    for part in (part for form in forms for part in form.name.parts):
        if part.word.lang in tables().languages and not (part.word.lang == "ja" and part.word.script == "Cjk"):
            found.setdefault(part.word.lang, set()).add(part.word.text)
    return {lang: sorted(words) for lang, words in found.items()}


def lost_words(words: list[str], lang: str, convention: str) -> tuple[list[str], int]:
    """Return the words that do not share a strict key with their own spelling, and how many were tried.

    Where vowels are unwritten, a consonant class in common is enough.
    """
    tried = [w for native in words for w in native.split() if "".join(c for c in w if c not in SIGNS).isalpha()]
    tried = tried[:: max(1, len(tried) // _ENOUGH)]
    return [w for w in tried if not _meets(romanize(w, lang=lang, convention=convention), w, lang)], len(tried)


def _meets(written: str, native: str, lang: str) -> bool:
    if tables().languages[lang].abjad:
        return bool(consonant_classes(written) & consonant_classes(native, lang))
    beside = lang if tables().languages[lang].preprocessing else None
    return bool({k.text for k in keys(written, lang=beside)} & {k.text for k in keys(native, lang=lang)})


Columns = dict[tuple[str, str], list[Any]]
"""The cells of each convention of each language, with the rows that they stand in."""


def columns(table: Mapping[str, Any], matrices: Mapping[str, Any]) -> Columns:
    """Return the columns of a compiled table."""
    return {
        (lang, convention): [[*row[:3], row[3][i]] for row in matrices[lang]["rows"]]
        for lang, about in table["languages"].items()
        for i, convention in enumerate(about["columns"])
        if convention != "key"
    }


def report(folder: Path, before: Columns, after: Columns) -> Iterator[str]:
    """Yield, for each convention of Latin letters that is new or changed, how it does and what to do next."""
    new = [column for column in after if before.get(column) != after[column]]
    new = [column for column in new if tables().conventions[column[1]].letters == "Latn"]
    words = native_words(folder) if new else {}
    for lang, convention in new:
        name = f"{tables().languages[lang].name} by {tables().conventions[convention].name}"
        lost, tried = lost_words(words[lang], lang, convention)
        share = (tried - len(lost)) / tried
        state = "changed" if (lang, convention) in before else "new"
        yield f"{lang}.{convention} is {state}: {name}. {share:.1%} of {tried:,} words lead back from their spelling."
        for word in lost[:: max(1, len(lost) // 5)][:5]:
            yield f"    not {word} from {romanize(word, lang=lang, convention=convention)}"
        if share < USUAL:
            yield (
                f"    Next: does an orthography lack what these letters mean (orthographies.yaml)? "
                f'If not, add "{lang}.{convention}": {int(share * 100) / 100} to ROUND_TRIP of tests/table/test_table.py.'
            )
    if new:
        yield "Next: make test; then commit data/, src/translit/data/ and docs/conventions.md."
