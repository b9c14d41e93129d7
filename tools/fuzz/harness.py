"""Targets, cases and their running: a target is a function that raises where something is wrong with an input."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import process_time
from types import FrameType
from typing import Any

from fuzz.mutation import mutated
from translit.errors import TranslitError

SEEDS = Path(__file__).resolve().parents[2] / "tests" / "fuzz"
"""A folder for each target with inputs that once were faults; kept for ever, and tested with the seeds."""
SECONDS = 2.0
"""CPU time that one input of a few thousand characters may take on a slow machine; most take a hundredth of it."""

Input = Any
"""``str`` for targets that read text, ``bytes`` for those that read files."""


@dataclass(frozen=True)
class Target:
    """What is fuzzed: ``run`` raises where an invariant does not hold; errors of the library itself are answers."""

    name: str
    run: Callable[[Input], None]
    seeds: Sequence[Input]
    words: Sequence[Input]

    def inputs(self) -> Iterator[Input]:
        """Yield the seeds, and the inputs that once were faults."""
        yield from self.seeds
        for path in sorted((SEEDS / self.name).glob("*")):
            raw = path.read_bytes()
            yield raw if isinstance(self.seeds[0], bytes) else raw.decode("utf-8", "surrogatepass")

    def case(self, seed: int, number: int) -> Input:
        """Return the input of a case, the same in every process."""
        return mutated(Random(f"{self.name} {seed} {number}"), [*self.inputs()], self.words)  # noqa: S311  no secret

    def check(self, given: Input) -> None:
        """Run the target; raises what it raises, unless that is an error of the library, and if it takes too long."""
        with bounded(SECONDS), suppress(TranslitError):
            self.run(given)


TARGETS: dict[str, Target] = {}
"""All targets by name; the modules ``*_targets`` of this package fill it."""


def target(*seeds: Input, words: Sequence[Input] = ()) -> Callable[[Callable[[Input], None]], Callable[[Input], None]]:
    """Register a function as a target. ``seeds`` are inputs to begin with, ``words`` pieces that are put into them."""

    def made(run: Callable[[Input], None]) -> Callable[[Input], None]:
        name = run.__name__
        TARGETS[name] = Target(name, run, seeds, words or [b" " if isinstance(seeds[0], bytes) else " "])
        return run

    return made


class TooSlowError(AssertionError):
    """An input took more than the time that one may take."""


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise :class:`TooSlowError` after so much CPU time, in the midst of it if need be."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    began = process_time()
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if process_time() - began > seconds:
        raise TooSlowError(f"more than {seconds} seconds")
