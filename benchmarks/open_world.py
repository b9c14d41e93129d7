"""Wrong links in the open world: make bench-open DATA=FOLDER

Most text is about things that no gazetteer has. With the shipped gazetteer and default settings, this prints the
wrong links per 1,000 texts of each kind of ``open_world_text.py`` (the half ``gate``), by method, and the wrong
answers of ``lookup`` per 1,000 names. ``bare`` links are neither right nor wrong; ``open_world_judge.py`` has the
rules. Ambiguous is not linked. ``--show`` prints every distinct link that is not right.

``--small`` takes a fixed sample and fails if a rate is above its limit; the tests do the same.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from open_world_judge import Judge
from open_world_text import KINDS, Half, Sample, samples

from translit.annotation.annotator import Annotator

SMALL = {"words": 4000, "people": 1500, "towns": 2000}
"""How many samples ``--small`` takes."""
SMALL_LOOKUPS = 200
"""How many of their names it looks up."""
LIMITS = {"words": 0.5, "words lookup": 5, "people": 2.7, "people lookup": 5, "towns": 1.5, "towns lookup": 5}
"""Wrong links per 1,000 that ``--small`` allows: what was measured last. They only ever go down with one gazetteer; when it
had 519 entities instead of 6,500, people were 3.4, towns 1.5 and their lookups 5."""


class Link(NamedTuple):
    """A link that is not right: what was written, the language, the entity, the method, and the verdict."""

    text: str
    lang: str
    id: str
    via: str
    verdict: str


class Count:
    """The answers to the samples of one kind: how many, links by method, and those that are not right."""

    def __init__(self, what: str, asked: int) -> None:
        self.what = what
        self.asked = asked
        self.links: Counter[str] = Counter()
        self.faults: Counter[Link] = Counter()

    def add(self, link: Link) -> None:
        """Count a link."""
        self.links[link.via] += 1
        if link.verdict != "right":
            self.faults[link] += 1

    def number(self, verdict: str, via: str = "") -> int:
        """The number of links with a verdict, of a method or of all."""
        return sum(n for link, n in self.faults.items() if link.verdict == verdict and via in ("", link.via))

    @property
    def wrong(self) -> float:
        """Wrong links per 1,000."""
        return 1000 * self.number("wrong") / self.asked


def in_text(annotator: Annotator, judge: Judge, kind: str, found: Sequence[Sample]) -> Count:
    """Annotate the samples of a kind."""
    count = Count(kind, len(found))
    for sample in found:
        for m in annotator.annotate(sample.text):
            if m.status == "linked":
                count.add(Link(m.text, sample.lang, m.kb_id, m.via, judge.mention(sample, m.start, m.end, m.kb_id)))
    return count


def in_lookup(annotator: Annotator, judge: Judge, kind: str, found: Sequence[Sample]) -> Count:
    """Look up what the samples of a kind are about, each name once."""
    asked = {(s.key, s.lang if s.kind == "words" else "", s.names): s._replace(says_country=False) for s in found}
    count = Count(f"{kind} lookup", len(asked))
    for sample in asked.values():
        for match in annotator.lookup(sample.key, limit=1):
            if match.status == "linked":
                id = match.entity.id
                count.add(Link(sample.key, sample.lang, id, match.via, judge.lookup(sample, id)))
    return count


def print_count(count: Count, show: bool) -> None:
    """One row for all and for each method; then the links that are not right."""
    for via in ("", *sorted(count.links)):
        links = count.links[via] if via else count.links.total()
        wrong, bare = count.number("wrong", via), count.number("bare", via)
        distinct = len({(f.text, f.id) for f in count.faults if f.verdict == "wrong" and via in ("", f.via)})
        rate = 1000 * wrong / count.asked
        what = f"  {via}" if via else count.what
        print(f"{what:<16} {count.asked:7,} {links:7,} {bare:7,} {wrong:7,} {distinct:8,} {rate:9.2f}")
    if show:
        for link, n in sorted(count.faults.items(), key=lambda f: (f[0].verdict, -f[1], f[0])):
            print(f"  {n:7}  {link.verdict:<5} {link.lang} {link.via:<10} {link.text} ({link.id})")


def counts(annotator: Annotator, kind: str, half: Half = "gate", *, small: bool = False) -> list[Count]:
    """Annotate the samples of a kind, and look them up."""
    judge = Judge(annotator.gazetteer)
    found = samples(kind, half, SMALL[kind] if small else None)
    looked_up = found[:SMALL_LOOKUPS] if small else found
    return [in_text(annotator, judge, kind, found), in_lookup(annotator, judge, kind, looked_up)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--half", choices=("gate", "fit"), default="gate", help="gate (default), or fit")
    parser.add_argument("--show", action="store_true", help="print every distinct link that is not right")
    parser.add_argument("--small", action="store_true", help="a fixed sample; exit 1 above a limit")
    options = parser.parse_args()
    annotator = Annotator()
    above = []
    print(f"{'wrong links':<16} {'asked':>7} {'links':>7} {'bare':>7} {'wrong':>7} {'distinct':>8} {'per 1,000':>9}")
    for kind in options.kinds:
        for count in counts(annotator, kind, options.half, small=options.small):
            print_count(count, options.show)
            if options.small and count.wrong > LIMITS[count.what]:
                above.append(f"{count.what}: {count.wrong:.2f} wrong per 1,000, more than {LIMITS[count.what]}")
    sys.exit("\n".join(above) or None)


if __name__ == "__main__":
    main()
