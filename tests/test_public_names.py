"""What a person at a prompt or in a notebook sees: ``help()``, short reprs, HTML."""

from __future__ import annotations

import inspect
import pickle
from typing import Any

import pytest

import translit
from support import SEEDS, read_seed


@pytest.mark.parametrize("name", translit.__all__)
def test_every_public_name_has_an_example_and_says_what_it_raises(name: str) -> None:
    found = getattr(translit, name)
    told = inspect.getdoc(found) or ""
    assert ">>>" in told
    if inspect.isfunction(found):
        assert "Raises\n" in told or "No string raises" in told
        assert {"return", *inspect.signature(found).parameters} <= set(found.__annotations__)


def things() -> list[Any]:
    match, relation = translit.lookup("Svetlana Tikhanovska")[0], translit.explain("Łukaszenka", "Lukashenko")
    annotated = translit.annotate(read_seed(SEEDS[1].name))
    compared = translit.compare("Sergei Tikhanovsky", "Svetlana Tikhanovskaya")
    return [
        match, match.entity, match.explain(), match.explain().evidence, match.explain().evidence.parts[0], annotated,
        annotated[0], compared, translit.rewrite(annotated.text), relation, translit.variants("Мінск", lang="be")[0],
        translit.conventions("be")[0], translit.load(), translit.load().gazetteer, translit.Config(),
    ]  # fmt: skip


def test_every_repr_fits_in_a_line() -> None:
    assert {
        type(thing).__name__: repr(thing) for thing in things() if len(repr(thing)) > 120 or "\n" in repr(thing)
    } == {}


def test_notebooks_show_html() -> None:
    shown = {type(t).__name__: t._repr_html_() for t in things() if hasattr(t, "_repr_html_")}
    assert shown.keys() == {"Match", "Explanation", "Evidence", "AnnotatedText", "Comparison"}
    match = translit.lookup("Svetlana Tikhanovska")[0]
    assert f"score of {match.score:.3f}" in shown["Match"]
    assert f"Sum: {match.explain().evidence.weight:+.1f}" in shown["Match"]
    text = translit.annotate("<b>Loekasjenko</b> & Georgia")
    assert "<b>" not in text._repr_html_()
    assert text._repr_html_().count("<mark") == len(text) == 2
    long = translit.annotate("Minsk. " * 5000)
    assert "characters more" in long._repr_html_()
    assert len(pickle.dumps(match)) < 10_000
