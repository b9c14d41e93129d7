"""Countries by any of their names: the territory names of CLDR in all its languages, official and former names.

The compiled names come from the Unicode CLDR by way of Babel; see ``NOTICE``.
"""

from __future__ import annotations

from translit.shipped import Listing

_CODES = Listing("countries.tsv")


def country_of(folded_name: str) -> str | None:
    """The country that a name means, or ``None``: no name of a country, or one of several (``toga``).

    Parameters
    ----------
    folded_name
        The folded words of a name, with or without spaces between them: ``" ".join(fold_words(name))``.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2 code; ``XK`` for Kosovo.

    >>> country_of("deutschland"), country_of("burma"), country_of("south korea"), country_of("кот д ивуар")
    ('DE', 'MM', 'KR', 'CI')
    >>> country_of("minsk") is None
    True
    """
    return _CODES.get(folded_name.replace(" ", ""))
