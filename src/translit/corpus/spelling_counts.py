"""Who writes which spelling: :func:`audit` counts the spellings of every entity by outlet, or any other field, over time.

Only counts are in memory, not articles: as many as there are outlets, months and spellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import tee
from typing import Any, NamedTuple, overload

from translit.annotation.annotator import Annotator, Source, annotator_for
from translit.config import Config
from translit.match.spelling_origin import Origin, origin
from translit.model import AnnotatedText
from translit.text.document import language_of
from translit.text.tokens import fold_words

MONTH = len("2020-09")
_REACHED = {"exact": "listed name", "inflected": "case form", "short": "short form"}  # what needs no convention


class SpellingCount(NamedTuple):
    """How often an outlet writes one spelling of one entity, in one month."""

    group: str
    """The outlet, or whatever else the articles are grouped by; ``""`` if an article does not say."""
    month: str
    """``2020-09``; ``""`` if the articles are not told apart by time, or an article has no date."""
    entity_id: str
    entity_name: str
    type: str
    """``person``, ``organization`` or ``place``."""
    spelling: str
    """As it is written, without line breaks."""
    languages: str
    """The codes of the languages whose names are spelled so, joined by ``|``; more than one if they cannot be told apart."""
    convention: str
    """How it comes about, in words: ``English press from Russian``, ``Polish name``, ``canonical name``, ``listed name`` (a
    nickname, an acronym, a country in the language of the text), ``case form``, ``short form``; ``""`` if no convention
    writes exactly this."""
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True, repr=False)
class Audit(Sequence[SpellingCount]):
    """Who writes which spelling: a sequence of :class:`SpellingCount`, the most frequent entities and spellings first."""

    counts: tuple[SpellingCount, ...]
    articles: int
    """Articles that were read."""

    def __repr__(self) -> str:
        entities = len({count.entity_id for count in self.counts})
        return f"Audit({self.articles} articles, {entities} entities, {len(self.counts)} counts)"

    def __len__(self) -> int:
        return len(self.counts)

    @overload
    def __getitem__(self, place: int) -> SpellingCount: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[SpellingCount, ...]: ...
    def __getitem__(self, place: int | slice) -> SpellingCount | tuple[SpellingCount, ...]:
        return self.counts[place]


class SpellingCounter:
    """Counts the spellings of articles that are added one by one."""

    def __init__(self, annotator: Annotator) -> None:
        self._gazetteer = annotator.gazetteer
        self._articles = 0
        self._counts: dict[tuple[str, str, str, str, str | None, str], list[int]] = {}

    def add(self, annotated: AnnotatedText, group: str, month: str) -> None:
        """Count the linked names of an article."""
        self._articles += 1
        seen = set()
        lang = language_of(annotated.text) if annotated else None
        for mention in annotated:
            if mention.kb_id:
                spelling = " ".join(mention.text.split())
                key = (group, month, mention.kb_id, spelling, lang, _REACHED.get(mention.via, ""))
                count = self._counts.setdefault(key, [0, 0])
                count[0] += 1
                count[1] += key not in seen
                seen.add(key)

    def audit(self) -> Audit:
        """Return what has been counted."""
        total: dict[tuple[str, ...], int] = {}
        rows: dict[tuple[str, ...], SpellingCount] = {}
        origins: dict[tuple[str, str, str | None], Origin] = {}
        for (group, month, id_, spelling, lang, reached), (mentions, articles) in self._counts.items():
            entity = self._gazetteer.entities[id_]
            if (id_, spelling, lang) not in origins:
                origins[id_, spelling, lang] = origin(spelling, entity, lang)
            found = origins[id_, spelling, lang]
            how = str(found) or ("canonical name" if fold_words(spelling) == fold_words(entity.name) else reached)
            key = (group, month, id_, spelling, "|".join(found.languages), how)
            known = rows.get(key)
            if known:
                mentions, articles = mentions + known.mentions, articles + known.articles  # noqa: PLW2901
            rows[key] = SpellingCount(group, month, id_, entity.name, entity.type, *key[3:], mentions, articles)
        for row in rows.values():
            for part in ((row.entity_id,), (row.entity_id, row.spelling)):
                total[part] = total.get(part, 0) + row.mentions

        def order(row: SpellingCount) -> tuple[Any, ...]:
            return (
                -total[row.entity_id,],
                row.entity_id,
                -total[row.entity_id, row.spelling],
                row.spelling,
                *row[:2],
                row[6:8],
            )

        return Audit(tuple(sorted(rows.values(), key=order)), self._articles)


def audit(
    articles: Iterable[Mapping[str, Any]],
    *,
    by: str = "source",
    over: str = "date",
    text: str = "text",
    gazetteer: Source = None,
    config: Config | None = None,
) -> Audit:
    """Return who writes which spelling: how often each entity is spelled how, by outlet and month.

    Articles are read one by one; only counts stay in memory.

    Parameters
    ----------
    articles
        Records with a text and whatever else is known of each.
    by
        The field that names the outlet (or author, desk …).
    over
        The field with the date, ``2020-09-14…`` or a date object; of it, the month counts.
    text
        The field with the text.
    gazetteer, config
        A path, a gazetteer or ``None`` for the shipped one; settings, such as the threshold.

    Raises
    ------
    TypeError
        If the text of an article is not a string.

    Examples
    --------
    >>> news = [{"source": "A", "text": "Lukashenko in Minsk"}, {"source": "B", "text": "Lukashenka in Miensk"}]
    >>> [(count.group, count.spelling, count.convention) for count in audit(news)][:2]
    [('B', 'Lukashenka', 'English press from Belarusian'), ('A', 'Lukashenko', 'English press from Russian')]
    """
    annotator = annotator_for(gazetteer, config)
    counter = SpellingCounter(annotator)
    given, kept = tee(articles)
    for record, annotated in zip(kept, annotator.pipe(record[text] for record in given), strict=True):
        counter.add(annotated, group_of(record, by), month_of(record.get(over)))
    return counter.audit()


def group_of(record: Mapping[str, Any], by: str) -> str:
    """Return what an article is grouped by; ``""`` if it does not say."""
    value = record.get(by)
    return "" if value is None else str(value)


def month_of(date: object) -> str:
    """Return the month of a date, ``""`` for what is none.

    >>> month_of("2020-09-14T12:00"), month_of(None), month_of("yesterday")
    ('2020-09', '', '')
    """
    year, dash, month = str(date)[:MONTH].partition("-")
    return (
        f"{year}-{month}" if dash and len(year) == len("2020") and (year + month).isdecimal() and len(month) > 1 else ""
    )
