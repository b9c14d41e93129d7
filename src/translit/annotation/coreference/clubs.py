"""Clubs that the press calls by their towns: *Milan beat Torino 1:0*, *FC København*.

In an article on sport, or beside a score or words of sport, the name of a town is that of its club. If no such club is
listed, it is still no town where a score or a word for a club stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from translit.annotation.coreference.short_forms import ShortFormSpan
from translit.annotation.spans import CandidateSpan
from translit.match.features.context import Article
from translit.names.countries import is_country
from translit.text.document import Document
from translit.text.lexicon import lexicon, sport_words
from translit.text.patterns import regex
from translit.text.tokens import fold_words

_CLUBS = 3  # of which an article is about sport
_LOOKED_AT = 80  # characters before and after a name: about a sentence
_WORDS = 2  # of sport in these: one alone (goal, match) has other meanings, too
_GOALS = r"\d ?[-–:] ?\d(?![\w:.-])"  # one figure each: 10:56 is a time
_SCORE_AFTER = regex(rf"(?: [-–—] [^\W\d_]{{2,24}})?(?: [-–—])? \(?{_GOALS}")  # Milan — Torino - 1:0
_SCORE = regex(rf"(?<![\w:.-]){_GOALS}")


def is_about_sport(shorts: Sequence[ShortFormSpan]) -> bool:
    """Return True if an article names enough clubs."""
    return len({id for s in shorts for id, kind in s.kinds.items() if kind == "club"}) >= _CLUBS


def clubs_for_towns(
    document: Document, article: Article, shorts: Sequence[ShortFormSpan], named: Sequence[CandidateSpan]
) -> list[CandidateSpan]:
    """Return the spans with clubs for towns where sport is meant: ``Barcelona 3, Sevilla 1``, not ``in Barcelona``."""
    about_sport = is_about_sport(shorts)
    clubs = {(s.first, s.last): s for s in shorts if set(s.kinds.values()) == {"club"} and len(s.kinds) == 1}
    out = []
    for span in named:
        if _is_team_of_firm(span) and (about_sport or _is_beside_sport(document, span)):
            continue
        if not all(f.entity.type == "place" for f in span.forms) or document.is_after_place_preposition(span.first):
            out.append(span)
        elif (club := clubs.get((span.first, span.last))) and (
            about_sport or _is_beside_sport(document, span) or _is_team(document, span)
        ):
            out.append(club.span.placed(document, article))
        elif club or not (_is_of_club(document, span) or _is_team(document, span)):
            out.append(span)
    return out


def _end(document: Document, span: CandidateSpan) -> int:
    return document.tokens[span.last - 1].end


def _is_beside_sport(document: Document, span: CandidateSpan) -> bool:
    """Return True if a score stands after a name, or words of sport, of which a score is one, around it."""
    start, end = document.tokens[span.first].start, _end(document, span)
    if _SCORE_AFTER.match(document.text, end):
        return True
    around = document.text[max(0, start - _LOOKED_AT) : end + _LOOKED_AT]
    found = len(sport_words(document.lang).intersection(fold_words(around)))
    return found + bool(_SCORE.search(around)) >= _WORDS


def _is_team_of_firm(span: CandidateSpan) -> bool:
    """Return True for the bare name of a firm whose team bears it."""
    firm = span.entities[0]
    is_firm = firm.type == "organization" and span.last - span.first == 1
    return is_firm and " ".join(fold_words(firm.name)) in lexicon().named_things["team of firm"]["en"]


def _is_team(document: Document, span: CandidateSpan) -> bool:
    """Return True if a word beside a town or state tells its team: *the Ohio coach*, *the match against Perth*."""
    words, lang = lexicon().named_things, document.lang or ""
    is_team = document.word_after(span.last - 1) in words["player"].get(lang, ()) or (
        document.word_before(span.first) in words["opponent"].get(lang, ()) and _is_beside_sport(document, span)
    )
    return is_team and not is_country(span.entities[0].name)


def _is_of_club(document: Document, span: CandidateSpan) -> bool:
    """Return True if a score stands after a town, or a word for a club in capitals beside it: *FC København*."""
    if _SCORE_AFTER.match(document.text, _end(document, span)):
        return not is_country(span.entities[0].name)  # a national team is called by its country
    before = span.first > 0 and document.joined[span.first - 1] and document.tokens[span.first - 1]
    after = document.joined[span.last - 1] and document.tokens[span.last]
    meanings = lexicon().generic_phrases.meanings
    return any(t and t.is_all_caps and meanings.get(t.folded) == "club" for t in (before, after))
