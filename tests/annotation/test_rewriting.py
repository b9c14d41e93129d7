"""Rewriting: what is replaced and what is kept; it is idempotent; every offset can be mapped."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import translit
from command import run
from support import SEEDS, Answer, cases, read_seed
from support import check as check_rows
from translit.annotation.annotator import Annotator
from translit.annotation.rewrite import Edit, Rewritten, edited
from translit.gazetteer import Gazetteer
from translit.io.markup import from_html
from translit.io.markup.rewriting import rewrite_source as rewrite_page
from translit.model import Mention

STYLES = st.sampled_from([None, "be", "ru", "uk"])
BETWEEN = st.sampled_from([
    " met ", " and ", ", ", ". ", "’s ", "\n", " ", "-", " Igor ", " President ", " A. ", " said that it was not in the ",
    " powiedział, że nie było to w ", " сказал, что это не было в ", " заявіў, што ён не будзе ў ", " и на се за да ",
    " řekl, že se to nestalo v ", " und der sagte, dass es nicht war in ", " sakė, kad tai yra ", " je rekao da se u na ",
])  # fmt: skip


@cache
def spellings() -> list[str]:
    """Return every listed name, one written variant of it, and its family name alone."""
    found = set()
    for form in translit._default().gazetteer.forms:
        words = [min(p.word.variants, default=p.word.text).capitalize() for p in form.name.parts]
        found |= {form.text, " ".join(words), words[-1]}
    return sorted(found)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Texts about a few names, in one or two languages."""
    names = draw(st.lists(st.sampled_from(spellings()), min_size=1, max_size=4))
    between = draw(st.lists(BETWEEN, min_size=1, max_size=3))
    pieces = st.tuples(st.sampled_from(names), st.sampled_from(between)).map("".join)
    return "".join(draw(st.lists(pieces, max_size=12)))


def check(done: Rewritten, old: str) -> None:
    """Replacements are sorted and change text, the text between them is unchanged, and offsets map both ways."""
    assert done.old == old
    at, new_at = 0, 0
    for r in done.replacements:
        assert old[at : r.start] == done.text[new_at : r.new_start]
        assert old[r.start : r.end] != done.text[r.new_start : r.new_end]
        assert at <= r.start < r.end
        assert r.mention.kb_id
        assert old[r.mention.start : r.mention.end] == r.mention.text
        at, new_at = r.end, r.new_end
    assert old[at:] == done.text[new_at:]
    there = [done.to_new(i) for i in range(len(old) + 1)]
    back = [done.to_old(i) for i in range(len(done.text) + 1)]
    assert (there[0], there[-1], back[0], back[-1]) == (0, len(done.text), 0, len(old))
    for way in (there, back):
        assert all(a <= b for a, b in pairwise(way))
    inside = {i for r in done.replacements for i in range(r.start, r.end)}
    for i in range(len(old)):
        if i not in inside:
            assert old[i] == done.text[there[i]]
            assert back[there[i]] == i
    for r in done.replacements:
        assert {there[i] for i in range(r.start, r.end)} == {r.new_start}
        assert {back[i] for i in range(r.new_start, r.new_end)} == {r.start}
        assert (there[r.end], back[r.new_end]) == (r.new_end, r.end)


def test_what_is_replaced_and_what_stays(annotator: Annotator) -> None:
    def answer(text: str, style: str, rewritten: str) -> Answer:
        return rewritten, annotator.normalize(text, style=style or None)

    check_rows(cases("rewritten.tsv"), answer)


def test_what_stays_is_tagged(annotator: Annotator) -> None:
    text = (
        "Prezydent powiedział, że nie było z Władimirem Putinem w Mińsku i to nie jest prawda, bo Putina tam nie było."
    )
    assert annotator.normalize(text) == text
    assert [m.kb_id for m in annotator.annotate(text)] == ["vladimir-putin", "minsk", "vladimir-putin"]


@settings(max_examples=300, deadline=None)
@given(articles(), STYLES)
@example("Wiktar Justsanka met Віктар Юшчанка", "be")  # with the new family name the full name is recognised
@example("Сергей Черечень\nSerghei Tseretsen", "ru")
@example("Dzmitryy Miadzvedzeu met ", "ru")
def test_twice_is_once_and_offsets_hold(text: str, style: str | None) -> None:
    annotator = translit._default()
    done = annotator.rewrite(text, style=style)
    check(done, text)
    assert annotator.rewrite(done.text, style=style).replacements == ()


@pytest.mark.parametrize("style", [None, "be", "ru", "uk"])
@pytest.mark.parametrize("seed", [p.name for p in SEEDS])
def test_the_articles(annotator: Annotator, seed: str, style: str | None) -> None:
    done = annotator.rewrite(read_seed(seed), style=style)
    check(done, read_seed(seed))
    assert annotator.normalize(done.text, style=style) == done.text


def test_offsets_beyond_the_text_are_refused(annotator: Annotator) -> None:
    done = annotator.rewrite("Loekasjenko")
    for way in (done.to_new, done.to_old):
        for offset in (-1, 12):
            with pytest.raises(IndexError, match="is not within a text of 1"):
                way(offset)


CORES = st.sampled_from([
    "Acme", "Yahoo", "Sotheby", "Alexander Lukashenko", "Ромашка", "O’Neill", "King College", "AT&T", "U.S", "Saint-Denis",
])  # fmt: skip
SIGNS = st.sampled_from(["", "", ".", "!", "'s", "’s", "»", "«", ")", "(", '"', "...", " Inc.", "'", "¹", "#", " (UK)"])
CANONICAL = st.tuples(SIGNS, CORES, SIGNS).map("".join)
ZONES = st.sampled_from(["mail Yahoo@acme.example", "https://acme.example/Yahoo", "C:\\Acme\\Yahoo.txt", "`Acme`"])


@settings(max_examples=300, deadline=None)
@given(
    st.lists(CANONICAL, min_size=1, max_size=3, unique=True),
    st.sampled_from(["organization", "place", "person"]),
    st.lists(st.one_of(CANONICAL, CORES, SIGNS, BETWEEN, ZONES), max_size=8),
)
def test_any_canonical_names_are_written_once(names: list[str], type: str, pieces: list[str]) -> None:
    """Names that begin or end in punctuation are not written again and again, and no zone is touched."""
    records = [
        {"id": str(i), "name": n, "type": type, "aliases": [n.lower().title()]}
        for i, n in enumerate(names) if any(c.isalnum() for c in n)
    ]  # fmt: skip
    annotator = Annotator(Gazetteer.from_records(records))
    text = " ".join(pieces)
    done = annotator.rewrite(text)
    check(done, text)
    assert annotator.normalize(done.text) == done.text
    assert all(
        done.text.count(zone) == text.count(zone) for zone in pieces if zone.startswith(("mail", "http", "C:", "`"))
    )


def test_punctuation_around_a_name_is_written_where_it_stands() -> None:
    names = ["Acme Inc.", "Yahoo!", "Sotheby's", "«Алмаз-Антей»", "Клуб «Красная Ромашка»"]
    records = [{"id": n, "name": n, "type": "organization", "names": {"la": [n.upper()]}} for n in names]
    annotator = Annotator(Gazetteer.from_records(records))
    for text in ("At Acme Inc. now", "He left Yahoo! for Acme Inc.", "Yahoo, Acme Inc", "Sold at Sotheby's in May."):
        assert annotator.normalize(text) == text
    assert annotator.normalize("(Klub Krasnaya Romashka)") == "(Клуб «Красная Ромашка»)"


@st.composite
def edits(draw: st.DrawFn, old: str) -> list[Edit]:
    """Sorted, disjoint edits of a text, some of which change nothing."""
    borders = sorted(draw(st.sets(st.integers(0, len(old)), max_size=8)))
    places = list(zip(borders[::2], borders[1::2], strict=False))
    texts = [draw(st.sampled_from(["a", "Ж𝕏", "longer", old[start:end]])) for start, end in places]
    return [
        Edit(start, end, text, Mention(start, end, old[start:end], "PER", "x", "X", 1.0, "linked", "exact"))
        for (start, end), text in zip(places, texts, strict=True)
    ]


@given(st.text(alphabet="abЖ𝕏 ", min_size=1, max_size=20), st.data())
def test_edits_are_made_and_offsets_followed(old: str, data: st.DataObject) -> None:
    made = data.draw(edits(old))
    done = edited(old, made)
    check(done, old)
    changed = {at: e for e in made for at in range(e.start, e.end) if e.text != old[e.start : e.end]}
    plain = [(changed[i].text if i == changed[i].start else "") if i in changed else c for i, c in enumerate(old)]
    assert done.text == "".join(plain)
    again = edited(done.text, data.draw(edits(done.text)))
    both = done.then(again)
    assert (both.old, both.text) == (old, again.text)
    assert [both.to_new(0), both.to_new(len(old))] == [0, len(both.text)]


def test_one_rewriting_after_another_is_one() -> None:
    def of(old: str, name: str, written: str) -> Rewritten:
        gazetteer = Gazetteer.from_records([{"id": name, "name": written, "type": "place", "names": {"la": [name]}}])
        return Annotator(gazetteer).rewrite(old)

    first = of("In Alfa, in Gamma.", "Alfa", "beta Longa")
    second = of(first.text, "Longa", "Brevis Valley")
    third = of(second.text, "Gamma", "Delta")
    done = first.then(second).then(third)
    assert done.text == third.text == "In beta Brevis Valley, in Delta."
    assert [(r.mention.text, r.mention.kb_id) for r in done.replacements] == [("Alfa", "Longa"), ("Gamma", "Gamma")]
    check(done, "In Alfa, in Gamma.")


def test_aliases_of_a_person_that_spell_the_name_are_spellings() -> None:
    record = {"id": "x", "name": "Alexander Lukashenko", "type": "person"}
    aliases = ["Alyaksandr Lukashenka", "Europe’s last dictator", "Grigory Trus"]
    annotator = Annotator(Gazetteer.from_records([{**record, "aliases": aliases}]))
    assert annotator.normalize("; ".join(aliases)) == "Alexander Lukashenko; Europe’s last dictator; Grigory Trus"


def test_a_page_tells_where_in_the_source(annotator: Annotator) -> None:
    page = from_html("<p>Swetlana <b>Tichanowskaja</b> &amp; Loeka&shy;sjenko")
    done, left = rewrite_page(annotator, page)
    assert (done.text, left) == ("<p>Sviatlana <b>Tsikhanouskaya</b> &amp; Lukashenko", [])
    pieces = [(done.old[r.start : r.end], done.text[r.new_start : r.new_end]) for r in done.replacements]
    assert pieces == [
        ("Swetlana", "Sviatlana"), ("Tichanowskaja", "Tsikhanouskaya"), ("Loeka&shy;sjenko", "Lukashenko"),
    ]  # fmt: skip


def test_lines_of_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Loekasjenko in Minsk", encoding="utf-8")
    out, err = run(tmp_path, "a.txt", "nowhere.txt", "--to", "jsonl", code=1)
    told, failed = map(json.loads, out.splitlines())
    assert told.pop("made_by") == failed["made_by"] == translit.load().provenance
    assert told == {"id": "a.txt", **translit.rewrite("Loekasjenko in Minsk").to_dict()}
    assert "no such file" in failed["error"]
    assert failed["error"] in err
    assert "--to jsonl goes to standard output" in run(tmp_path, "-i", "a.txt", "--to", "jsonl", code=2)[1]
