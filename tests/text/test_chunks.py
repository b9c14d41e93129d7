"""Chunks: a fast search for capitals gives what a walk over all tokens gives."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from translit.text.chunks import Chunk, chunk_bounds, extended, joins, may_have_dot, may_join
from translit.text.tokens import Token, tokens

WORDS = st.sampled_from([
    "Jr", "Ursula", "von", "der", "Leyen", "of", "the", "and", "was", "Minsk", "A", "St", "Mr", "МИД", "Россия", "и", "в",
    "24", "O’Brien", "iPhone", "العربية", "김정은", "Łódź", "bin", "MINSK", "ß", "é", "x",
])  # fmt: skip
GAPS = st.sampled_from(
    [
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "-",
        " - ",
        "–",
        "/",
        "&",
        ". ",
        ".",
        ", ",
        "; ",
        "  ",
        "\t",
        "\u2029",
        " «",
        ' "',
        " («",
        "_",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, GAPS).map("".join), max_size=12).map("".join)


def walked(text: str) -> list[list[Token]]:
    """Return the words of every chunk, from a walk over all words of a text.

    Words that have a capital, or are of a script without capitals, are of one chunk if nothing stands between them
    but what joins them, and at most two small words that may stand inside a name; or if one
    opens a quotation, or is Jr. after a comma.
    """
    found: list[list[Token]] = []
    small: list[Token] = []
    for token in tokens(text):
        if not token.may_start_name and not any(c.isupper() for c in token.text):
            small.append(token)
            continue
        row = [found[-1][-1] if found else token, *small, token]
        gaps = [text[a.end : b.start] for a, b in pairwise(row)]
        dotted = [may_have_dot(row[0].text), *[False] * len(small)]
        inside = len(small) <= 2 and all(may_join(t.folded) for t in small)
        is_jr = gaps == [", "] and token.text in ("Jr", "Sr")
        if found and ((inside and all(map(joins, gaps, dotted))) or gaps in ([" «"], [' "']) or is_jr):
            found[-1] += [*small, token]
        else:
            found.append([token])
        small = []
    return found


@settings(max_examples=400)
@given(TEXTS)
def test_chunks_are_those_of_a_walk_over_all_words(text: str) -> None:
    bounds = list(chunk_bounds(text))
    assert bounds == sorted(bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(bounds))
    found = [[(t.start, t.end) for t in tokens(text) if start <= t.start < end] for start, end in bounds]
    assert found == [[(t.start, t.end) for t in words] for words in walked(text)]


@given(TEXTS, st.integers(0, 3))
def test_a_chunk_is_extended_by_words_that_are_joined_to_it(text: str, words: int) -> None:
    for start, end in chunk_bounds(text):
        longer = extended(text, end, words)
        assert end <= longer <= len(text)
        chunk = Chunk.of(text[start:longer], None)
        assert len(chunk.tokens) <= len(tokens(text[start:end])) + words


def test_no_name_crosses_a_block() -> None:
    for border in ("\n\n", "\t", "\u2029", " \n \n "):
        assert len(list(chunk_bounds(f"Vladimir{border}Putin"))) == 2
    for weak in ("\n", "  ", " & "):
        assert len(list(chunk_bounds(f"Vladimir{weak}Putin"))) == 1


def test_a_quotation_inside_a_name_may_be_listed_only() -> None:
    chunk = Chunk.of("ООО «Ромашка", "ru")
    assert chunk.may_be_listed(0, 2)
    assert not chunk.is_one_name(0, 2)
