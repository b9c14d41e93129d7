"""Why a stretch of a text is not linked, for the reader who asks: what was found there, and what the article lacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from translit.annotation.doubtful_names import needs_article
from translit.annotation.spans import CandidateSpan
from translit.config import MIN_LINK_SCORE
from translit.gazetteer import Gazetteer
from translit.model import Evidence, Mention
from translit.text.common_words import common_words
from translit.text.document import Document, language_of
from translit.text.fold import fold
from translit.text.language import language_name
from translit.text.reading_view import reading_view
from translit.text.tokens import fold_words
from translit.text.zones import zones

if TYPE_CHECKING:
    from translit.annotation.annotator import Annotator
    from translit.annotation.mention_detection import DetectedMentions

Cause = Literal[
    "linked", "ambiguous", "below threshold", "needs context", "needs article", "address", "common word", "small letters",
    "family name", "known alone", "unknown",
]  # fmt: skip
"""``linked`` and ``ambiguous`` are of a stretch that is a mention after all."""


class WhyNot(NamedTuple):
    """Why a stretch of a text is not linked: a cause, a sentence for readers, and what was found there, if anything was."""

    cause: Cause
    sentence: str
    mention: Mention | None = None
    """The mention that the stretch is or lies in, or the candidate that is not likely enough to be one."""
    evidence: Evidence | None = None
    """The evidence that makes the score of that."""


def why_not(
    annotator: Annotator,
    detected: Callable[[str], Iterable[tuple[int, DetectedMentions]]],
    text: str,
    start: int,
    end: int,
) -> WhyNot:
    """Return why ``text[start:end]`` is not linked; ``detected`` finds the candidates in the pieces of a text."""
    view = reading_view(text)
    if not 0 <= start < end <= len(text):
        raise IndexError(f"there is nothing between {start} and {end} in a text of {len(text)} characters")
    for mention, evidence in annotator.explain(text):
        if mention.start < end and start < mention.end:
            return _of_candidate(mention, evidence, annotator.config.threshold)
    first, last = bisect_right(view.map.ends, start), bisect_left(view.map.starts, end)
    for offset, found in detected(view.text):
        tokens = found.document.tokens
        for span in found.spans:
            is_there = offset + tokens[span.first].start < last and first < offset + tokens[span.last - 1].end
            if is_there and (told := _of_span(found.document, span)) is not None:
                return told
    return _of_words(annotator.gazetteer, view.text, first, last, bool(annotator.lookup(view.text[first:last])))


def _of_candidate(mention: Mention, evidence: Evidence, threshold: float) -> WhyNot:
    """Return what is to be said of a stretch of which the annotator has weighed a reading."""
    least = max(threshold, MIN_LINK_SCORE)
    if mention.score >= least:
        ambiguous = mention.status == "ambiguous"
        told = f"“{mention.text}” is marked as {'ambiguous' if ambiguous else mention.name}: {mention.reason}"
        return WhyNot("ambiguous" if ambiguous else "linked", told, mention, evidence)
    beside = (
        p for p in evidence.parts if p.kind != "constant" and not p.kind.startswith("by ")
    )  # not how it was reached
    against = min(beside, key=lambda part: part.weight, default=None)
    most = f"; most against it speaks: {against.kind}" if against and against.weight < 0 else ""
    told = f"“{mention.text}” may be {_whom(mention)}, but its score {mention.score:.2f} is below {least:.2f}{most}"
    return WhyNot("below threshold", told, mention, evidence)


def _whom(mention: Mention) -> str:
    return mention.name or mention.reason.removeprefix("may be ")


def _of_span(document: Document, span: CandidateSpan) -> WhyNot | None:
    """Return why a listed name was not even weighed, if the article had to support it and does not."""
    surface, names = document.surface(span.first, span.last), " or ".join(e.name for e in span.entities)
    if span.needs_context:
        return WhyNot("needs context", f"“{surface}” means {names} only in a text that names it otherwise, too")
    if needs_article(document, span):
        told = f"“{surface}” is a common word or an acronym of many: it means {names} only where the text supports that"
        return WhyNot("needs article", told)
    return None


def _of_words(gazetteer: Gazetteer, text: str, start: int, end: int, is_known_alone: bool) -> WhyNot:
    """Return why nothing was found in ``text[start:end]``; it ``is_known_alone`` if a lookup of it has an answer."""
    words = text[start:end]
    if any(first < end and start < last for first, last in zones(text)):
        return WhyNot("address", f"“{words}” stands in an address, a path or code, which is not read as prose")
    folded, lang = fold_words(words), language_of(text)
    if len(folded) == 1 and fold(words) in common_words(lang):
        told = f"of {language_name(lang)}" if lang else "of some language; which one the text is in is not clear"
        return WhyNot("common word", f"“{words}” is a common word {told}")
    if words.islower():
        return WhyNot("small letters", f"“{words}” has no capital letter, and names in this text have one")
    bearers = gazetteer.surname_candidates(folded[0]) if len(folded) == 1 else ()
    if bearers:
        names = " or ".join(form.entity.name for form in bearers[:3])
        told = f"“{words}” is the family name of {names}, whom the text does not name in full; here it may be anybody’s"
        return WhyNot("family name", told)
    if is_known_alone:
        return WhyNot(
            "known alone", f"“{words}” is known as a name by itself, but nothing in this text makes it likely here"
        )
    return WhyNot("unknown", f"no listed name is like “{words}”")
