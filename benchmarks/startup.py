"""CPU milliseconds of `python -c "import translit"` and `normalize --help`: median of 15 runs, beside a bare interpreter."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path

RUNS = 15
COMMANDS = {
    "bare interpreter": [sys.executable, "-c", "pass"],
    "import translit": [sys.executable, "-c", "import translit"],
    "normalize --help": [str(Path(sys.executable).parent / "normalize"), "--help"],
}


def cpu_ms(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    for name, command in COMMANDS.items():
        times = [cpu_ms(command) for _ in range(RUNS)]
        print(f"{name:<18} {statistics.median(times):6.1f} ms CPU (median of {RUNS}, least {min(times):.1f})")


if __name__ == "__main__":
    main()
