"""Targets that read text: annotation, single names, HTML and Markdown."""

from __future__ import annotations

from functools import cache
from typing import get_args

import translit
from fuzz.harness import target
from translit.io.markup import Extracted, from_html, from_markdown, tag
from translit.model import AnnotatedText, EntityType

_TEXTS = (
    "Loekasjenko met Aliaksandr Turchin in Minsk. Lukashenka left. The Moscow Times reported.",
    "Світлана Тихановська заявила в Києві, що Лукашенко не є президентом. Тихановська поїхала.",
    "Władimir Putin i Alaksandr Łukaszenka w Mińsku; Putina widziano z Łukaszenką i A. Łukaszenką.",
    "Igor Lukashenko, a plumber, stayed. МИНСК: ЛУКАШЕНКО. U.S. and the UN (European Union, EU) met.",
    "习近平主席 met 김정은 and فلاديمير بوتين in ירושלים. MariaKalesnikava, Lukashenk0, Лукaшeнко.",
)
_WORDS = (
    "Lukashenko", "Lukashenka", "Лукашенко", "Путин", "Minsk", "UN", "U.S.", "the", "The", "’s",
    " ", "\n", ". ", ", ", "-",
    "“", "(", ")", "A.", "President", "Igor", "Maria", "van der", "Ltd", "OOO", "2", "XVI", "习近平", "김정은", "/", "&",
)  # fmt: skip
_NAMES = (
    "Lukashenko\nЛукашэнка", "Sviatlana Tsikhanouskaya\nSwetlana Tichanowskaja",
    "Газпром экспорт\nGazprom Export LLC",
    "St. Petersburg\nСанкт-Петербург", "Federal Security Service (FSB)\nФСБ",
    "A. B. Smith Jr.\nSmith, Adam", "\nX", "Oaoua\nOeaoua",
)  # fmt: skip
_HTML = ("<p>Sviatlana <b>Tsikhanouskaya</b> &amp; Macron<script>x</script> <a href='x'>Minsk</a><!-- c --></p>",)
_MARKDOWN = (
    "# Minsk\n\nSee [*Lukaszenka*](https://example.org 'x') and `Minsk`.\n\n| a | b |\n|---|---|\n| Putin | c |\n",
    "---\ntitle: x\n---\n> * [ ] Alexander **Lukashenko**\n>\n> ~~~\nx\n~~~\n\n[a]: b\n[^1]: Minsk <b>x</b>\n",
)
_MARKUP = (
    "<", ">", "&", "&amp", "<!--", "-->", "<a ", "='", '"', "</script>", "<pre>", "[", "](",
    "](x)", "![", "[^", "`", "```",
    "*", "_", "~~", "|", "---", "\n|---|", "  \n", "\\", "> ", "- ", "1. ", "#", "\n\n", "    ", "Lukashenko",
)  # fmt: skip


@cache
def _annotator() -> translit.Annotator:
    return translit.load()


def check_mentions(text: str, annotated: AnnotatedText) -> None:
    """Raise unless mentions are exact, sorted and disjoint."""
    assert annotated.text == text
    end = 0
    for m in annotated:
        assert end <= m.start < m.end, m
        assert text[m.start : m.end] == m.text, m
        assert (m.status == "linked") == bool(m.kb_id), m
        assert 0.0 <= m.score <= 1.0, m
        assert m.reason, m
        end = m.end


@target(*_TEXTS, words=_WORDS)
def annotate(text: str) -> None:
    """Mentions have their shape, explanations too, and rewriting twice is rewriting once."""
    check_mentions(text, _annotator().annotate(text))
    end = 0
    for mention, evidence in _annotator().explain(text):
        assert end <= mention.start, mention
        assert abs(mention.score - evidence.score) < 1e-9, mention
        end = mention.end
    once = _annotator().normalize(text)
    assert _annotator().normalize(once) == once


@target(*_NAMES, words=_WORDS)
def compare(two: str) -> None:
    """Comparison is symmetric, what has no letters is nobody's name, and everything can be explained."""
    a, _, b = two.partition("\n")
    for type in get_args(EntityType):
        one, other = translit.compare(a, b, type=type), translit.compare(b, a, type=type)
        assert (one.score, one.same) == (other.score, other.same), type
        assert not one.same or (any(map(str.isalnum, a)) and any(map(str.isalnum, b))), type
        assert str(one.explain())
    for name in (a, b):
        assert all(0.0 <= match.score <= 1.0 and str(match.explain()) for match in translit.lookup(name))
        translit.keys(name)
    translit.explain(a, b)


@target(*_HTML, *_MARKDOWN, words=_MARKUP)
def html(source: str) -> None:
    """The text of a page has its place in the source, and tagging changes nothing else."""
    _check_page(source, from_html(source))
    from_html(source, skip_navigation=True)


@target(*_MARKDOWN, *_HTML, words=_MARKUP)
def markdown(source: str) -> None:
    """The same for Markdown."""
    _check_page(source, from_markdown(source))


def _check_page(source: str, page: Extracted) -> None:
    starts, ends = list(page.map.starts), list(page.map.ends)
    assert page.source == source
    assert len(page.text) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(a <= b for a, b in zip(starts, ends, strict=True))
    annotated = _annotator().annotate(page.text)
    check_mentions(page.text, annotated)
    tagged = tag(page, annotated)
    assert len(tagged) >= len(source)
    assert tagged.replace("</mark>", "").count("<mark") >= source.count("<mark")
