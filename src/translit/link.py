"""Linking: one article at a time decides which of the candidate spans are mentions, and of whom.

Longer names win over names inside them; a full name licenses its bare family name; relatives and namesakes block each
other; what two entities may claim and nothing tells apart is ambiguous; what nobody claims is left out (NIL).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from translit.countryspans import country_spans
from translit.givennames import given_name_spans
from translit.matching import score_form
from translit.model import AnnotatedText, Mention
from translit.names import FULL
from translit.passage import Passage
from translit.shortspans import clubs_for_towns, in_context, short_spans
from translit.spans import Finder, Span, surface_of
from translit.surnames import surname_spans
from translit.table.words import similarity

_BY_FAR = 2  # times as many listed spellings
_SAME_WORD = 0.88  # likeness of two spellings of a word
_SURELY = 45.0  # bits from which one name is a spelling of another


def link(text: str, finder: Finder) -> AnnotatedText:
    """Annotate one text."""
    config = finder.config
    passage = Passage.of(text)
    shorts = short_spans(passage, finder)
    unlisted = (*country_spans(passage, finder), *(s.span for s in shorts if s.is_sure))
    named = _told_apart(longest([*finder.spans(passage), *unlisted]), finder)
    named = clubs_for_towns(passage, shorts, named)
    sure = [s for s in named if not s.needs_context]
    bare = surname_spans(passage, finder, sure)
    decided = sorted([*sure, *(b.span for b in bare)], key=lambda s: s.first)
    linked = {s.entities[0].id for s in decided if len(s.entities) == 1}
    taken = {i for s in decided for i in range(s.first, s.last)}
    for span in named:
        if span.needs_context and not taken & set(range(span.first, span.last)):
            forms = tuple(f for f in span.forms if f.entity.id in linked)
            if forms:
                decided.append(Span(span.first, span.last, forms, span.evidence, span.via))
    decided += in_context(passage, shorts, decided)
    decided += given_name_spans(passage, decided)
    reasons = {b.span.first: b.reason for b in bare}
    kept = sorted((s for s in decided if s.evidence.score >= config.threshold), key=lambda s: s.first)
    return AnnotatedText(text, tuple(_mention(passage, finder, s, reasons.get(s.first, "")) for s in kept))


def _told_apart(spans: list[Span], finder: Finder) -> list[Span]:
    """Spans of several entities narrowed to one where the article or the gazetteer tells which.

    The article does if it names only one of them otherwise. Else the one is meant whose own name it is, where the others
    only have it as an alias; or the one with by far the most listed spellings: nobody lists thirty spellings of the less
    known one.
    """
    sure = {s.entities[0].id for s in spans if len(s.entities) == 1}
    out = []
    for span in spans:
        entities = span.entities
        if len(entities) > 1:
            here = [e.id for e in entities if e.id in sure]
            kept = (
                here[0]
                if len(here) == 1
                else _own_name(span, finder)
                or _best_known([e.id for e in entities], finder)
                or _most_typical(span, finder)
            )
            if kept:
                forms = tuple(f for f in span.forms if f.entity.id == kept)
                span = replace(span, forms=forms)  # noqa: PLW2901
        out.append(span)
    return out


def _own_name(span: Span, finder: Finder) -> str:
    """The entity whose own name the span spells, if it is one's only."""
    found = set()
    for form in span.forms:
        own = finder.gazetteer.forms_of(form.entity.id)[0]
        if form.kind in ("name", "native") or score_form(finder.gazetteer, form.text, own).weight >= _SURELY:
            found.add(form.entity.id)
    return found.pop() if len(found) == 1 else ""


def _best_known(ids: list[str], finder: Finder) -> str:
    listed = sorted(((len(finder.gazetteer.forms_of(id)), id) for id in ids), reverse=True)
    return listed[0][1] if listed[0][0] >= _BY_FAR * listed[1][0] else ""


def _most_typical(span: Span, finder: Finder) -> str:
    """The entity most of whose listed names have a word of the span; one that only the span has may be a slip."""
    words = [p.word for p in span.forms[0].name.of(*FULL)]
    counted = []
    for entity in span.entities:
        names = (form.name.of(*FULL) for form in finder.gazetteer.forms_of(entity.id))
        shared = sum(any(similarity(p.word, w) >= _SAME_WORD for p in name for w in words) for name in names)
        counted.append((shared, entity.id))
    counted.sort(reverse=True)
    return counted[0][1] if counted[0][0] >= _BY_FAR * counted[1][0] else ""


def longest(spans: Iterable[Span]) -> list[Span]:
    """Disjoint spans: the longest first, then the surest, then the leftmost."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.needs_context, -s.evidence.score, s.first)):
        places = set(range(span.first, span.last))
        if not places & taken:
            taken |= places
            kept.append(span)
    return sorted(kept, key=lambda s: s.first)


def _mention(passage: Passage, finder: Finder, span: Span, reason: str) -> Mention:
    surface = surface_of(passage, span.first, span.last) + _last_dot(passage, span)
    entities = span.entities
    first = entities[0]
    if not reason:
        reason = finder.reason(span.forms[0], span.via, surface)
    one = len(entities) == 1
    return Mention(
        start=passage.tokens[span.first].start,
        end=passage.tokens[span.first].start + len(surface),
        text=surface,
        label=first.label,
        kb_id=first.id if one else "",
        name=first.name if one else "",
        score=span.evidence.score,
        status="linked" if one else "ambiguous",
        via=span.via,
        reason=reason if one else "may be " + " or ".join(e.name for e in entities),
        candidates=() if one else tuple(e.id for e in entities),
    )


def _last_dot(passage: Passage, span: Span) -> str:
    """The dot that belongs to letters with a dot after each: ``U.S.``, ``Иванов И. И.``."""
    last = span.last - 1
    if last - span.first < 1 or len(passage.tokens[last].text) > 1 or not passage.gap(last - 1).startswith("."):
        return ""
    end = passage.tokens[last].end
    return "." if passage.text[end : end + 1] == "." else ""
