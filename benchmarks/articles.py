"""Annotated articles with their gazetteer, and the counting of right answers, for ``annotate.py``.

A line of ``NAME_dev.jsonl.gz`` has ``doc_id``, ``lang``, ``topic``, ``text`` and ``mentions``, each with ``start``, ``end``
(code points), ``surface``, ``lemma``, ``category`` and ``entity_id``; an ``optional`` mention is neither required nor
wrong. With ``eval_span`` only that part of the text counts. A line of ``NAME_kb.jsonl.gz`` has ``entity_id``, ``type``,
``canonical``, ``aliases`` (base forms) and ``surfaces`` (forms met in text), the last two with ``text``.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from bench_data import TYPES, compiled, every_kth, lines

from translit.gazetteer import Gazetteer
from translit.model import Mention
from translit.text.tokens import fold_words

FLAVOURS = ("canonical", "lemmas", "surfaces")
"""The listed names of an entity: the canonical name; the aliases; the aliases and the surface forms in the texts."""
ROOT = Path(__file__).resolve().parents[1]
SEEDS = "seeds"
PEOPLE = 11  # persons of the seeds; the rest of their gazetteer are distractors
GOLD_IDS = {"Maria Kolesnikova": "maria-kalesnikava", "Veronika Tsepkalo": "veranika-tsapkala"}
"""Ids of the seeds' persons in ``tests/gold`` that do not follow from their names."""


class Mark(NamedTuple):
    """A name of the gold annotation."""

    start: int
    end: int
    entity: str
    surface: str
    lemma: str
    category: str
    optional: bool


class Article(NamedTuple):
    """An annotated text; only names between ``start`` and ``end`` count."""

    lang: str
    topic: str
    text: str
    marks: tuple[Mark, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Bench:
    """Articles and their gazetteer: for every entity its category and its listed names."""

    name: str
    articles: Sequence[Article]
    categories: Mapping[str, str]
    listed: Mapping[str, tuple[str, ...]]
    strangers: frozenset[str] = frozenset()

    def gazetteer(self, types: Collection[str] | None, kept: Path | None) -> Gazetteer:
        """Return the gazetteer of the entities that have names, optionally of some categories only."""
        rows: Iterator[dict[str, Any]] = (
            {"id": id, "name": names[0], "type": TYPES.get(self.categories[id], "organization"), "aliases": names[1:]}
            for id, names in self.listed.items()
            if names and (types is None or self.categories[id] in types)
        )
        return compiled(self.name.replace("/", "-"), rows, kept)

    def with_strangers(self, data: Path, count: int) -> Bench:
        """Return the same with distractors added: persons with no name that is already listed."""
        taken = {fold_words(name) for names in self.listed.values() for name in names}
        entries = (e for e in lines(data / "retrieval" / "ep_politicians" / "kb.jsonl.gz") if e["type"] == "PER")
        new = {e["name"]: f"stranger-{e['id']}" for e in entries if fold_words(e["name"]) not in taken}
        added = {id: (name,) for name, id in islice(new.items(), count)}
        if len(added) < count:
            sys.exit(f"there are only {len(added):,} strangers")
        categories = {**self.categories, **dict.fromkeys(added, "PER")}
        return replace(
            self, name=f"{self.name}+{count}", categories=categories, listed={**self.listed, **added},
            strangers=self.strangers | added.keys(),
        )  # fmt: skip

    def without_half(self, half: int) -> Bench:
        """Return the same with half 0 or half 1 of the entities left out of the gazetteer: they keep no name.

        Entities that share a listed name stay together: often they are one entity that the gold has under two ids.
        """
        first: dict[tuple[str, ...], str] = {}
        like = {id: id for id in self.listed}

        def group(id: str) -> str:
            while like[id] != id:
                like[id] = id = like[like[id]]
            return id

        for id, names in self.listed.items():
            for name in names:
                a, b = sorted((group(first.setdefault(fold_words(name), id)), group(id)))
                like[b] = a
        listed = {
            id: () if hashlib.sha256(group(id).encode()).digest()[0] % 2 == half else names
            for id, names in self.listed.items()
        }
        return replace(self, name=f"{self.name}-without-half-{half}", listed=listed)


def read(data: Path, name: str, most: int | None) -> Bench:
    """Return the articles and the gazetteer called ``set/flavour``, or those of the seeds; at most ``most`` articles."""
    if name == SEEDS:
        return _seeds(data, most)
    folder, flavour = name.split("/")
    kb = list(lines(data / f"{folder}_kb.jsonl.gz"))
    articles = [_article(row) for row in every_kth(list(lines(data / f"{folder}_dev.jsonl.gz")), most)]
    listed = {e["entity_id"]: _names(e, flavour) for e in kb}
    return Bench(name, articles, {e["entity_id"]: e["type"] for e in kb}, listed)


def _names(entry: dict[str, Any], flavour: str) -> tuple[str, ...]:
    aliases = [a["text"] for a in entry["aliases"]]
    names = {
        "canonical": [entry["canonical"] or "", *aliases[: not entry["canonical"]]],
        "lemmas": aliases,
        "surfaces": [*aliases, *(s["text"] for s in entry["surfaces"])],
    }[flavour]
    return tuple(dict.fromkeys(n.strip() for n in names if any(c.isalnum() for c in n)))


def _article(row: dict[str, Any]) -> Article:
    marks = tuple(
        Mark(m["start"], m["end"], m["entity_id"], m["surface"], m["lemma"], m["category"], bool(m.get("optional")))
        for m in row["mentions"]
    )
    start, end = row.get("eval_span") or (0, len(row["text"]))
    return Article(row["lang"], row["topic"], row["text"], marks, start, end)


def _seeds(data: Path, most: int | None) -> Bench:
    """Return the seed articles with their persons and many distractors, names only."""
    kb = list(lines(data / "seeds_distract_kb.jsonl.gz"))
    ids = [GOLD_IDS.get(e["canonical"], e["canonical"].lower().replace(" ", "-")) for e in kb[:PEOPLE]]
    ids += [e["entity_id"] for e in kb[PEOPLE:]]
    articles = []
    for line in (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        with (ROOT / "seeds" / row["article"]).open(encoding="utf-8", newline="") as file:
            text = file.read()
        marks = tuple(
            Mark(m["start"], m["end"], m["entity"], m["surface"], m["surface"], m["type"], bool(m.get("optional")))
            for m in row["mentions"]
        )
        articles.append(Article("en", row["article"].split("_")[0], text, marks, 0, len(text)))
    listed = {id: (e["canonical"],) for id, e in zip(ids, kb, strict=True)}
    categories = {id: e["type"] for id, e in zip(ids, kb, strict=True)}
    return Bench(SEEDS, every_kth(articles, most), categories, listed, frozenset(ids[PEOPLE:]))


class Judged(NamedTuple):
    """One article's names of some categories: required, found (and linked), and optional."""

    gold: Mapping[tuple[int, int, str], Mark]
    found: Mapping[tuple[int, int, str], Mention]
    optional: frozenset[str]

    @property
    def counts(self) -> Counter[str]:
        """Right, wrong and missed mentions; the same for the article's set of entities, with ``doc`` before."""
        asked, given = {key[2] for key in self.gold}, {key[2] for key in self.found}
        return Counter({
            "right": len(self.gold.keys() & self.found.keys()),
            "wrong": len(self.found.keys() - self.gold.keys()),
            "missed": len(self.gold.keys() - self.found.keys()),
            "doc right": len(asked & given),
            "doc wrong": len(given - asked - self.optional),
            "doc missed": len(asked - given),
        })  # fmt: skip


def judge(bench: Bench, article: Article, mentions: Sequence[Mention], types: Collection[str]) -> Judged:
    """Compare what was found in an article with the gold: exact span and right entity.

    Required are names of these categories whose entities are of these categories, too. Linked mentions of entities of
    other categories do not count.
    """
    gold, optional = {}, {}
    for mark in article.marks:
        if mark.category in types and bench.categories.get(mark.entity) in types:
            (optional if mark.optional else gold)[mark.start, mark.end, mark.entity] = mark
    found = {
        (m.start, m.end, m.kb_id): m
        for m in mentions
        if m.status == "linked" and bench.categories[m.kb_id] in types
        and article.start <= m.start and m.end <= article.end and (m.start, m.end, m.kb_id) not in optional
    }  # fmt: skip
    return Judged(gold, found, frozenset(key[2] for key in optional))


def precision_recall_f1(counts: Mapping[str, int], prefix: str = "") -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right, wrong, missed = (counts[prefix + what] for what in ("right", "wrong", "missed"))
    precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)
