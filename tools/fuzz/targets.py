"""All targets: importing this module registers them."""

from __future__ import annotations

from fuzz import file_targets, text_targets
from fuzz.harness import TARGETS

__all__ = ["TARGETS", "file_targets", "text_targets"]
