"""Fuzzing: hostile input for everything that reads what strangers wrote, made from seeds by a mutator of our own.

``python -m fuzz`` (``make fuzz TIME=60``) runs all targets of :data:`fuzz.targets.TARGETS` in turn. A case depends on the
name of its target, the seed and its number only, so the line that reports a fault is enough to run it again.
"""
