"""Accuracy of annotation on articles: make bench-annotate DATA=FOLDER

FOLDER has sets of annotated articles with a gazetteer each, described in ``articles.py``. A set is run with fewer or more
listed names (canonical, lemmas, surfaces); the seed articles with their persons and 1,750 distractors, names only.

  P R F1   mentions: exact span and right entity       doc F1   the set of entities of each article
  recall   for names written like a listed name of the entity (up to letter case and accents) and for the others; then for
           names in their dictionary form (as the gold gives it) and for the others
  missed, wrong   classes of errors, each with its most frequent cases

The whole gazetteer is loaded, products and events as organizations, and scored on persons (PER), and on persons,
organizations and places (ALL); ``--typed`` loads only what is scored. Ambiguous mentions are not counted as found.
``--strangers N`` adds N persons that no article mentions (distractors) and prints the effect.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from annotate_errors import is_base_form, is_listed, missed_because, shares, wrong_because
from articles import FLAVOURS, SEEDS, Bench, Judged, judge, precision_recall_f1, read

from translit.annotation.annotator import Annotator
from translit.model import Mention

SCORED = {"PER": ("PER",), "ALL": ("PER", "ORG", "LOC")}
RUNS = (*(f"slavic/{flavour}" for flavour in FLAVOURS), "english/lemmas", "russian/lemmas", SEEDS)
CHOICES = (*(f"{name}/{flavour}" for name in ("slavic", "english", "russian") for flavour in FLAVOURS), SEEDS)
CASES = 4  # of a class of errors, shown

Found = list[Sequence[Mention]]  # for each article


class Results:
    """The mentions that an annotator finds in the articles of a benchmark, by scored categories."""

    def __init__(self, bench: Bench, options: argparse.Namespace) -> None:
        self.bench = bench
        self.judged: dict[str, list[Judged]] = {}
        self.mentions: dict[str, Found] = {}
        found: Found = []
        for name, types in scored(bench).items():
            if options.typed or not found:
                annotator = Annotator(bench.gazetteer(types if options.typed else None, options.cache))
                found = [annotator.annotate(article.text).mentions for article in bench.articles]
            self.mentions[name] = found
            self.judged[name] = [judge(bench, a, m, types) for a, m in zip(bench.articles, found, strict=True)]

    def f1(self, name: str) -> float:
        """The F1 of mentions of the categories called ``name``."""
        return precision_recall_f1(_sum(self.judged[name]))[2]


def scored(bench: Bench) -> dict[str, Collection[str]]:
    """The categories to score by name; the seeds' gazetteer has persons only."""
    return {name: types for name, types in SCORED.items() if name == "PER" or bench.name.split("+")[0] != SEEDS}


def _sum(judged: Sequence[Judged]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in judged:
        total.update(one.counts)
    return total


def print_scores(results: Results) -> None:
    """One row for all articles and for each language and topic."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, article in enumerate(results.bench.articles):
        for group in ("all", f"lang {article.lang}", f"topic {article.topic}"):
            groups[group].append(place)
    names = list(results.judged)
    print(f"  {'':<26} {'docs':>5}" + "".join(f" | {n + ' gold':>9}     P     R    F1 doc F1" for n in names))
    for group in sorted(groups):
        row = f"  {group:<26} {len(groups[group]):>5}"
        for name in names:
            counts = _sum([results.judged[name][place] for place in groups[group]])
            parts = (*precision_recall_f1(counts), precision_recall_f1(counts, "doc ")[2])
            row += (
                f" | {counts['right'] + counts['missed']:>9} "
                + " ".join(f"{p:.3f}" for p in parts[:3])
                + f"  {parts[3]:.3f}"
            )
        print(row)


def print_errors(results: Results, name: str) -> None:
    """Recall by kind of name, and the classes of errors."""
    bench, judged = results.bench, results.judged[name]
    hits = [(mark, key in one.found) for one in judged for key, mark in one.gold.items()]
    print(f"  {name} recall: as listed / otherwise {shares((is_listed(bench, m), hit) for m, hit in hits)};", end=" ")
    print(f"dictionary form / other form {shares((is_base_form(m), hit) for m, hit in hits)}")
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for article, mentions, one in zip(bench.articles, results.mentions[name], judged, strict=True):
        for key in one.gold.keys() - one.found.keys():
            mark = one.gold[key]
            missed[missed_because(bench, article, mark, mentions)][f"{mark.surface} ({mark.entity})"] += 1
        for key in one.found.keys() - one.gold.keys():
            mention = one.found[key]
            wrong[wrong_because(bench, article, mention)][f"{mention.text} ({mention.kb_id})"] += 1
    for what, classes in (("missed", missed), ("wrong", wrong)):
        print(f"  {name} {what} {sum(c.total() for c in classes.values())}")
        for cause, cases in sorted(classes.items(), key=lambda c: (-c[1].total(), c[0])):
            common = sorted(cases.items(), key=lambda c: (-c[1], c[0]))[:CASES]
            print(
                f"    {cases.total():>5} {cause:<22} "
                + ", ".join(f"{n} {' '.join(case.split())}" for case, n in common)
            )


def print_strangers(before: Results, after: Results, count: int) -> None:
    """Print how many of the added distractors were linked, and the effect on F1."""
    added = after.bench.strangers - before.bench.strangers
    found = [m for one in after.judged["PER"] for m in one.found.values() if m.kb_id in added]
    linked = Counter(f"{m.text} ({after.bench.listed[m.kb_id][0]})" for m in found)
    change = ", ".join(
        f"F1 {n} {before.f1(n):.3f} to {after.f1(n):.3f} ({after.f1(n) - before.f1(n):+.3f})" for n in before.judged
    )
    print(f"  {count:,} strangers added: {linked.total()} linked; {change}")
    for case, n in sorted(linked.items(), key=lambda c: (-c[1], c[0])):
        print(f"    {n:>5} {case}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--runs", nargs="+", choices=CHOICES, default=RUNS, metavar="SET/FLAVOUR", help=", ".join(CHOICES)
    )
    parser.add_argument("--limit", type=int, help="at most so many articles of a set, evenly spaced")
    parser.add_argument("--typed", action="store_true", help="load only entities of the categories that are scored")
    parser.add_argument("--strangers", type=int, metavar="N", help="run again with so many strangers added")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="keep compiled gazetteers here")
    options = parser.parse_args()
    for run in options.runs:
        bench = read(options.data, run, options.limit)
        nameless = sum(not names for names in bench.listed.values())
        print(f"\n{run}{', typed' if options.typed else ''}: {len(bench.articles)} articles,", end=" ")
        print(f"{len(bench.listed):,} entities, {nameless:,} of them left out for want of a name")
        results = Results(bench, options)
        print_scores(results)
        for name in results.judged:
            print_errors(results, name)
        if options.strangers:
            more = Results(bench.with_strangers(options.data, options.strangers), options)
            print_strangers(results, more, options.strangers)


if __name__ == "__main__":
    main()
