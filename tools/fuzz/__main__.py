"""``python -m fuzz``: run targets for some seconds or cases; every fault is one line and can be run again."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from dataclasses import dataclass

from fuzz.harness import Target
from fuzz.targets import TARGETS

_FAULTS = 10  # of one target, after which it is left
_BETWEEN_REPORTS = 300.0  # seconds


@dataclass
class Run:
    """What was done with one target: the number of the next case, the CPU time, the faults."""

    target: Target
    number: int
    seconds: float = 0.0
    faults: int = 0

    def next_case(self, seed: int) -> None:
        """Run one case, and print the fault if it is one."""
        began = time.process_time()
        case = self.target.case(seed, self.number)
        try:
            self.target.check(case)
        except Exception as fault:
            self.faults += 1
            where = traceback.extract_tb(fault.__traceback__)[-1]
            again = f"{self.target.name} --seed {seed} --first {self.number} --cases 1"
            print(f"{again}: {fault!r} at {where.filename}:{where.lineno}\n    {case[:300]!r}", flush=True)
        self.number += 1
        self.seconds += time.process_time() - began


def main() -> int:
    """Return 1 if there was a fault."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz the library.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to run, the targets equally long (60)")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other cases (0)")
    parser.add_argument("--cases", type=int, help="how many cases of each target, instead of seconds")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER", help="the first case: to run a fault again")
    given = parser.parse_args()
    runs = [Run(TARGETS[name], given.first) for name in given.targets or TARGETS]
    began = reported = time.monotonic()
    while going := [
        run for run in runs if run.faults < _FAULTS and (given.cases is None or run.number < given.first + given.cases)
    ]:
        now = time.monotonic()
        if given.cases is None and now - began > given.seconds:
            break
        if now - reported > _BETWEEN_REPORTS:
            reported = now
            _report(runs, given, now - began)
        min(going, key=lambda run: run.seconds).next_case(given.seed)
    _report(runs, given, time.monotonic() - began)
    return int(any(run.faults for run in runs))


def _report(runs: list[Run], given: argparse.Namespace, seconds: float) -> None:
    cases = {run.target.name: run.number - given.first for run in runs}
    shown = ", ".join(f"{name} {number:,}" for name, number in cases.items())
    faults = sum(run.faults for run in runs)
    print(f"{sum(cases.values()):,} cases in {seconds:.0f} s, seed {given.seed}: {faults} faults ({shown})", flush=True)


if __name__ == "__main__":
    sys.exit(main())
