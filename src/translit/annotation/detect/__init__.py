"""Detectors: each finds one kind of candidate span in a chunk of words."""
