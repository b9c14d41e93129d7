"""Matching one name: candidates, features, evidence, ``lookup`` and ``compare``, and the sentence that explains them."""
