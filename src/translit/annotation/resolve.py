"""Linking: one article at a time decides which of the candidate spans are mentions, and of whom.

Longer names win over names inside them; a full name licenses its bare family name; relatives and namesakes block each
other; what two entities may claim and nothing tells apart is ambiguous; what nobody claims is left out (NIL).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from translit.annotation.chunk_candidates import Finder
from translit.annotation.coreference.family_names import surname_spans
from translit.annotation.coreference.given_names import given_name_spans
from translit.annotation.coreference.short_forms import clubs_for_towns, in_context, short_spans
from translit.annotation.detected_mentions import Scanned, scan
from translit.annotation.spans import Span, places_of
from translit.model import AnnotatedText, Mention
from translit.text.document import Passage, pieces

_LONGEST = 1 << 18  # letters of a text that is read as one article


def link(text: str, finder: Finder) -> AnnotatedText:
    """Annotate one text; what is longer than any article is annotated piece by piece."""
    mentions: list[Mention] = []
    for start, end in pieces(text, _LONGEST):
        scanned = scan(text[start:end], finder)
        if scanned is not None:
            mentions += _linked(scanned, finder, start)
    return AnnotatedText(text, tuple(mentions))


def _linked(scanned: Scanned, finder: Finder, offset: int) -> Iterator[Mention]:
    """The mentions in an article that begins at ``offset`` of a text."""
    passage = scanned.passage
    shorts = short_spans(scanned, finder)
    named = longest([*scanned.spans, *(s.span for s in shorts if s.is_sure)])
    waiting = [s for s in named if s.needs_context]
    sure = _disambiguate([s for s in named if not s.needs_context], finder)
    sure = clubs_for_towns(passage, shorts, sure)
    bare = surname_spans(scanned, finder, sure)
    decided = [*sure, *(b.span for b in bare)]
    linked = {s.entities[0].id for s in decided if len(s.entities) == 1}
    taken = places_of(decided)
    free = (s for s in waiting if taken.isdisjoint(range(s.first, s.last)))
    meant = ((s, tuple(f for f in s.forms if f.entity.id in linked)) for s in free)
    decided += _disambiguate([s.less(forms) for s, forms in meant if forms], finder)
    decided += in_context(scanned, shorts, decided)
    decided += given_name_spans(scanned, decided)
    reasons = {b.span.first: b.reason for b in bare}
    kept = sorted(
        (s for s in decided if s.score >= finder.config.threshold), key=lambda s: passage.tokens[s.first].start
    )
    return (_mention(passage, finder, s, reasons.get(s.first, ""), offset) for s in kept)


def _disambiguate(spans: list[Span], finder: Finder) -> list[Span]:
    """Spans of several entities narrowed to one where the article or the gazetteer tells which.

    The article does if it names only one of them otherwise, else the gazetteer: see :meth:`Finder.likeliest`.
    """
    sure = {s.entities[0].id for s in spans if len(s.entities) == 1}
    out = []
    for span in spans:
        entities = span.entities
        if len(entities) > 1:
            here = [e.id for e in entities if e.id in sure]
            kept = here[0] if len(here) == 1 else finder.likeliest(span.forms)
            if kept:
                forms = tuple(f for f in span.forms if f.entity.id == kept)
                span = span.less(forms)  # noqa: PLW2901
        out.append(span)
    return out


def longest(spans: Iterable[Span]) -> list[Span]:
    """Disjoint spans: the longest first, then the surest, then the leftmost."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda s: (s.first - s.last, s.needs_context, -s.score, s.first)):
        places = set(range(span.first, span.last))
        if not places & taken:
            taken |= places
            kept.append(span)
    return sorted(kept, key=lambda s: s.first)


def _mention(passage: Passage, finder: Finder, span: Span, reason: str, offset: int) -> Mention:
    surface = passage.surface(span.first, span.last) + _last_dot(passage, span)
    entities = span.entities
    first = entities[0]
    if not reason:
        reason = finder.reason(span.forms[0], span.via, surface)
    one = len(entities) == 1
    start = offset + passage.tokens[span.first].start
    return Mention(
        start=start,
        end=start + len(surface),
        text=surface,
        label=first.label,
        kb_id=first.id if one else "",
        name=first.name if one else "",
        score=span.score,
        status="linked" if one else "ambiguous",
        via=span.via,
        reason=reason if one else "may be " + " or ".join(e.name for e in entities),
        candidates=() if one else tuple(e.id for e in entities),
    )


def _last_dot(passage: Passage, span: Span) -> str:
    """The dot that belongs to letters with a dot after each: ``U.S.``, ``Иванов И. И.``."""
    last = span.last - 1
    if last == span.first or len(passage.tokens[last].text) > 1 or not passage.gap(last - 1).startswith("."):
        return ""
    end = passage.tokens[last].end
    return "." if passage.text[end : end + 1] == "." else ""
