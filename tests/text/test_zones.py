"""Zones that are no prose: what is one, what is not, and that finding them takes linear time."""

from __future__ import annotations

import time

import pytest

from translit.text.zones import without_zones, zones


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Read https://nos.example/Loekasjenko-in-Sotsji.", ["https://nos.example/Loekasjenko-in-Sotsji"]),
        ("(see www.Poetin.example/Minsk?q=Macron)", ["www.Poetin.example/Minsk?q=Macron"]),
        ("nos.nl/artikel/Poetin, said he", ["nos.nl/artikel/Poetin"]),
        ("mail Poetin@kremlin.example today", ["Poetin@kremlin.example"]),
        ("said (@macron) and @Putin@mastodon.example", ["@macron", "@Putin@mastodon.example"]),
        ("RT @macron: RT is no RT @a", ["RT @macron", "RT @a"]),
        (r"Open C:\Archief\Loekasjenko\Sotsji.jpg", [r"C:\Archief\Loekasjenko\Sotsji.jpg"]),
        (r"on \\server\Putin\x", [r"\\server\Putin\x"]),
        ("in /home/Putin/x.txt and ~/Minsk/y", ["/home/Putin/x.txt", "~/Minsk/y"]),
        ("photo Putin.jpg (Putin.com)", ["Putin.jpg", "Putin.com"]),
        ("doi:10.1000/Putin.182.", ["doi:10.1000/Putin.182"]),
        ("call `Putin.visit()` now", ["`Putin.visit()`"]),
        ("St.Petersburg/Moscow and/or Minsk/Kyiv", []),
        ("TUT.BY and Gazeta.ru, the U.S. e.g.", []),
        ("He was.The end, said O`Neill and D`Arcy", []),
        ("km/h, 1/2, Lukashenko/Putin, a@b", []),
    ],
)
def test_zones(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in zones(text)] == expected


def test_a_text_without_zones_is_as_long() -> None:
    text = "Read https://nos.example/Putin, then `Minsk`."
    masked = without_zones(text)
    assert len(masked) == len(text)
    assert [word for word in ("Read", "Putin", "then", "Minsk") if word in masked] == ["Read", "then"]


@pytest.mark.parametrize(
    "unit", ["a.", "@a", "RT @a ", "a/b.", "`a", "a.b@c.d ", "~/", "http://", "\\\\", "10.1234/", "a-b."]
)
def test_zones_are_found_in_linear_time(unit: str) -> None:
    def seconds(letters: int) -> float:
        start = time.process_time()
        list(zones(unit * (letters // len(unit))))
        return time.process_time() - start

    assert any(seconds(80_000) < 8 * max(seconds(20_000), 0.005) for _ in range(3))  # a busy machine may disturb one
