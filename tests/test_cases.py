"""The case files: what the press writes, who must not be matched, what a text holds. A linguist can add a line to any."""

from __future__ import annotations

import itertools

import pytest

import translit
from support import cases, mentions_of
from translit.annotation.annotator import Annotator
from translit.annotation.rewrite import canonical
from translit.gazetteer import Gazetteer
from translit.names.given_names import given_name_classes
from translit.table.words import word


@pytest.mark.parametrize(("spelling", "entity", "type", "note"), cases("spellings.tsv"))
def test_spelling_in_the_wild(annotator: Annotator, spelling: str, entity: str, type: str, note: str) -> None:
    matches = annotator.lookup(spelling)
    assert [(m.entity.id, m.status) for m in matches[:1]] == [(entity, "linked")], note


@pytest.mark.parametrize(("name", "type", "note"), cases("strangers.tsv"))
def test_stranger_is_nobody(annotator: Annotator, name: str, type: str, note: str) -> None:
    assert [(m.entity.id, m.form, m.score) for m in annotator.lookup(name)] == [], note


@pytest.mark.parametrize(("a", "b", "type", "note"), cases("same.tsv"))
def test_same_name(a: str, b: str, type: str, note: str) -> None:
    there, back = translit.compare(a, b, type=type), translit.compare(b, a, type=type)
    assert there.same, (there.explain().to_dict(), note)
    assert there.score == back.score


@pytest.mark.parametrize(("a", "b", "type", "note"), cases("different.tsv"))
def test_different_names(a: str, b: str, type: str, note: str) -> None:
    there, back = translit.compare(a, b, type=type), translit.compare(b, a, type=type)
    assert not there.same, (there.explain().to_dict(), note)
    assert there.score == back.score


def linked(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    return [(m.text, m.kb_id) for m in annotator.annotate(text) if m.status == "linked"]


@pytest.mark.parametrize(("text", "mentions", "note"), cases("in_text.tsv"))
def test_mentions_in_text(annotator: Annotator, text: str, mentions: str, note: str) -> None:
    assert linked(annotator, text) == mentions_of(mentions), note


@pytest.mark.xfail(strict=True, reason="known failure: take the line to its case file once it passes")
@pytest.mark.parametrize(("kind", "input", "expected", "note"), cases("known_failures.tsv"))
def test_known_failure(annotator: Annotator, kind: str, input: str, expected: str, note: str) -> None:
    if kind == "text":
        assert linked(annotator, input) == mentions_of(expected), note
    elif kind == "stranger":
        assert annotator.lookup(input) == []
    elif kind == "same":
        a, b = input.split(" | ")
        assert translit.compare(a, b, type=expected).same
    else:
        assert [m.entity.id for m in annotator.lookup(input)[:1]] == [expected], note


def test_given_names_across_languages() -> None:
    """Pairs of forms of one name meet, forms of two names do not."""
    groups = [[given_name_classes(word(form)) for form in row[0].split()] for row in cases("given_names.tsv")]
    pairs = [bool(a & b) for group in groups for a, b in itertools.combinations(group, 2)]
    assert sum(pairs) / len(pairs) >= 0.98
    across = [bool(a & b) for g, h in itertools.combinations(groups, 2) for a in g for b in h]
    assert sum(across) / len(across) <= 0.0005


_TYPES = {"o": "organization", "p": "person", "l": "place"}


@pytest.mark.parametrize(("names", "text", "mentions", "note"), cases("in_article.tsv"))
def test_names_in_an_article(names: str, text: str, mentions: str, note: str) -> None:
    rows = [{"id": name, "name": name, "type": _TYPES[type]} for name, type in mentions_of(names)]
    annotator = Annotator(Gazetteer.from_records(rows))
    assert linked(annotator, text) == mentions_of(mentions), note
    for mention in annotator.annotate(text):
        if mention.via == "short":
            listed = [m.entity.id for m in annotator.lookup(mention.text) if m.score == 1.0]
            assert mention.kb_id not in listed, "no short form is listed"
            assert canonical(mention, annotator.gazetteer, None) == mention.text, "a short form is no spelling"
            assert mention.reason
