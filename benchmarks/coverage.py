"""How many of the entities that articles name are listed: make bench-coverage DATA=FOLDER

Counts the entities that an article of a set names at least twice, by class, and how many of them a gazetteer lists: by their
Wikidata id, or by name, if a name of the gold annotation (its base form, or the canonical name in the knowledge base) is a
listed name of an entity of that class that needs no context. ``in articles`` counts an entity once for each article,
``distinct`` once for a set. With ``--missing N`` the most frequent ones that are not listed follow.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench_data import lines

from translit.annotation.annotator import load
from translit.gazetteer import Gazetteer
from translit.gazetteer.surface_forms import listed_names
from translit.text.tokens import fold_words

SETS = ("slavic", "english", "russian")
TYPES = {"PER": "person", "ORG": "organization", "LOC": "place"}
OFTEN = 2  # mentions in an article; who is named once is mostly a passer-by


class Listed:
    """What a gazetteer lists: Wikidata ids, and names by type."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.ids = {id_ for e in gazetteer.entities.values() if (id_ := e.links.get("wikidata"))}
        self.names = {
            (entity.type, fold_words(name.text))
            for entity in gazetteer.entities.values()
            for name in listed_names(entity)
            if not name.needs_context
        }

    def has(self, id_: str, category: str, names: Iterable[str]) -> bool:
        """Return True if an entity of the gold annotation is listed."""
        return id_ in self.ids or any((TYPES[category], fold_words(name)) in self.names for name in names)


def named_often(data: Path, name: str) -> dict[tuple[str, str], tuple[int, set[str]]]:
    """Return the entities by id and category, each with how many articles name it often, and its names."""
    canonical = {entry["entity_id"]: entry["canonical"] for entry in lines(data / f"{name}_kb.jsonl.gz")}
    articles: Counter[tuple[str, str]] = Counter()
    names: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for article in lines(data / f"{name}_dev.jsonl.gz"):
        marks: list[dict[str, Any]] = [m for m in article["mentions"] if m["category"] in TYPES and m["entity_id"]]
        counts = Counter((m["entity_id"], m["category"]) for m in marks)
        for mark in marks:
            entity = mark["entity_id"], mark["category"]
            names[entity].add(mark.get("lemma") or mark["surface"])
        articles.update(entity for entity, count in counts.items() if count >= OFTEN)
    for entity in articles:
        if of_base := canonical.get(entity[0]):
            names[entity].add(of_base)
    return {entity: (count, names[entity]) for entity, count in articles.items()}


def main() -> None:
    """Print the share that is listed, for each set and class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gazetteer", nargs="*", default=["shipped"], help="files, stacked; default: the shipped one")
    parser.add_argument("--missing", type=int, default=0)
    options = parser.parse_args()
    gazetteer = load(*options.gazetteer).gazetteer
    listed = Listed(gazetteer)
    print(f"{len(gazetteer):,} entities, fingerprint {gazetteer.fingerprint}")
    print(f"{'set':9} {'class':5} {'in articles':>20} {'distinct':>20}")
    for name in SETS:
        found = named_often(options.data, name)
        is_listed = {entity: listed.has(*entity, names) for entity, (_, names) in found.items()}
        for category in (*TYPES, "all"):
            of_class = [entity for entity in found if category in ("all", entity[1])]
            counts = [(sum(found[e][0] for e in of_class if is_listed[e]), sum(found[e][0] for e in of_class))]
            counts.append((sum(is_listed[e] for e in of_class), len(of_class)))
            told = [f"{have:,} of {all_:,} {have / max(1, all_):6.1%}" for have, all_ in counts]
            print(f"{name:9} {category:5} {told[0]:>20} {told[1]:>20}")
        missing = sorted((-found[e][0], e) for e in found if not is_listed[e])[: options.missing]
        for count, entity in missing:
            print(f"  {-count:3} {entity[1]} {entity[0]}: {', '.join(sorted(found[entity][1])[:3])}")


if __name__ == "__main__":
    main()
