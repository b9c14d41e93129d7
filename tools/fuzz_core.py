"""Give the compiled core damaged gazetteers and any words, under the sanitizers of the compiler: ``make fuzz-core``.

What a sanitizer finds ends the program with its report. On a gazetteer that is not damaged every answer is compared with
that of Python.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import build_core
from translit import core
from translit.gazetteer import Gazetteer, gazetteer, listed_words, packing, pair_entries
from translit.gazetteer.compiled_search import CompiledSearch, Limits
from translit.gazetteer.index import Index, voted_keys
from translit.gazetteer.segments import Segment
from translit.match.candidates import close_candidates
from translit.table import blocking, compiled_keys, letter_costs, phonetics, sounds
from translit.table.blocking import skeleton, skeletons
from translit.table.rough_similarity import compared_keys
from translit.table.words import Word, word

_FLAGS = ["-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
_LETTERS = (
    "abcdefghijklmnopqrstuvwxyzłžščабвгдежзиклмнопрстуфхцчшщыьюя"
    "אבגדהוזחטיכלמנסעפצקרשתابتجحدر김이박최정王李张刘アイウ\ud800\0\t"
)
_DAMAGED = (
    *("words", "word_at", "postings_at", "postings", "form_words_at", "form_words", "form_entity"),
    *("sounds", "sounds_at", "pairs", "pairs_at", "form_roles"),
)
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz" * 3 + "'’`-. łžščćüéøıßəæđáäöóñçşğʼ·" + "".join(map(chr, range(0xDF, 0x250))),
    "абвгдеєжзиіїйклмнопрстуўфхцчшщыьэюяъё" * 2 + "ѓќљњџјғқңөұүһәӣӯҳҷ’'ʼ-ђћѝѐ\u0301a",
)  # fmt: skip
_SPELLED = 50  # words in a round of which the keys are made: they take less time than a search
_KEYS = "abdefgijklmnoprstuvzSZC'."


def _random_word(chance: random.Random) -> Word:
    return word("".join(chance.choices(_LETTERS, k=chance.choice((1, 3, 6, 9, 70)))))


def _spelled(chance: random.Random) -> str:
    letters = chance.choices(chance.choice(_ALPHABETS), k=chance.choice((0, 1, 4, 7, 12, 40, 41)))
    return phonetics.normalized("".join(letters))


def _damaged(segment: Segment, chance: random.Random) -> Segment | None:
    """Return a segment with some numbers of its arrays changed; ``None`` if opening it would be refused."""
    sections = dict(segment.index.sections)
    for name in chance.sample(_DAMAGED, chance.randint(1, 4)):
        content = bytearray(sections[name])
        for _ in range(chance.randint(1, 40)):
            place = 4 * chance.randrange(max(1, len(content) // 4))
            value = chance.choice((0, 1, 0xFFFFFFFF, 0x7FFFFFFF, len(content) // 4, chance.getrandbits(32)))
            content[place : place + 4] = value.to_bytes(4, sys.byteorder)[: len(content) - place]
        sections[name] = memoryview(bytes(content))
    try:
        index = Index(sections)
        return replace(segment, index=index) if index.fits() else None
    except (IndexError, TypeError, ValueError):
        return None


def _search(search: CompiledSearch, segments: int, words: list[Word], chance: random.Random) -> None:
    """Call every function that reads a gazetteer; the answers do not matter."""
    nears = [
        search.near(voted_keys(w), compared_keys(w), w.syllabic, w.abjad or w.syllabic, chance.choice((1, 96, 288)))
        for w in words
    ]
    for place in range(segments):
        search.sharing_key(place, [*words[0].phonetic_keys])
        search.homophones(place, Word(_spelled(chance)))
    limits = Limits(
        chance.choice((1, 50, 3000)), chance.randint(1, 12), chance.randint(1, 60), chance.randint(1, 28), 0.4
    )
    pool = search.pool(
        nears, [chance.getrandbits(chance.choice((4, 32))) for _ in range(chance.randint(0, 24))], limits
    )
    search.gains(pool, [[chance.random() for _ in row] for row in pool.judged], 0.6)
    search.close_names.near(words, chance.randint(1, 24))


def _keys(chance: random.Random) -> dict[str, float]:
    sizes = [chance.choice((0, 1, 5, 9, 64)) for _ in range(chance.randint(0, 5))]
    return {"".join(chance.choices(_KEYS, k=size)): chance.randint(0, 40) / 100 for size in sizes}


def _compare_listed(found: listed_words.ListedWord | None, read: listed_words.ListedWord) -> None:
    if found is not None:
        assert found.keys == read.keys
        assert set(found.skeletons) == set(read.skeletons), found
        assert set(found.hashes) == set(read.hashes), found


def _fuzz(library: ctypes.CDLL, seconds: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    core.library.cache_clear()
    building = listed_words, packing, pair_entries
    for module in (core, blocking, compiled_keys, gazetteer, letter_costs, sounds, *building):
        setattr(module, "library", lambda: library)  # noqa: B010  what a module imported is not for others to set
    compiled = sounds.compiled()
    keys = compiled_keys.compiled_keys()
    assert compiled is not None
    read_by_core = listed_words.compiled_listed_word()
    assert keys is not None
    assert read_by_core is not None
    shipped = list(Gazetteer.default().entities.values())
    sound = Gazetteer.stack(Gazetteer(chance.sample(shipped, 300)), Gazetteer(chance.sample(shipped, 60)))
    setattr(gazetteer, "library", lambda: None)  # noqa: B010
    python = Gazetteer(segments=sound.segments)
    listed = list(python.forms)
    end, rounds, damaged = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        rounds += 1
        words = [_random_word(chance) for _ in range(chance.randint(1, 4))]
        if chance.random() < 0.5:
            words += [part.word for part in chance.choice(listed).name.parts[:3]]
        for asked in words:
            assert sound.vocabulary.near(asked) == python.vocabulary.near(asked), asked
        for asked in (Word(_spelled(chance)) for _ in range(4)):
            alike = [*sound.vocabulary.cross_script_homophones(asked)]
            assert alike == [*python.vocabulary.cross_script_homophones(asked)], asked
        for asked in (_spelled(chance) for _ in range(_SPELLED)):
            lang = chance.choice((None, "ru", "uk", "be", "en", "ar", "zh"))
            read = keys.penalties(asked, lang)
            assert read is None or [*read.items()] == [*phonetics.read_keys(asked, lang).items()], (asked, lang)
            _compare_listed(read_by_core(Word(asked, lang)), listed_words.read_word(Word(asked, lang)))
        close = [[f.number for f in close_candidates(g, words, 8)] for g in (sound, python)]
        assert close[0] == close[1], words
        native, latin = (chance.choice(words).text for _ in range(2))
        for lang in letter_costs.languages():
            most = chance.choice((5.0, 50.0, 1e9))
            found = letter_costs.cost(native, latin, lang, most)
            assert found == letter_costs._cheapest.__wrapped__(native, latin, lang, most), (native, latin, lang)
        a, b = _keys(chance), _keys(chance)
        assert skeletons(a) == set(map(skeleton, a)), a
        assert compiled(sounds.packed(a), sounds.packed(b)) == sounds.sound_alike(a, b), (a, b)
        found = [_damaged(segment, chance) for segment in sound.segments]
        kept = [segment for segment in found if segment is not None]
        if len(kept) == len(found):
            damaged += 1
            _search(CompiledSearch(library, kept, lambda frequency: 1.0), len(kept), words, chance)
    print(f"{rounds} rounds, {damaged} damaged gazetteers: nothing found")


def main() -> None:
    """Build the library with sanitizers and run the rounds in a process that has loaded them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.library:
        _fuzz(ctypes.CDLL(str(asked.library)), asked.seconds, asked.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / build_core.LIBRARY.name
        if not build_core.compile_core(library, _FLAGS):
            sys.exit("no C compiler has the sanitizers")
        told = subprocess.run(["cc", "-print-file-name=libasan.so"], capture_output=True, text=True, check=True).stdout
        env = {"LD_PRELOAD": told.strip(), "ASAN_OPTIONS": "detect_leaks=0", "PYTHONMALLOC": "malloc"}
        command = [
            sys.executable,
            __file__,
            f"--seconds={asked.seconds}",
            f"--seed={asked.seed}",
            f"--library={library}",
        ]
        sys.exit(subprocess.run(command, env={**os.environ, **env}, check=False).returncode)


if __name__ == "__main__":
    main()
