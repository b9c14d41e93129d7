"""Chinese and Korean names: how a name in letters may be a full name that is written as one word in its own script.

Press and passports write the family name first or last, and the syllables of a given name as one word, as two, or with a
hyphen: Kim Jong-un, Moon Jaein, Yong Nam Kim, Paul Tse Wai-chun. Which it is can be told from the name itself only where
the family name is known; beside the name in its own script, every order is tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from translit.names.parse import Name, NamePart
from translit.table.words import Word, word

_SCRIPTS = ("Cjk", "Hangul")
# By the number of names: the place of the family name, and those of the syllables of the given name. What is left is a
# western given name, or a married woman's own family name: Carrie Lam Cheng Yuet-ngor.
_ORDERS: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = {
    2: ((0, (1,)), (1, (0,))),
    3: ((0, (1, 2)), (2, (0, 1)), (1, (2,))),
    4: ((1, (2, 3)), (0, (2, 3)), (3, (1, 2))),
    5: ((1, (3, 4)),),
}


def is_in_own_script(name: Name) -> bool:
    """Return True for a full name in Han characters or Hangul: a family name before a given name.

    >>> from translit.names.parse import parse_name
    >>> is_in_own_script(parse_name("김정은")), is_in_own_script(parse_name("볼프강 쇼이블레"))
    (True, False)
    """
    names = name.of("given", "family")
    return len(names) > 1 and names[0].role == "family" and all(p.word.script in _SCRIPTS for p in names)


def readings_in_syllables(name: Name) -> Iterator[Name]:
    """Yield the readings of a name in letters as a full name of a family name and syllables; none if it cannot be one.

    >>> from translit.names.parse import parse_name
    >>> [[p.word.text for p in reading.parts] for reading in readings_in_syllables(parse_name("Tan Cheng Bock"))]
    [['Tan', 'Chengbock'], ['Bock', 'Tancheng'], ['Cheng', 'Bock', 'Tan']]
    """
    words = [p.word for p in name.parts if p.role != "suffix"]
    if any(w.script in ("", *_SCRIPTS) for w in words):
        return
    yield from _in_each_order(name, words)
    without_title = [p.word for p in name.parts if p.role not in ("suffix", "title")]
    if len(without_title) < len(words):
        yield from _in_each_order(name, without_title)


def _in_each_order(name: Name, words: list[Word]) -> Iterator[Name]:
    """Yield the readings of some words; any may be a syllable, whatever its role: Pan, the Il of Kim Il-sung, the lai of Enlai."""
    for place, syllables in _ORDERS.get(len(words), ()):
        given = word(words[syllables[0]].text + "".join(words[i].text.lower() for i in syllables[1:]), words[0].lang)
        left = [NamePart(w, "given") for i, w in enumerate(words) if i != place and i not in syllables]
        yield Name(name.text, name.type, (NamePart(words[place], "family"), NamePart(given, "given"), *left))


def as_one_word(name: Name) -> Name:
    """Return a full name in its own script as one word: a name without a family name only looks like a full one (지민)."""
    whole = word("".join(p.word.text for p in name.of("given", "family")), name.parts[0].word.lang)
    return Name(name.text, name.type, (NamePart(whole, "family"),))
