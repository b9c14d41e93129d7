"""Resolving: one article at a time decides which of the candidate spans are mentions, and of whom.

Longer names win over names inside them; a full name is the antecedent of its bare family name; relatives and namesakes
block each other; what two entities may claim and nothing tells apart is ambiguous; what nobody claims is left out (NIL).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from translit.annotation.coreference.antecedents import FamilyNames
from translit.annotation.coreference.clubs import clubs_for_towns, is_about_sport
from translit.annotation.coreference.family_names import BareFamilyNames
from translit.annotation.coreference.given_names import given_name_spans
from translit.annotation.coreference.short_forms import short_form_spans, short_forms_in_context
from translit.annotation.coreference.strangers import placed_among_strangers
from translit.annotation.disambiguation import (
    Disambiguator,
    resolve_overlaps,
    told_by_quotes,
)
from translit.annotation.doubtful_names import is_rather_adjective, needs_article, supported, with_context
from translit.annotation.home_bodies import at_home, is_body_alone, is_body_to_be_placed
from translit.annotation.mention_detection import DetectedMentions
from translit.annotation.parts_of_names import without_beginnings, without_ends, without_parts_of_names
from translit.annotation.spans import CandidateSpan
from translit.annotation.words import MEMO, LoneSurnames
from translit.config import MIN_LINK_SCORE, Config
from translit.gazetteer import Gazetteer
from translit.match.explain import Reason, render
from translit.match.features import TEXT
from translit.match.features.context import Article
from translit.match.listed_reasons import reason_in_text
from translit.model import Evidence, Explanation, Match, Mention, Part, Status
from translit.text.chunks import QUOTATIONS
from translit.text.document import Document
from translit.text.patterns import regex

_OPENS_QUOTE = regex(rf"(?<=\s)[{''.join(QUOTATIONS)}]")


class Resolver:
    """Decides which candidate spans of a text are mentions of the entities of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, config: Config, lone: LoneSurnames) -> None:
        self._gazetteer = gazetteer
        self._config = config
        self._disambiguator = Disambiguator(gazetteer)
        self._family_names = BareFamilyNames(gazetteer, FamilyNames(gazetteer), lone)
        self._rendered = lru_cache(maxsize=MEMO)(partial(render, gazetteer=gazetteer))
        self._listed = lru_cache(maxsize=MEMO)(reason_in_text)

    def mentions(self, detected: DetectedMentions, offset: int) -> Iterator[Mention]:
        """Yield the mentions of a text that begins at ``offset`` of a longer one, in text order."""
        least = max(MIN_LINK_SCORE, self._config.threshold)
        types = self._config.types
        kept = (s for s in self.decided(detected) if s.score >= least and (not types or s.entities[0].type in types))
        return (self._mention(detected.document, span, offset) for span in kept)

    def explained(self, detected: DetectedMentions, offset: int) -> Iterator[tuple[Mention, Evidence]]:
        """Yield all candidates that no likelier one covers, as mentions, with the evidence that makes their scores."""
        for span in self.decided(detected):
            yield self._mention(detected.document, span, offset), _evidence(span)

    def whole(self, detected: DetectedMentions) -> list[Match]:
        """Return whom a text means that is nothing but one name, several entities if it is ambiguous; none if nobody."""
        found = self.decided(detected)
        if len(found) != 1 or found[0].last - found[0].first < len(detected.document.tokens):
            return []
        span = found[0]
        if span.score < max(MIN_LINK_SCORE, self._config.threshold):
            return []
        status: Status = "ambiguous" if len(span.entities) > 1 else "linked"
        reason = self._reason(detected.document, span, detected.document.surface(span.first, span.last))
        why = Explanation(partial(self._sentence, reason), _evidence(span))
        return [Match(f.entity, span.score, status, span.method, f.text, why) for f in span.forms]

    def decided(self, detected: DetectedMentions) -> list[CandidateSpan]:
        """Return disjoint spans with all their evidence, in text order; names that tell by themselves explain others.

        Spans that are less likely mentions than not are among them, where no likelier one covers their tokens.
        """
        document = detected.document
        at_bodies = {s.first for s in detected.spans if is_body_to_be_placed(s)}
        shorts = [s for s in short_form_spans(detected, self._gazetteer) if s.first not in at_bodies]
        found = without_parts_of_names(self._gazetteer, document, detected.spans)
        found += (s.span for s in shorts if s.is_sure)
        sure_or_place = (s for s in found if not s.needs_context or _is_place(document, s))
        article = _article(document, resolve_overlaps(sure_or_place))
        article = article._replace(known=article.known | self._family_names.alone_before(document, found))
        placed = without_beginnings(placed_among_strangers(detected, article, found))
        named = resolve_overlaps(placed)
        bodies = [s for s in placed if is_body_to_be_placed(s)]
        waiting = [s for s in named if s.needs_context and s.first not in at_bodies]
        named = self._disambiguator.with_word_before(document, article, named)
        free = [s for s in named if not s.needs_context and not is_rather_adjective(document, s)]
        doubtful = [s for s in free if needs_article(document, s)]
        alone = [s for s in free if is_body_alone(document, s)]
        in_doubt = {s.first for s in (*doubtful, *alone)}
        decided = self._disambiguator.disambiguate([s for s in free if s.first not in in_doubt])
        decided = told_by_quotes(document, decided)
        decided = without_ends(document, clubs_for_towns(document, article, shorts, decided))
        sure = _likely(decided)
        for find in (
            partial(self._family_names.spans, detected, article),
            partial(at_home, document, [*alone, *bodies]),
            lambda sure: self._disambiguator.disambiguate(with_context(waiting, sure)),
            lambda sure: self._disambiguator.disambiguate(supported(document, doubtful, sure)),
            partial(short_forms_in_context, self._gazetteer, detected, article, shorts, is_about_sport(shorts)),
            partial(given_name_spans, self._gazetteer, detected, article),
        ):
            found = list(find(sure))
            decided += found
            sure += _likely(found)
        return resolve_overlaps(decided)

    def _mention(self, document: Document, span: CandidateSpan, offset: int) -> Mention:
        surface = document.surface(span.first, span.last)
        surface += _last_dot(document, span) or _own_genitive(document, span) or _closing_quote(document, span, surface)
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
            reason=self._sentence(self._reason(document, span, surface)),
            candidates=() if is_linked else tuple(e.id for e in span.entities),
        )

    def _reason(self, document: Document, span: CandidateSpan, surface: str) -> Reason:
        """Return why a span is a mention."""
        if len(span.entities) > 1:
            return Reason("ambiguous", entities=span.entities)
        if span.reason is not None:
            return span.reason
        form, lang = span.forms[0], document.lang
        if span.way == "state body":
            return Reason("body alone", form)
        if span.way in ("listed", "country", "other case"):
            reason = self._listed(form, surface, lang, span.way == "listed")
            is_named = span.way == "country" and reason.code == "spelling"
            return Reason("native name", form, lang=lang) if is_named else reason
        if span.way == "given and family":
            words = {t.folded for t in document.tokens[span.first : span.last]}
            as_listed = words <= {p.word.folded for p in form.name.parts}
            return Reason("given and family" if as_listed else "full name in other case", form)
        return Reason("short form", form) if span.method == "short" else Reason("spelling", form, surface, lang=lang)

    def _sentence(self, reason: Reason) -> str:
        # Entities cannot be hashed; the reasons that have some are cheap to word.
        return render(reason, self._gazetteer) if reason.entities else self._rendered(reason)


def _evidence(span: CandidateSpan) -> Evidence:
    parts = (Part(name.replace("_", " "), "", "", bits) for name, bits in TEXT.bits(span.values))
    return Evidence(tuple(parts))


def _likely(spans: Iterable[CandidateSpan]) -> list[CandidateSpan]:
    return [s for s in spans if s.is_likely]


def _article(document: Document, named: Iterable[CandidateSpan]) -> Article:
    """Return what an article names, by the spans that are likely to be mentions.

    What needs context is named by none, but no part of a name beside it.
    """
    surfaces: dict[str, set[str]] = {}
    known: set[int] = set()
    countries: dict[str, str] = {}
    for span in named:
        if span.needs_context:
            known.update(range(span.first, span.last))
        elif span.is_likely and len(span.entities) == 1:
            folded = [t.folded for t in document.tokens[span.first : span.last]]
            surfaces.setdefault(span.entities[0].id, set()).add(" ".join(folded))
            countries[span.entities[0].id] = span.entities[0].country
            known.update(range(span.first, span.last))
    by_country = Counter(countries.values())
    return Article({id: frozenset(found) for id, found in surfaces.items()}, by_country, known)


def _is_place(document: Document, span: CandidateSpan) -> bool:
    """Return True for the name of a place after a preposition before places: *a Roma Volodymyr Zelensky*."""
    return span.entities[0].type == "place" and document.is_after_place_preposition(span.first)


def _last_dot(document: Document, span: CandidateSpan) -> str:
    """Return the dot that belongs to letters with a dot after each: ``U.S.``, ``Иванов И. И.``."""
    last = span.last - 1
    if (
        last == span.first
        or len(document.tokens[last].text) > 1
        or not (span.method == "surname" or document.gap(last - 1).startswith("."))
    ):
        return ""
    end = document.tokens[last].end
    return "." if document.text[end : end + 1] == "." else ""


def _own_genitive(document: Document, span: CandidateSpan) -> str:
    """Return the genitive ending of English that belongs to a name: ``Standard & Poor's``."""
    end = document.tokens[span.last - 1].end
    written = document.text[end : end + 2]
    return written if written in ("'s", "’s") and span.forms[0].text.endswith(("'s", "’s")) else ""


def _closing_quote(document: Document, span: CandidateSpan, surface: str) -> str:
    """Return the sign that closes a quotation which begins inside a name: ``ООО «Ромашка»``."""
    opened = _OPENS_QUOTE.search(surface)
    end = document.tokens[span.last - 1].end
    sign = document.text[end : end + 1]
    return sign if opened and sign and sign in QUOTATIONS[opened[0]] and sign not in surface[opened.end() :] else ""
