"""The case files: spellings of the press, names that must not match, mentions in texts. Linguists can add lines to them."""

from __future__ import annotations

import itertools

import pytest

import translit
from support import Answer, cases, check, fault, mentions_of
from translit.annotation.annotator import Annotator
from translit.annotation.rewrite import canonical
from translit.gazetteer import Gazetteer
from translit.names.given_names import given_name_classes
from translit.table.words import word

_TYPES = {"o": "organization", "p": "person", "l": "place"}


def first(annotator: Annotator, name: str) -> list[tuple[str, str]]:
    """Return the entity that lookup puts first, and how sure it is."""
    return [(m.entity.id, m.status) for m in annotator.lookup(name)[:1]]


def linked(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    return [(m.text, m.kb_id) for m in annotator.annotate(text) if m.status == "linked"]


def compared(a: str, b: str, type: str) -> tuple[bool, str]:
    """Return True if two names are the same, with why; the answer must not depend on their order."""
    there, back = translit.compare(a, b, type=type), translit.compare(b, a, type=type)
    assert (there.same, there.score) == (back.same, back.score), "the other way round the answer is another"
    return there.same, str(there.explain())


def test_spellings_in_the_wild(annotator: Annotator) -> None:
    def answer(spelling: str, entity: str, type: str) -> Answer:
        return [(entity, "linked")], first(annotator, spelling)

    check(cases("spellings.tsv"), answer)


def test_strangers_are_nobody(annotator: Annotator) -> None:
    def answer(name: str, type: str) -> Answer:
        return [], [(m.entity.id, m.form, m.score) for m in annotator.lookup(name)]

    check(cases("strangers.tsv"), answer)


@pytest.mark.parametrize(("file", "expected"), [("same.tsv", True), ("different.tsv", False)])
def test_pairs_of_names(file: str, expected: bool) -> None:
    def answer(a: str, b: str, type: str) -> Answer:
        same, why = compared(a, b, type)
        return (expected, why), (same, why)

    check(cases(file), answer)


@pytest.mark.parametrize("file", ["in_text.tsv", "cities.tsv"])
def test_mentions_in_text(annotator: Annotator, file: str) -> None:
    def answer(text: str, mentions: str) -> Answer:
        return mentions_of(mentions), linked(annotator, text)

    check(cases(file), answer)


def test_reasons(annotator: Annotator) -> None:
    def answer(text: str, surface: str, reason: str) -> Answer:
        return {reason}, {m.reason for m in annotator.annotate(text) if m.text == surface}

    check(cases("reasons.tsv"), answer)


def test_known_failures(annotator: Annotator) -> None:
    """Rows that fail are expected here; one that passes belongs into the file of its kind."""

    def answer(kind: str, input: str, expected: str) -> Answer:
        if kind == "text":
            return mentions_of(expected), linked(annotator, input)
        if kind == "stranger":
            return [], annotator.lookup(input)
        if kind in ("same", "different"):
            return kind == "same", compared(*input.split(" | "), expected)[0]
        assert kind == "spelling", kind
        return [(expected, "linked")], first(annotator, input)

    rows = cases("known_failures.tsv")
    assert {row.cells[0] for row in rows} <= {"text", "stranger", "same", "different", "spelling"}
    if passing := [row for row in rows if not fault(row, answer)]:
        told = [f"{row.place}: {row.cells[1]!r} passes now: move it to its case file" for row in passing]
        pytest.fail("\n".join(told), pytrace=False)


def test_open_world(annotator: Annotator) -> None:
    """Rows marked ``fails`` must fail: one that passes loses the mark."""

    def looked_up(name: str) -> str:
        return next((m.entity.id for m in annotator.lookup(name, limit=1) if m.status == "linked"), "")

    def answer(kind: str, input: str, expected: str, now: str) -> Answer:
        if kind == "nobody":
            return expected, looked_up(input)
        if kind == "agrees":
            in_text = [id for text, id in linked(annotator, f"{input} spoke.") if text == input]
            return (expected, [expected] if expected else []), (looked_up(input), in_text)
        return mentions_of(expected), linked(annotator, input)

    rows = cases("open_world.tsv")
    assert {row.cells[3] for row in rows} <= {"", "fails"}
    check((row for row in rows if not row.cells[3]), answer)
    if passing := [row for row in rows if row.cells[3] and not fault(row, answer)]:
        pytest.fail(
            "\n".join(f"{row.place}: {row.cells[1]!r} passes now: remove `fails`" for row in passing), pytrace=False
        )


def test_given_names_across_languages() -> None:
    """Forms of one given name match each other; forms of two names do not."""
    groups = [[given_name_classes(word(form)) for form in row.cells[0].split()] for row in cases("given_names.tsv")]
    pairs = [bool(a & b) for group in groups for a, b in itertools.combinations(group, 2)]
    assert sum(pairs) / len(pairs) >= 0.98
    across = [bool(a & b) for g, h in itertools.combinations(groups, 2) for a in g for b in h]
    assert sum(across) / len(across) <= 0.0005


def test_names_in_an_article() -> None:
    def answer(names: str, text: str, mentions: str) -> Answer:
        rows = [
            {"id": name, "name": name, "type": _TYPES[kind[0]], **({"country": kind[2:]} if kind[2:] else {})}
            for name, kind in mentions_of(names)
        ]
        annotator = Annotator(Gazetteer.from_records(rows))
        for mention in annotator.annotate(text):
            if mention.via == "short":
                listed = [m.entity.id for m in annotator.lookup(mention.text) if m.score == 1.0]
                assert mention.kb_id not in listed, "no short form is listed"
                assert canonical(mention, annotator.gazetteer, None) == mention.text, "a short form is no spelling"
                assert mention.reason
        return mentions_of(mentions), linked(annotator, text)

    check(cases("in_article.tsv"), answer)
