"""Matching one name: candidates, evidence, calibration, ``lookup`` and ``compare``, and the sentence that explains them."""
