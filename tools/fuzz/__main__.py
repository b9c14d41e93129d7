"""``python -m fuzz``: run targets in turn, for some seconds or cases; every fault is one line and can be run again."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from itertools import count

from fuzz.targets import TARGETS

_FAULTS = 10  # after which a run ends


def main() -> int:
    """Return the number of faults, as the exit code."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Fuzz the library.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long to run (60)")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other cases (0)")
    parser.add_argument("--cases", type=int, help="how many cases of each target, instead of seconds")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER", help="the first case: to run a fault again")
    given = parser.parse_args()
    chosen = [TARGETS[name] for name in given.targets or TARGETS]
    began, done, faults = time.monotonic(), 0, 0
    numbers = count(given.first) if given.cases is None else range(given.first, given.first + given.cases)
    for number in numbers:
        for target in chosen:
            case = target.case(given.seed, number)
            done += 1
            try:
                target.check(case)
            except Exception as fault:
                faults += 1
                where = traceback.extract_tb(fault.__traceback__)[-1]
                again = f"{target.name} --seed {given.seed} --first {number} --cases 1"
                print(f"{again}: {fault!r} at {where.filename}:{where.lineno}")
                print(f"    {case[:300]!r}", flush=True)
        if faults >= _FAULTS or (given.cases is None and time.monotonic() - began > given.seconds):
            break
    print(
        f"{done:,} cases of {len(chosen)} targets in {time.monotonic() - began:.0f} s, seed {given.seed}: {faults} faults"
    )
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
