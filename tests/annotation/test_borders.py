"""The borders of names in scripts that write them as one with other words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit.annotation.borders import NameBorders
from translit.gazetteer import Gazetteer
from translit.text.chunks import chunk_bounds

ROWS = [
    {"id": "wang", "name": "Wang Yi", "type": "person", "names": {"zh": ["王毅"]}},
    {"id": "xi", "name": "Xi Jinping", "type": "person", "names": {"zh": ["习近平"]}},
    {"id": "kim", "name": "Kim Jong Un", "type": "person", "names": {"ko": ["김정은"]}},
    {"id": "bank", "name": "Bank of Japan", "type": "organization", "names": {"ja": ["日本銀行"]}},
]
BORDERS = NameBorders(Gazetteer.from_records(ROWS))


def pieces(text: str) -> list[str]:
    """Return the stretches in which a name may stand."""
    return [text[start:end] for start, end in BORDERS.cut(text, chunk_bounds(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("习近平主席访问莫斯科", ["习近平", "莫斯科"]),
        ("習近平主席", ["習近平"]),  # traditional characters
        ("外长王毅表示", ["王毅"]),
        ("王毅力很强", ["王毅力很强"]),  # another word goes on: its perseverance
        ("日本銀行は金利を", ["日本銀行", "金利"]),
        ("プーチン大統領は", ["プーチン"]),
        ("김정은이", ["김정은"]),
        ("김정은", ["김정은"]),  # its last syllable is no particle here
        ("조 바이든은", ["조 바이든"]),
        ("Emmanuel Macron", ["Emmanuel Macron"]),
        ("שמוסקבה מוכנה", ["מוסקבה מוכנה"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@given(st.text(alphabet="习近平主席王毅日本銀行北京大学的·プンのは 김정은이가 שמוסקבהابaB,", max_size=40))
def test_pieces_are_disjoint_and_inside_of_their_chunks(text: str) -> None:
    """They are in order, not empty, and no text is in two of them."""
    chunks, found = list(chunk_bounds(text)), list(BORDERS.cut(text, chunk_bounds(text)))
    assert all(a < b for a, b in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(any(start <= a and b <= end for start, end in chunks) for a, b in found)
