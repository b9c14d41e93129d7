"""Annotating many texts leaves the garbage collector as it was, however it ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from translit.annotation.annotator import Annotator
from translit.collector import rare_collections

TEXTS = ("Vladimir Putin", "in Minsk", "nothing")
USUAL = (600, 9, 8)


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    assert gc.get_threshold() == USUAL
    gc.set_threshold(*before)


def test_to_the_end(annotator: Annotator) -> None:
    during = [gc.get_threshold() for _ in annotator.pipe(TEXTS)]
    assert all(now[0] > USUAL[0] for now in during)


def test_not_before_the_first_text(annotator: Annotator) -> None:
    annotator.pipe(TEXTS)
    assert gc.get_threshold() == USUAL


def test_closed(annotator: Annotator) -> None:
    found = annotator.pipe(TEXTS)
    next(found)
    assert gc.get_threshold() != USUAL
    del found


def test_exception(annotator: Annotator) -> None:
    with pytest.raises(TypeError):
        list(annotator.pipe(["Minsk", None]))  # type: ignore[list-item]


def test_interleaved(annotator: Annotator) -> None:
    first, second = annotator.pipe(TEXTS), annotator.pipe(TEXTS)
    next(first), next(second)
    list(first)
    assert gc.get_threshold() != USUAL
    list(second)


def test_switched_off_stays_off() -> None:
    gc.set_threshold(0)
    with rare_collections():
        assert gc.get_threshold()[0] == 0
    assert gc.get_threshold()[0] == 0
    gc.set_threshold(*USUAL)


def test_changed_meanwhile_is_kept() -> None:
    with rare_collections():
        gc.set_threshold(*USUAL)
    assert gc.get_threshold() == USUAL
