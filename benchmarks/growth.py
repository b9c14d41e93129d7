"""How time grows with hostile input, and what a long-lived process keeps in memory: make bench-growth

Each family of inputs is made in four sizes, n to 8n. The exponent is the slope of log time over log size: 1 is linear, 2
is quadratic; up to 1.15 counts as linear, since caches and memory make longer input a little slower. The last part
annotates a million unseen words in six languages and prints the greatest resident memory of the process.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import _lru_cache_wrapper, cache, reduce
from itertools import islice
from statistics import linear_regression
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

import translit
from translit.gazetteer import Gazetteer
from translit.io.markup import from_html, from_markdown
from translit.names.parse import parse_name
from translit.names.short_forms import short_forms

MOST = 1.15  # exponent of what counts as linear
SIZES = (1, 2, 4, 8)
REPEATS = 3
AGAIN = 2  # times a family that grows too fast is measured again: another process may have slowed the larger sizes
SYLLABLES = {
    "en": "ber lin ton man ash wood ley field ford ham stan more ben well ring kel dor wyn",
    "de": "schen berg wald stein hof mann bach kirch zei gruen dorf ler nau brück hei tz",
    "pl": "wski czyk szcz ow ski rze chow mi lew and bor kie wicz gór ja now ek",
    "ru": "ов ский ко ван пет ле на ми ша ер бо чен ин ро ка ту ди лу",
    "uk": "енко ук ськ ій ви то ро ль га чу би мар ва пе дню ст ри",
    "fr": "eau ois ville mont bel font roux le mar tin cha gn ier du ran ard ec",
}
SMALL = {
    "en": "the said that and was with for not have this", "de": "der die und das nicht mit sich auf ein hat",
    "pl": "się nie jest że na do jak przez był oraz", "ru": "что не на как это он был для по его",
    "uk": "що не на як це він був для та його", "fr": "le la les des est que une dans pour pas",
}  # fmt: skip
_MOST_SYLLABLES = 5  # of an invented word

Run = Callable[[], object]


def names(seed: int, lang: str = "en", capital: bool = True) -> Iterator[str]:
    """Yield invented words, no word twice."""
    syllables = ["", *SYLLABLES[lang].split()]
    rng = random.Random(f"{seed} {lang}")  # noqa: S311  no secret
    known = bytearray(
        len(syllables) ** _MOST_SYLLABLES
    )  # of each word one byte: a set would be most of the memory measured
    while True:
        drawn = rng.choices(range(1, len(syllables)), k=rng.randint(2, _MOST_SYLLABLES))
        number = reduce(lambda before, one: before * len(syllables) + one, drawn)
        if not known[number]:
            known[number] = 1
            word = "".join([syllables[one] for one in drawn])
            yield word.capitalize() if capital else word


def some(seed: int, count: int, lang: str = "en") -> list[str]:
    """Return so many invented words."""
    made = names(seed, lang)
    return [next(made) for _ in range(count)]


@cache
def shipped() -> translit.Annotator:
    """Return the annotator over the shipped gazetteer."""
    return translit.load()


def persons(seed: int, count: int, family: str = "") -> translit.Annotator:
    """Return an annotator over invented persons, all of one family name if it is given."""
    made = some(seed, 2 * count)
    pairs = zip(made[:count], [family] * count if family else made[count:], strict=True)
    records = [{"id": f"p{i}", "name": " ".join(pair), "type": "person"} for i, pair in enumerate(pairs)]
    return translit.Annotator(Gazetteer.from_records(records))


def _text(unit: str) -> Callable[[int, int], Run]:
    return lambda n, seed: lambda: shipped().annotate(some(seed, 1)[0] + " " + unit * n)


def _markdown(unit: str, end: str = "") -> Callable[[int, int], Run]:
    return lambda n, seed: lambda: from_markdown(unit * n + end)


def _html(unit: str, end: str = "") -> Callable[[int, int], Run]:
    return lambda n, seed: lambda: from_html(unit * n + end)


def vowel_run(n: int, seed: int) -> Run:
    """One elongated word in a sentence."""
    return lambda: shipped().annotate("Maria Z" + "a" * n + f"kharova{seed} said.")


def long_word(n: int, seed: int) -> Run:
    """One word of mixed letters."""
    word = "".join(some(seed, n // 8)).lower().capitalize()
    return lambda: shipped().annotate(f"Maria {word} said.")


def long_words_compared(n: int, seed: int) -> Run:
    """Two names of one long word each."""
    a, b = ("".join(some(s, n // 8)).lower().capitalize() for s in (seed, -seed - 1))
    return lambda: translit.compare(a, b)


def many_words_compared(n: int, seed: int) -> Run:
    """Two names of many words."""
    a, b = (" ".join(some(s, n)) for s in (seed, -seed - 1))
    return lambda: [translit.compare(a, b, type=type) for type in ("person", "organization")]


def many_words_looked_up(n: int, seed: int) -> Run:
    """One name of many words."""
    name = " ".join(some(seed, n))
    return lambda: shipped().lookup(name)


def spaces_in_a_name(n: int, seed: int) -> Run:
    """Names with many spaces, brackets or dots inside."""
    parts = [f"Bank{seed}" + unit * n + "x" for unit in (" ", "(", "( ", "a.", "“", " („")]
    return lambda: [
        (parse_name(part, kind), short_forms(part, kind))
        for part in parts
        for kind in ("person", "organization", "place")
    ]


def namesakes(n: int, seed: int) -> Run:
    """A gazetteer of many persons with one family name, and a text that has it."""
    annotator = persons(seed, n, "Stolberg")
    given = some(seed, 2 * n)[0]
    text = f"{given} Stolberg spoke. " + "Then Stolberg left with the others. Mr Stolberck came. " * 10
    return lambda: annotator.annotate(text)


def namesakes_in_text(n: int, seed: int) -> Run:
    """Many persons with one family name, all of them named in full in a text that goes on with the bare name."""
    annotator = persons(seed, n, "Stolberg")
    text = " ".join(f"The man {given} Stolberg spoke." for given in some(seed, n)) + " Stolberg left." * n
    return lambda: annotator.annotate(text)


def antecedents(n: int, seed: int) -> Run:
    """A text with many full names and twice as many bare ones."""
    annotator = persons(seed, n)
    made = some(seed, 2 * n)
    text = " ".join(f"The man {a} {b} spoke." for a, b in zip(made[:n], made[n:], strict=True))
    text += " ".join(f" Then {b} left." for b in made[n:] * 2)
    return lambda: annotator.annotate(text)


def antecedents_and_strangers(n: int, seed: int) -> Run:
    """A text with many full names and many unknown words that might be misspellings of them."""
    annotator = persons(seed, n)
    made, strangers = some(seed, 2 * n), some(-seed - 1, 4 * n)
    text = " ".join(f"The man {a} {b} spoke." for a, b in zip(made[:n], made[n:], strict=True))
    text += " ".join(f" Then {stranger} left." for stranger in strangers)
    return lambda: annotator.annotate(text)


def unknown_words(n: int, seed: int) -> Run:
    """A text of unknown capital words, with one full name."""
    text = "Alexander Lukashenko spoke. " + " ".join(f"Then {w} left." for w in some(seed, n))
    return lambda: shipped().annotate(text)


def known_words(n: int, seed: int) -> Run:
    """A text of capital words that are listed, in one chunk and in many."""
    words = ["Lukashenko", "Minsk", "Putin", "Kiev", "Alexander", "Moscow"] * (n // 6)
    return lambda: [shipped().annotate(joint.join(words)) for joint in (" ", ", ", " said ")]


def no_ends(n: int, seed: int) -> Run:
    """A text without spaces between its words, and one without ends of lines or sentences."""
    text = "-".join(some(seed, n)) + " and " * n
    return lambda: shipped().annotate(text)


FAMILIES: dict[str, tuple[int, Callable[[int, int], Run]]] = {
    "vowel run": (5_000, vowel_run),
    "long word": (20_000, long_word),
    "capitals and small letters": (2_000, _text("aA")),
    "combining marks": (5_000, _text("e\u0301\u0302")),
    "initials": (500, _text("A. ")),
    "hyphens": (1_000, _text("Ab-")),
    "dots": (5_000, _text("A.")),
    "brackets": (5_000, _text("(A")),
    "spaces": (20_000, _text(" ")),
    "Chinese": (2_000, _text("习近平")),
    "compare long words": (20_000, long_words_compared),
    "compare k words": (500, many_words_compared),
    "look k words up": (1_000, many_words_looked_up),
    "spaces and brackets in a name": (2_000, spaces_in_a_name),
    "persons of one family name": (400, namesakes),
    "namesakes in one text": (130, namesakes_in_text),
    "full and bare names": (130, antecedents),
    "full names and unknown words": (130, antecedents_and_strangers),
    "unknown words": (300, unknown_words),
    "known words": (600, known_words),
    "no ends": (100, no_ends),
    "Markdown: links that never end": (3_000, _markdown("[a](")),
    "Markdown: images in images": (2_000, lambda n, seed: lambda: from_markdown("![" * n + "](x)" * n)),
    "Markdown: spaces": (5_000, _markdown(" ", "x")),
    "Markdown: spaces after [a](": (5_000, lambda n, seed: lambda: from_markdown("[a](" + " " * n + "x")),
    "Markdown: brackets": (3_000, _markdown("[")),
    "Markdown: targets within targets": (3_000, _markdown("[a](b(c)")),
    "Markdown: titles that never end": (3_000, _markdown("[a](b 'c ")),
    "Markdown: bracket links": (3_000, _markdown("[a][")),
    "Markdown: table rule": (3_000, lambda n, seed: lambda: from_markdown("a|b\n" + "-|" * n + "x")),
    "Markdown: spaces in a table rule": (3_000, lambda n, seed: lambda: from_markdown("a|b\n|" + " " * n + "-x")),
    "Markdown: table": (3_000, _markdown("x|")),
    "Markdown: emphasis": (2_000, _markdown("*a **b _c ")),
    "Markdown: code": (2_000, _markdown("`a ``b ")),
    "Markdown: containers": (3_000, _markdown("> - ")),
    "Markdown: tags": (2_000, _markdown("<a b ")),
    "Markdown: addresses": (2_000, _markdown("<a@")),
    "Markdown: hashes": (2_000, _markdown("# ")),
    "Markdown: lines": (1_000, _markdown("a\n")),
    "Markdown: fences": (1_000, _markdown("```\n> ~~~\n")),
    "HTML: tags that never end": (3_000, _html("<a ")),
    "HTML: quotes that never end": (2_000, _html("<a b='", ">")),
    "HTML: quotes of both kinds": (2_000, _html("<a b=\"' ", ">")),
    "HTML: comments": (3_000, _html("<!--", ">")),
    "HTML: entities": (3_000, _html("&amp")),
    "HTML: scripts": (2_000, _html("<script></scrip", ">")),
    "HTML: titles": (2_000, _html("<title><textarea>")),
    "HTML: nested": (3_000, _html("<div><code>x")),
    "HTML: spaces": (10_000, _html(" &nbsp;")),
}
"""Families by name: the least size, and what makes the run of a size; no two seeds give the same words."""


def seconds(make: Callable[[int, int], Run], n: int, repeats: int = REPEATS) -> float:
    """Return the least CPU time of some runs, each of a new input."""
    best = math.inf
    for repeat in range(repeats):
        run = make(n, 1000 * repeat + n % 997)
        began = time.process_time()
        run()
        best = min(best, time.process_time() - began)
    return best


def growth(make: Callable[[int, int], Run], least: int, most: float) -> tuple[list[int], list[float]]:
    """Return the sizes, and the seconds of each; the sizes end after ``most`` seconds."""
    sizes: list[int] = []
    times: list[float] = []
    for size in SIZES:
        if sum(times) * REPEATS > most:
            break
        sizes.append(size * least)
        times.append(seconds(make, size * least))
    return sizes, times


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the slope of log time over log size."""
    return linear_regression([*map(math.log, sizes)], [math.log(max(t, 1e-6)) for t in times]).slope


def resident_megabytes() -> float:
    """Return the greatest resident memory of this process until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, memoryview, Gazetteer, _lru_cache_wrapper)
_LINK = 64  # bytes that an entry takes beside its key and value
_ENOUGH = 50  # entries that tell the size of the others


def bytes_of_full_caches() -> float:
    """Return about how many bytes the caches of this process take when they are full: entries of now, times their most."""
    for lang in SYLLABLES:
        made = list(islice(names(3, lang), 240))
        shipped().annotate(" ".join(f"Then {a} {b} left." for a, b in zip(made[::2], made[1::2], strict=True)))
    known: set[int] = set()
    total = 0.0
    for found in gc.get_objects():
        if isinstance(found, _lru_cache_wrapper) and getattr(found, "__module__", "").startswith("translit"):
            entries, most = found.cache_info().currsize, found.cache_info().maxsize
            if most and entries > _ENOUGH:
                total += _kept_bytes(found, known) / entries * most
    return total


def _kept_bytes(found: Any, known: set[int]) -> int:
    """Return the bytes of the keys and values of a cache, but for what is ``known`` from another."""
    size, left = _LINK * found.cache_info().currsize, gc.get_referents(found)
    while left:
        thing = left.pop()
        if id(thing) not in known and not isinstance(thing, _SHARED):
            known.add(id(thing))
            size += sys.getsizeof(thing)
            left += gc.get_referents(thing)
    return size


def unseen_words(words: int) -> None:
    """Annotate so many unseen words in six languages, and print the memory on the way."""
    print(f"{resident_megabytes():6.0f} MB at the beginning")
    for lang in SYLLABLES:
        made, small = names(5, lang), SMALL[lang].split()
        rng, done = random.Random(lang), 0  # noqa: S311  no secret
        while done < words // len(SYLLABLES):
            text = []
            for _ in range(60):
                text.append(f"{' '.join(rng.sample(small, 4))} {next(made)} {next(made)} {rng.choice(small)}.")
            done += 120
            shipped().annotate(" ".join(text))
        print(f"{resident_megabytes():6.0f} MB after {done:,} unseen words in {lang}", flush=True)


def main() -> int:
    """Print all families; return 1 if one of them grows faster than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", help="some families only, by a part of the name")
    parser.add_argument("--most", type=float, default=30.0, help="seconds after which a family is given up (30)")
    parser.add_argument("--words", type=int, default=1_000_000, help="unseen words; 0 for none")
    given = parser.parse_args()
    shipped().annotate("Alexander Lukashenko in Minsk.")
    if given.words and not given.families:
        unseen_words(given.words)
    faults = 0
    for name, (least, make) in FAMILIES.items():
        if given.families and not any(part in name for part in given.families):
            continue
        sizes, times = growth(make, least, given.most)
        slope = exponent(sizes, times) if len(sizes) > 1 else math.inf
        for _ in range(AGAIN):
            if slope > MOST and len(sizes) == len(SIZES):
                times = [*map(min, times, growth(make, least, math.inf)[1])]
                slope = exponent(sizes, times)
        faults += slope > MOST
        shown = " ".join(f"{1000 * t:9.1f}" for t in times)
        print(f"{slope:5.2f}{'!' if slope > MOST else ' '} {name:<36} n = {least:<6} {shown} ms", flush=True)
    print(f"{faults} families grow faster than n^{MOST}")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
