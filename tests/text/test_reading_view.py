"""The reading view: what is read otherwise than it stands, what is not, and that every offset leads back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import translit
from translit.text.reading_view import reading_view

SIGNS = st.sampled_from([
    "\u00ad", "\u00ad\n", "-\n", "-\r\n  ", "¬\n", "¬", "\u200b", "\u2060", "\ufeff", "\u034f", "\ufe20", "¹", "²,³", "[3]",
    "[12][a]", "‐", "‑", "′", "‛", "ﬁ", "\n> ", "\n>> ", " ", "  ", "\n", "’s", "-", "S P A C E D", "\t", "[", "]", "😀",
])  # fmt: skip
WORDS = st.sampled_from(
    [
        "Alexander",
        "Lukashenko",
        "Vladimir",
        "Putin",
        "Minsk",
        "Kramp-Karrenbauer",
        "the",
        "of",
        "said",
        "президент",
        "Путин",
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Texts of names into whose words signs of print have come."""
    out = []
    for word in draw(st.lists(WORDS, max_size=8)):
        at = draw(st.integers(0, len(word)))
        out.append(word[:at] + draw(st.one_of(SIGNS, st.just(""))) + word[at:])
    return " ".join(out)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Luka-\nshenko, Luka-\r\n  shenko, Luka\u00ad\nshenko, Luka¬\nshenko", "Lukashenko, " * 3 + "Lukashenko"),
        ("> Luka-\n> shenko", "> Lukashenko"),
        ("Annegret Kramp-\nKarrenbauer", "Annegret Kramp-Karrenbauer"),
        ("Pu\u200btin, Pu\u2060tin, Pu\ufefftin, Pu\u00adtin", "Putin, Putin, Putin, Putin"),
        ("Putin¹ and Macron²,³ left.⁴ Then", "Putin and Macron left. Then"),
        ("Putin[3] and Macron[12][a]", "Putin and Macron"),
        ("Kramp‑Karrenbauer, Kramp‐Karrenbauer", "Kramp-Karrenbauer, Kramp-Karrenbauer"),
        ("O′Neill, O‛Neill, O＇Neill", "O’Neill, O’Neill, O’Neill"),
        ("I︠U︡liia of ﬁne oﬃces", "IUliia of fine offices"),
        ("L U K A S H E N K O  and S c h o l z", "LUKASHENKO  and Scholz"),
        ("Vladimir\n> Putin", "Vladimir\nPutin"),
    ],
)
def test_what_is_read_otherwise(text: str, read: str) -> None:
    assert reading_view(text).text == read


@pytest.mark.parametrize(
    "text",
    [
        "Kramp-Karrenbauer met Jean-Luc.", "m² and x¹",
        "see [3] and [citation needed]", "at 5′ 10″", "a b c d", "A. B. C. D.",
        "- Putin\n- Macron", "Trump -\nPutin", "ราชา\u200bอาณา", "plan A B C", "a > b",
    ],
)  # fmt: skip
def test_what_is_read_as_it_stands(text: str) -> None:
    assert reading_view(text).text == text


@settings(max_examples=500)
@given(st.one_of(mutated(), st.text()))
def test_every_offset_leads_back(text: str) -> None:
    view = reading_view(text)
    assert len(view.map.starts) == len(view.map.ends) == len(view.text)
    for i, (letter, start, end) in enumerate(zip(view.text, view.map.starts, view.map.ends, strict=True)):
        assert 0 <= start < end <= len(text)
        assert not i or (view.map.starts[i - 1] <= start and view.map.ends[i - 1] <= end)
        assert end > start + 1 or letter == text[start] or letter in "-’" or not text[start].isascii()


@settings(max_examples=300)
@given(mutated())
def test_mentions_are_those_of_the_source(text: str) -> None:
    annotated = translit.annotate(text)
    assert all(m.text == text[m.start : m.end] for m in annotated)
    assert all(reading_view(m.text).text.strip() == reading_view(m.text).text for m in annotated)
    once = translit.normalize(text)
    assert translit.normalize(once) == once


@pytest.mark.parametrize("unit", ["a-\n", "-   \n", "¹,", "[1]", "a b ", "\n> > ", "\u00ad", "A B C D E "])
def test_it_takes_linear_time(unit: str) -> None:
    def seconds(letters: int) -> float:
        start = time.process_time()
        reading_view(unit * (letters // len(unit)))
        return time.process_time() - start

    assert any(seconds(80_000) < 8 * max(seconds(20_000), 0.005) for _ in range(3))  # a busy machine may disturb one
