"""Links in annotated articles when the gazetteer lacks entities: make bench-open DATA=FOLDER

FOLDER has the sets of ``articles.py``. Three measures, all with default settings:

  entities left out   Half of a set's entities are dropped from its gazetteer: every link of their names is wrong. Both
                      halves are dropped in turn and the answers added up.
  reliability         For each method and tenth of the score with 100 links or more: the mean score and the share right,
                      with the whole gazetteer and with halves; and the precision of links that score .95 or more.
  shipped             The shipped gazetteer on the sets whose ids are Wikidata's: a link is right if the gold has the same
                      id there, wrong if it has another entity there, or a longer name around it that is another
                      entity's. Links where the gold has nothing, or an overlapping name, count neither way.

``--strangers N`` adds N persons that no article mentions, as ``annotate.py`` does.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from annotate import Results, print_strangers
from articles import Article, Bench, Mark, read

from translit.annotation.annotator import Annotator
from translit.model import Mention

RUNS = ("slavic/lemmas", "english/lemmas", "russian/lemmas")
WIKIDATA = ("english/lemmas", "russian/lemmas")
SCORED = frozenset({"PER", "ORG", "LOC"})
ENOUGH = 100  # links, for a row of the reliability
SURE = 0.95
WRONG = ("other entity", "in a longer name")


class Answer(NamedTuple):
    """A link, and whether it is right."""

    via: str
    score: float
    right: bool


def linked(annotator: Annotator, articles: Sequence[Article]) -> Iterator[tuple[Article, list[Mention]]]:
    """Yield each article with the linked mentions in the part that counts."""
    for article in articles:
        mentions = annotator.annotate(article.text)
        yield (
            article,
            [m for m in mentions if m.status == "linked" and article.start <= m.start and m.end <= article.end],
        )


def answers(bench: Bench, counts: Counter[str]) -> list[Answer]:
    """Annotate the articles with what ``bench`` lists; also count marks found, missed and those of dropped entities."""
    found = []
    for article, mentions in linked(Annotator(bench.gazetteer(None, None)), bench.articles):
        optional = {(m.start, m.end, m.entity) for m in article.marks if m.optional}
        marks = [m for m in article.marks if counted(bench, m) and not m.optional]
        gold = {(m.start, m.end, m.entity) for m in marks if bench.listed[m.entity]}
        links = {(m.start, m.end, m.kb_id): m for m in mentions if bench.categories[m.kb_id] in SCORED}
        found += [Answer(m.via, m.score, key in gold) for key, m in links.items() if key not in optional]
        counts["kept"] += len(gold)
        dropped = [m for m in marks if not bench.listed[m.entity]]
        counts["dropped"] += len(dropped)
        counts["taken"] += sum(any(overlap(mark, m) for m in mentions) for mark in dropped)
    return found


def counted(bench: Bench, mark: Mark) -> bool:
    """Return True if a mark is of a category that is scored, and so is its entity."""
    return mark.category in SCORED and bench.categories.get(mark.entity) in SCORED


def overlap(mark: Mark, mention: Mention) -> bool:
    """Return True if two names share a character."""
    return mention.start < mark.end and mark.start < mention.end


def print_links(what: str, found: Sequence[Answer], counts: Counter[str]) -> None:
    """One row: share of the links that are wrong, F1 of the names whose entities are listed, and what the others became."""
    right = sum(a.right for a in found)
    f1 = 2 * right / (len(found) + counts["kept"])
    row = f"  {what:<26} {len(found):>6,} links, wrong {1 - right / len(found):6.2%}; F1 {f1:.3f}"
    if counts["dropped"]:
        row += f"; {counts['taken']:,} of {counts['dropped']:,} names of unlisted entities linked"
    sure = [a.right for a in found if a.score >= SURE]
    print(f"{row}; at {SURE}: {sum(sure) / (len(sure) or 1):.3f} of {len(sure):,}")


def print_reliability(found: Iterable[Answer]) -> None:
    """Print for each method, and each tenth of its scores that has enough links, the mean score and the share right."""
    tenths: dict[tuple[str, int], list[Answer]] = defaultdict(list)
    for answer in found:
        tenths[answer.via, min(9, int(answer.score * 10))].append(answer)
    for (via, tenth), members in sorted(tenths.items()):
        if len(members) >= ENOUGH:
            mean = sum(a.score for a in members) / len(members)
            right = sum(a.right for a in members) / len(members)
            print(f"    {via:<10} {tenth / 10:.1f}-{(tenth + 1) / 10:.1f} {len(members):6,}", end="")
            print(f"  mean {mean:.3f}  right {right:.3f}  {right - mean:+.3f}")


def print_shipped(bench: Bench, show: bool) -> None:
    """Print how often the shipped gazetteer's links agree with the gold of articles that know nothing of it."""
    annotator = Annotator()
    wikidata = {id: entity.links.get("wikidata", "") for id, entity in annotator.gazetteer.entities.items()}
    verdicts: Counter[tuple[str, str]] = Counter()
    cases: Counter[tuple[str, str, str, str]] = Counter()
    for article, mentions in linked(annotator, bench.articles):
        for m in mentions:
            verdict = compared(article, m, wikidata[m.kb_id])
            verdicts[verdict, m.via] += 1
            cases[verdict, m.via, m.text, m.kb_id] += 1
    for via in ("", *sorted({via for _, via in verdicts})):
        counts: Counter[str] = Counter()
        for (verdict, by), n in verdicts.items():
            counts[verdict] += n if via in ("", by) else 0
        wrong = sum(counts[verdict] for verdict in WRONG)
        judged = counts["right"] + wrong
        told = ", ".join(f"{n:,} {verdict}" for verdict, n in sorted(counts.items()) if n)
        print(f"    {via or 'all':<10} wrong {wrong / (judged or 1):6.2%} of {judged:,}  ({told})")
    for (verdict, via, text, id), n in sorted(cases.items(), key=lambda c: (c[0][0], -c[1], c[0])):
        if show and verdict != "right":
            print(f"  {n:7}  {verdict:<16} {via:<10} {' '.join(text.split())} ({id})")


def compared(article: Article, mention: Mention, wikidata: str) -> str:
    """Return what the gold has in the place of a link to the entity with this Wikidata id."""
    if not wikidata:
        return "no wikidata id"
    marks = [mark for mark in article.marks if overlap(mark, mention)]
    here = [mark.entity for mark in marks if (mark.start, mark.end) == (mention.start, mention.end)]
    if wikidata in here:
        return "right"
    if here:
        return "other entity"
    if any(mark.entity == wikidata for mark in marks):
        return "other span"
    if any(mark.start <= mention.start and mention.end <= mark.end for mark in marks):
        return "in a longer name"
    return "overlap" if marks else "not in gold"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--runs", nargs="+", default=RUNS, metavar="SET/FLAVOUR")
    parser.add_argument("--limit", type=int, help="at most so many articles of a set, evenly spaced")
    parser.add_argument(
        "--show", action="store_true", help="print every distinct link of the shipped gazetteer not right"
    )
    parser.add_argument("--strangers", type=int, metavar="N", help="add so many persons, too")
    options = parser.parse_args()
    everything: dict[str, list[Answer]] = {"whole gazetteers": [], "half gazetteers": []}
    print("entities left out")
    for run in options.runs:
        bench = read(options.data, run, options.limit)
        for what, parts in (("whole", [bench]), ("half", [bench.without_half(0), bench.without_half(1)])):
            counts: Counter[str] = Counter()
            found = [answer for part in parts for answer in answers(part, counts)]
            print_links(f"{run}, {what}", found, counts)
            everything[f"{what} gazetteers"] += found
    for what, found in everything.items():
        print(f"reliability, {what}")
        print_reliability(found)
    for run in [run for run in options.runs if run in WIKIDATA]:
        print(f"shipped gazetteer on {run}")
        print_shipped(read(options.data, run, options.limit), options.show)
    options.typed, options.cache = False, None
    for run in options.runs if options.strangers else ():
        bench = read(options.data, run, options.limit)
        print(run)
        more = Results(bench.with_strangers(options.data, options.strangers), options)
        print_strangers(Results(bench, options), more, options.strangers)


if __name__ == "__main__":
    main()
