"""Resolving: one article at a time decides which of the candidate spans are mentions, and of whom.

Longer names win over names inside them; a full name is the antecedent of its bare family name; relatives and namesakes
block each other; what two entities may claim and nothing tells apart is ambiguous; what nobody claims is left out (NIL).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from translit.annotation.coreference.antecedents import FamilyNames
from translit.annotation.coreference.family_names import BareFamilyNames
from translit.annotation.coreference.given_names import given_name_spans
from translit.annotation.coreference.short_forms import clubs_for_towns, short_form_spans, short_forms_in_context
from translit.annotation.disambiguation import Disambiguator, resolve_overlaps
from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.spans import CandidateSpan, places_of
from translit.annotation.words import MEMO, LoneSurnames
from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.explain import Reason, listed, render
from translit.model import Mention
from translit.text.document import Document
from translit.text.tokens import fold_words


class Resolver:
    """Decides which candidate spans of a text are mentions of the entities of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, config: Config, lone: LoneSurnames) -> None:
        self._gazetteer = gazetteer
        self._config = config
        self._disambiguator = Disambiguator(gazetteer)
        self._family_names = BareFamilyNames(FamilyNames(gazetteer), lone)
        self._rendered = lru_cache(maxsize=MEMO)(partial(render, gazetteer=gazetteer))

    def mentions(self, detected: DetectedMentions, offset: int) -> Iterator[Mention]:
        """Yield the mentions of a text that begins at ``offset`` of a longer one, in text order."""
        decided = self._decided(detected)
        kept = sorted((s for s in decided if s.score >= self._config.threshold), key=lambda s: s.first)
        return (self._mention(detected.document, span, offset) for span in kept)

    def _decided(self, detected: DetectedMentions) -> list[CandidateSpan]:
        """Return the disjoint spans that are mentions: names that tell by themselves first, then what they explain."""
        shorts = short_form_spans(detected, self._gazetteer, self._config)
        named = resolve_overlaps([*detected.spans, *(s.span for s in shorts if s.is_sure)])
        waiting = [s for s in named if s.needs_context]
        decided = self._disambiguator.disambiguate([s for s in named if not s.needs_context])
        decided = clubs_for_towns(detected.document, shorts, decided)
        decided += self._family_names.spans(detected, decided)
        decided += self._disambiguator.disambiguate(_with_context(waiting, decided))
        decided += short_forms_in_context(detected, shorts, decided)
        decided += given_name_spans(detected, decided)
        return decided

    def _mention(self, document: Document, span: CandidateSpan, offset: int) -> Mention:
        surface = document.surface(span.first, span.last) + _last_dot(document, span)
        first, *others = span.entities
        is_linked = not others
        start = offset + document.tokens[span.first].start
        return Mention(
            start=start,
            end=start + len(surface),
            text=surface,
            label=first.label,
            kb_id=first.id if is_linked else "",
            name=first.name if is_linked else "",
            score=span.score,
            status="linked" if is_linked else "ambiguous",
            via=span.method,
            reason=self._sentence(_reason(span, surface)),
            candidates=() if is_linked else tuple(e.id for e in span.entities),
        )

    def _sentence(self, reason: Reason) -> str:
        # Entities cannot be hashed; the reasons that have some are cheap to word.
        return render(reason, self._gazetteer) if reason.entities else self._rendered(reason)


def _with_context(waiting: list[CandidateSpan], decided: list[CandidateSpan]) -> list[CandidateSpan]:
    """Return the spans that need context and have it: the article names their entity otherwise."""
    linked = {s.entities[0].id for s in decided if len(s.entities) == 1}
    taken = places_of(decided)
    free = (s for s in waiting if taken.isdisjoint(range(s.first, s.last)))
    meant = ((s, tuple(f for f in s.forms if f.entity.id in linked)) for s in free)
    return [s.narrowed(forms) for s, forms in meant if forms]


def _reason(span: CandidateSpan, surface: str) -> Reason:
    """Return why a span is a mention."""
    if len(span.entities) > 1:
        return Reason("ambiguous", entities=span.entities)
    if span.reason is not None:
        return span.reason
    form = span.forms[0]
    if span.method == "exact":
        words = fold_words(form.text)
        return listed(form) if fold_words(surface) in (words, words[1:]) else Reason("country", form)
    if span.method == "inflected":
        is_whole = len(fold_words(surface)) == len(fold_words(form.text))
        return Reason("other case" if is_whole else "full name in other case", form)
    return Reason("short form", form) if span.method == "short" else Reason("spelling", form, surface)


def _last_dot(document: Document, span: CandidateSpan) -> str:
    """Return the dot that belongs to letters with a dot after each: ``U.S.``, ``Иванов И. И.``."""
    last = span.last - 1
    if last == span.first or len(document.tokens[last].text) > 1 or not document.gap(last - 1).startswith("."):
        return ""
    end = document.tokens[last].end
    return "." if document.text[end : end + 1] == "." else ""
