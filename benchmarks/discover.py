"""Whether unlisted names are found and clustered rightly: make bench-discover DATA=FOLDER

The articles of ``slavic_dev`` without any gazetteer. B-cubed (Bagga and Baldwin 1998) of mentions of persons, in each
language by itself and in all languages together. A person that we miss has recall 0. One that the annotation lacks has
precision 0 (``own, all``) or is left out (``own mentions``), for the annotation is incomplete; ``found ones only`` leaves
out what we miss, too, and ``gold mentions`` has the mentions of the annotation given. Peoples and members of parties, which
the annotation has among the persons with ids of places and organizations, are no persons here. The baselines cluster the
mentions of the annotation: equal strings, and strings whose ``token_set_ratio`` is 90 or more.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from bench_data import lines
from rapidfuzz import fuzz, process

from translit.corpus.article_names import DROPPED, NameCount, counted, grouped
from translit.corpus.clusters import clusters
from translit.corpus.unlisted_names import NameSpan, ReadText, read_names
from translit.text.document import language_of
from translit.text.reading_view import reading_view

Place = tuple[str, int, int]
Labels = dict[Place, Hashable]
PERSON = "PER-"


def b_cubed(
    gold: Mapping[Place, Hashable], found: Mapping[Place, Hashable], also: Set[Place] = frozenset()
) -> tuple[float, float, float]:
    """Return precision, recall and F1: what is not found has recall 0, ``also`` precision 0 if the annotation lacks it."""
    both = [place for place in gold if place in found]
    counted = [*both, *(also - gold.keys())]
    of_gold, of_found, of_both = (defaultdict[Hashable, int](int) for _ in range(3))
    for place in gold:
        of_gold[gold[place]] += 1
    for place in counted:
        of_found[found[place]] += 1
    for place in both:
        of_both[gold[place], found[place]] += 1
    precision = sum(of_both[gold[p], found[p]] / of_found[found[p]] for p in both) / max(1, len(counted))
    recall = sum(of_both[gold[p], found[p]] / of_gold[gold[p]] for p in both) / max(1, len(gold))
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def gold_of(articles: Iterable[dict[str, Any]]) -> tuple[Labels, dict[Place, str]]:
    """Return the persons of the annotation by their places, and how they are spelled."""
    labels: Labels = {}
    surfaces = {}
    for article in articles:
        for m in article["mentions"]:
            if m["category"] == "PER" and m["entity_id"].startswith(PERSON):
                place = article["doc_id"], m["start"], m["end"]
                labels[place], surfaces[place] = m["entity_id"], m["surface"]
    return labels, surfaces


def own_names(article: dict[str, Any]) -> ReadText:
    """Return the names that we find."""
    return read_names(article["text"])


def gold_names(article: dict[str, Any]) -> ReadText:
    """Return the mentions of the annotation."""
    marks = [m for m in article["mentions"] if m["category"] == "PER" and m["entity_id"].startswith(PERSON)]
    spans = tuple(
        NameSpan(m["start"], m["end"], m["surface"], "person") for m in sorted(marks, key=lambda m: m["start"])
    )
    return ReadText(reading_view(article["text"]), language_of(article["text"]), spans)


def clustered(
    articles: Iterable[dict[str, Any]], names: Callable[[dict[str, Any]], ReadText]
) -> tuple[Labels, dict[Place, str]]:
    """Return the cluster of every name that may be a person's, and the type of every name."""
    rows: list[NameCount] = []
    at: dict[Place, tuple[str, str]] = {}
    types: dict[Place, str] = {}
    for article in articles:
        read = names(article)
        groups = grouped(read.names, read.lang)
        rows += counted(read, groups)
        for span, (name, type_) in zip(read.names, groups, strict=True):
            if type_ == DROPPED:
                continue
            start, end = (
                (span.start, span.end) if names is gold_names else read.view.map.to_source(span.start, span.end)
            )
            place = article["doc_id"], start, end
            at[place], types[place] = (name, read.lang or ""), type_
    of = {
        (form.name, form.lang): (number, cluster.type)
        for number, cluster in enumerate(clusters(rows))
        for lemma in cluster.lemmas
        for form in lemma.forms
    }
    return (
        {place: of[name][0] if name in of else name for place, name in at.items()},
        {place: of[name][1] if name in of else types[place] for place, name in at.items()},
    )


def by_string(surfaces: Mapping[Place, str]) -> Labels:
    """Return equal strings as clusters."""
    return dict(surfaces)


def by_rapidfuzz(surfaces: Mapping[Place, str]) -> Labels:
    """Return strings as clusters that a chain of similar ones connects."""
    names = sorted(set(surfaces.values()))
    head = {name: name for name in names}

    def top(name: str) -> str:
        while head[name] != name:
            name = head[name]
        return name

    for name in names:
        for other, _, _ in process.extract(name, names, scorer=fuzz.token_set_ratio, score_cutoff=90, limit=None):
            head[top(other)] = top(name)
    return {place: top(name) for place, name in surfaces.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="how many split and merged persons to show")
    options = parser.parse_args()
    articles = list(lines(options.data / "slavic_dev.jsonl.gz"))
    languages = sorted({a["lang"] for a in articles})
    print(f"{'persons of':14} {'method':16} {'P':>6} {'R':>6} {'B3 F1':>6}   {'found P':>7} {'R':>6}")
    totals: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for lang in (*languages, "all together"):
        of_lang = [a for a in articles if lang in (a["lang"], "all together")]
        gold, surfaces = gold_of(of_lang)
        own, types = clustered(of_lang, own_names)
        everything = {
            (a["doc_id"], m["start"], m["end"]) for a in of_lang for m in a["mentions"] if m["category"] == "PER"
        }
        persons = {place for place, type_ in types.items() if type_ == "person"}
        right = len(persons & gold.keys())
        seen = f"{len(persons & everything) / max(1, len(persons)):7.3f} {right / len(gold):6.3f}"
        on_gold, _ = clustered(of_lang, gold_names)
        ways = {
            "own, all": own,
            "own mentions": own,
            "found ones only": {p: own[p] for p in gold if p in own},
            "gold mentions": on_gold,
            "equal strings": by_string(surfaces),
            "rapidfuzz": by_rapidfuzz(surfaces),
        }
        for way, found in ways.items():
            of_gold = gold if way != "found ones only" else {p: gold[p] for p in found}
            p, r, f = b_cubed(of_gold, found, persons if way == "own, all" else frozenset())
            totals[way].append((f, len(of_gold)))
            print(f"{lang:14} {way:16} {p:6.3f} {r:6.3f} {f:6.3f}   {seen if way == 'own mentions' else ''}")
    for way, figures in totals.items():
        mean = sum(f * n for f, n in figures[:-1]) / sum(n for _, n in figures[:-1])
        print(f"{'one language':14} {way:16} {'':13} {mean:6.3f}")
    if options.errors:
        show_errors(gold, surfaces, on_gold, options.errors)
    print(
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, {time.process_time():.0f} s of CPU time"
    )


def show_errors(gold: Labels, surfaces: Mapping[Place, str], found: Labels, most: int) -> None:
    """Show persons in several clusters, and clusters of several persons, those of most mentions first."""
    for title, one, other in (("split", gold, found), ("merged", found, gold)):
        parts: dict[Hashable, dict[Hashable, dict[str, int]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(int))
        )
        for place, label in one.items():
            if place in other:
                parts[label][other[place]][surfaces[place]] += 1
        sizes = {label: [sum(c.values()) for c in of_label.values()] for label, of_label in parts.items()}
        ranked = sorted(parts.items(), key=lambda item: max(sizes[item[0]]) - sum(sizes[item[0]]))
        for label, of_label in ranked[:most]:
            if len(of_label) > 1:
                print(f"{title} {label}: " + " | ".join(str(dict(c)) for c in of_label.values()))


if __name__ == "__main__":
    main()
