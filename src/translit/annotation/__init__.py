"""Annotating a text: detectors find candidate spans in chunks, the article decides which of them are mentions, and of whom.

The wing is not called ``annotate`` because that is the name of the function :func:`translit.annotate`, which importing a
module of this name would replace.
"""
