from __future__ import annotations

import pytest

from support import ROOT
from translit.text.common_words import common_words
from translit.text.tokens import fold_words

SOURCES = sorted((ROOT / "data" / "lexicon" / "common").glob("*.txt"))
LANGUAGES = [
    "be",
    "bg",
    "cs",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mk",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sv",
    "tr",
    "uk",
]


def test_every_language_has_a_list() -> None:
    assert [path.stem for path in SOURCES] == LANGUAGES


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.stem)
def test_lists_hold_the_lower_case_words_of_their_file(path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    words = " ".join(lines).split()
    assert words == [word.lower() for word in words]
    assert len(set(words)) == len(words) >= 600
    assert common_words(path.stem) == {folded for word in words for folded in fold_words(word)}


def test_no_language_means_all() -> None:
    assert common_words(None) == frozenset().union(*(common_words(lang) for lang in LANGUAGES))
    assert common_words("xx") == frozenset()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", "после правительство парламента россияне мы апреля"),
        ("be", "паводле урад раней беларусы прэзідэнт"),
        ("uk", "після уряд росіяни верховна рада сьогодні"),
        ("bg", "според правителството днес руснаците"),
        ("pl", "wedlug rzad prezydent wtorek powiedzial"),
        ("cs", "podle vlada parlament rijna"),
        ("sl", "po vlada predsednik sreda"),
        ("lt", "po vyriausybe siandien"),
        ("lv", "pec valdiba sodien"),
        ("en", "the government yesterday union monday"),
        ("de", "die regierung nach heute"),
        ("fi", "hallituksen mukaan eilen"),
        ("et", "valitsuse parast eile"),
        ("hu", "a kormany szerint tegnap"),
        ("ro", "guvernul potrivit astazi"),
        ("el", "η κυβερνηση συμφωνα σημερα"),
    ],
)
def test_sentence_starts_are_common(lang: str, words: str) -> None:
    assert set(words.split()) - common_words(lang) == set()


def test_names_are_not_common() -> None:
    names = """putin lukashenko biden trump macron merkel may tusk duda zelensky obama johnson clinton bush brown black price
    king major banks young west minsk kyiv moskva варшава путин лукашенко зеленский тихановская меркель трамп байден мэй
    лукашэнка ціханоўская колас быкаў шевченко мороз"""
    assert not set(names.split()) & common_words(None)
