"""Every fuzz target on its seeds, on inputs that once were faults, and on some cases; ``make fuzz`` runs more."""

from __future__ import annotations

import pytest

from fuzz.targets import TARGETS

CASES = 60


@pytest.mark.parametrize("name", TARGETS)
def test_targets_hold(name: str) -> None:
    target = TARGETS[name]
    for given in (*target.inputs(), *(target.case(0, number) for number in range(CASES))):
        target.check(given)


@pytest.mark.parametrize("name", TARGETS)
def test_a_case_depends_on_seed_and_number_only(name: str) -> None:
    target = TARGETS[name]
    assert target.case(1, 7) == target.case(1, 7)
    assert len({target.case(1, number) for number in range(50)}) > 40
