"""Chinese and Korean names: how a name in letters may be a full name that is written as one word in its own script.

Press and passports write the family name first or last, and the syllables of a given name as one word, as two, or with a
hyphen: Kim Jong-un, Moon Jaein, Yong Nam Kim, Paul Tse Wai-chun. Which it is can be told from the name itself only where
the family name is known; beside the name in its own script, every order is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from translit.model import Role
from translit.names.given_names import is_given_name, is_known_given_name
from translit.names.parse import Name, NamePart, parse_name
from translit.table.syllables import syllable_keys
from translit.table.words import Word, similarity, word
from translit.text.patterns import regex

_SCRIPTS = ("Cjk", "Hangul")
_NAMES = 2  # a family and a given name
_CHINESE = 2  # readings of a word of Han characters in Chinese; those in Korean come after them
# By the number of names: the places of the family name, and those of the syllables of the given name. What is left is a
# western given name, or a married woman's own family name: Carrie Lam Cheng Yuet-ngor.
_ORDERS: dict[int, tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]] = {
    2: (((0,), (1,)), ((1,), (0,))),
    3: (((0,), (1, 2)), ((2,), (0, 1)), ((1,), (2,)), ((0, 1), (2,))),
    4: (((1,), (2, 3)), ((0,), (2, 3)), ((3,), (1, 2)), ((0, 1), (2, 3))),
    5: (((1,), (3, 4)),),
}
_HYPHENS = regex("[-‐‑–]")


def is_in_own_script(name: Name) -> bool:
    """Return True for a full name in Han characters or Hangul: a family name before a given name.

    >>> from translit.names.parse import parse_name
    >>> is_in_own_script(parse_name("김정은")), is_in_own_script(parse_name("볼프강 쇼이블레"))
    (True, False)
    """
    names = name.of("given", "family")
    return len(names) > 1 and names[0].role == "family" and all(p.word.script in _SCRIPTS for p in names)


def readings_in_own_script(name: Name) -> list[Name]:
    """Return a full name in its own script as Mandarin, Cantonese, and both Koreas read it; one in Hangul as it is.

    >>> from translit.names.parse import parse_name
    >>> [[p.word.text for p in reading.parts] for reading in readings_in_own_script(parse_name("李明博"))]
    [['李', '明博'], ['李', '明博'], ['이', '명박']]
    """
    readings = [p.word.readings or (p.word,) for p in name.parts]
    counts = [len(of_word) for of_word in readings]
    count = max(counts) if min(counts) > _CHINESE else min(_CHINESE, max(counts))  # does Korean read all characters?
    found = []
    for n in range(count):
        words = [of_word[min(n, len(of_word) - 1)] for of_word in readings]
        found.append(replace(name, parts=tuple([NamePart(w, p.role) for w, p in zip(words, name.parts, strict=True)])))
    return found


def readings_in_syllables(name: Name) -> Iterator[Name]:
    """Yield the readings of a name in letters as a full name of a family name and syllables; none if it cannot be one.

    >>> from translit.names.parse import parse_name
    >>> [[p.word.text for p in reading.parts] for reading in readings_in_syllables(parse_name("Tan Cheng Bock"))]
    [['Tan', 'Chengbock'], ['Bock', 'Tancheng'], ['Cheng', 'Bock', 'Tan'], ['Tancheng', 'Bock']]
    """
    words = [p.word for p in name.parts if p.role != "suffix"]
    if any(w.script in ("", *_SCRIPTS) for w in words):
        return
    yield from _in_each_order(name, words)
    without_title = [p.word for p in name.parts if p.role not in ("suffix", "title")]
    if len(without_title) < len(words):
        yield from _in_each_order(name, without_title)


def _in_each_order(name: Name, words: list[Word]) -> Iterator[Name]:
    """Yield the readings of some words, of which any may be a syllable: Pan, the Il of Kim Il-sung, the lai of Enlai."""
    text = _HYPHENS.sub("-", name.text)
    joined = {i for i, (a, b) in enumerate(pairwise(words)) if f"{a.text}-{b.text}" in text}
    for family, given in _ORDERS.get(len(words), ()):
        if all((i in family) == (i + 1 in family) and (i in given) == (i + 1 in given) for i in joined):
            left = [NamePart(w, "given") for i, w in enumerate(words) if i not in (*family, *given)]
            parts = (NamePart(_joined(words, family), "family"), NamePart(_joined(words, given), "given"), *left)
            yield Name(name.text, name.type, parts)


def _joined(words: list[Word], places: tuple[int, ...]) -> Word:
    return word(words[places[0]].text + "".join(words[i].text.lower() for i in places[1:]), words[0].lang)


def most_similar_readings(own: Name, other: Name) -> tuple[Name, Name] | None:
    """Return a name in its own script and one in letters, read in the language and the order in which they agree most.

    Both words are read in one language: 金星坤 is Jin Xingkun or Kim Seong-gon, never Jin Seong-gon. A western given name
    may stand before; another syllable may not. ``None`` if the other name has no such reading.
    """
    best: tuple[float, float] = (-1.0, 0.0)
    found = None
    orders = list(readings_in_syllables(other))
    for read in readings_in_own_script(own):
        family, given = read.parts[0].word, read.parts[-1].word
        for order in orders:
            first, second, *left = (p.word for p in order.parts)
            if len(own.parts) == _NAMES and any(_is_syllable(w) for w in left):
                continue
            alike = similarity(family, first), similarity(given, second)
            if (min(alike), sum(alike)) > best:
                best, found = (min(alike), sum(alike)), (read, order)
    return found


def _is_syllable(word: Word) -> bool:
    """Return True for a Latin word of Chinese or Korean syllables that is no western given name."""
    return not is_given_name(word.text) and _has_syllables(word, ("zh", "yue", "ko"))


def is_western(word: Word, beside: Word) -> bool:
    """Return True for a Latin given name that has no syllables of the script of the word beside it, Han or Hangul.

    >>> from translit.table.words import word
    >>> is_western(word("Jack"), word("欢")), is_western(word("Peng"), word("鹏"))
    (True, False)
    """
    languages = ("ko",) if beside.script == "Hangul" else ("zh", "yue")
    return word.script == "Latin" and is_known_given_name(word.folded) and not _has_syllables(word, languages)


def _has_syllables(word: Word, languages: tuple[str, ...]) -> bool:
    return any(syllable_keys(word.text, lang) for lang in languages)


def syllables_joined(name: Name) -> Name:
    """Return a name in letters with the syllables that hyphens join as one word each, as a foreign name is read.

    >>> from translit.names.parse import parse_name
    >>> [p.word.text for p in syllables_joined(parse_name("Pen-ya-ming Nei-t’a-ni-ya-hu")).parts]
    ['Penyaming', 'Neit’aniyahu']
    """
    return replace(parse_name(_HYPHENS.sub("", name.text), name.type), text=name.text)


def as_one_word(name: Name) -> Name:
    """Return a name as one word: 지민, which only looks like a full name; Pei-ching, for 北京."""
    words = [p.word for p in name.parts]
    role: Role = "family" if name.type == "person" else "content"
    return replace(name, parts=(NamePart(_joined(words, tuple(range(len(words)))), role),))
