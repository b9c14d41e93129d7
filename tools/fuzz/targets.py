"""All targets: importing this module registers them."""

from __future__ import annotations

from fuzz import text_targets
from fuzz.harness import TARGETS

__all__ = ["TARGETS", "text_targets"]
