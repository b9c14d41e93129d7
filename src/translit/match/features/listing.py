"""Features of a candidate among those that a gazetteer has for a name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from translit.config import Config
from translit.gazetteer import Gazetteer
from translit.match.additive import feature
from translit.match.features.case import SURE
from translit.names.countries import languages_of
from translit.names.parse import REQUIRED_ROLES, Name
from translit.table.words import similarity
from translit.text.common_words import is_common_in_some_language

if TYPE_CHECKING:  # it weighs pairs by their features
    from translit.match.scored_forms import ScoredForm

_NEAR = 4.0  # bits by which a rival may be behind


class ListingCase:
    """The candidate at a place of those that a gazetteer has for a name, of which the first ``tied`` are ambiguous."""

    def __init__(
        self, gazetteer: Gazetteer, config: Config, query: Name, ranked: Sequence[ScoredForm], place: int, tied: int
    ) -> None:
        self.gazetteer = gazetteer
        self.config = config
        self.query = query
        self.candidate = ranked[place]
        self.ranked = ranked
        self.place = place
        self.tied = tied

    @cached_property
    def bearers(self) -> int | None:
        """How many listed names have the family name that the name is nothing but; ``None`` if it is more or other."""
        form, listed = self.candidate.form, self.candidate.weighed.case.b
        words, family = self.query.of(*REQUIRED_ROLES), listed.family
        if len(words) != 1 or len(listed.parts) < 2 or family is None or similarity(words[0].word, family) < SURE:
            return None
        families = (n for n, p in zip(form.words, form.name.parts, strict=True) if p.role == "family")
        return min(map(self.gazetteer.vocabulary.frequency, families))


@feature(-24.0, -16.0, -12.0, -8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 8.0, 12.0, 18.0, rises=True, neutral=0.0)
def evidence(case: ListingCase) -> float:
    """Return the evidence of the pair of names, in bits.

    It was fitted on candidates one by one; this says what it is worth for the best of them.
    """
    return case.candidate.weight


@feature(-12.0, -6.0, -3.0, 0.0, 1.0, 2.0, 4.0, 7.0, 12.0, rises=True, neutral=0.0)
def lead(case: ListingCase) -> float:
    """Return by how many bits the next candidate is behind, or this one behind the best; tied ones do not count."""
    rivals = case.ranked[:1] if case.place >= case.tied else case.ranked[case.tied :]
    return max(-12.0, min(12.0, case.candidate.ranked_by - rivals[0].ranked_by)) if rivals else 12.0


@feature(0.0, 1.0, 2.0, 4.0, rises=False)
def tied(case: ListingCase) -> float:
    """Return how often the number of candidates that nothing tells apart doubles; 0 for a single one."""
    return math.log2(case.tied) if case.place < case.tied else 0.0


@feature(0.0, 1.0, 2.0, 4.0, 8.0, 16.0, rises=False)
def rivals(case: ListingCase) -> float:
    """Return how many other entities have nearly as much evidence."""
    least = case.candidate.ranked_by - _NEAR
    return float(sum([r.ranked_by >= least for r in case.ranked]) - 1)


@feature(4.0, 8.0, 12.0, 16.0, rises=False, neutral=12.0)
def size(case: ListingCase) -> float | None:
    """Return how often the number of listed names doubles: in a long list more names agree by chance."""
    return None if len(case.query.parts) == 1 else math.log2(case.gazetteer.size + 1)


@feature(4.0, 8.0, 12.0, 16.0, rises=False, neutral=12.0)
def size_for_one_word(case: ListingCase) -> float | None:
    """Return the same for a name of a single word."""
    return math.log2(case.gazetteer.size + 1) if len(case.query.parts) == 1 else None


@feature(0.0, 1.0, 2.0, 3.0, 5.0, rises=False)
def bearers(case: ListingCase) -> float | None:
    """Return how often the number of listed bearers of a bare family name doubles."""
    return None if case.bearers is None else math.log2(max(1, case.bearers))


@feature(-9.0, -6.0, -3.0, 0.0, 3.0, 6.0, rises=False, neutral=0.0)
def persons_for_bare_family_name(case: ListingCase) -> float | None:
    """Return how often the number of listed persons doubles ``Config.lone_surnames``, for a bare family name.

    In a long list other bearers of the name are likely, of whom one is meant.
    """
    if case.bearers is None:
        return None
    return math.log2((case.gazetteer.persons + 1) / (case.config.lone_surnames + 1))


@feature(1.0, 2.0, 3.0, 4.0, 5.0, rises=True, neutral=3.0)
def prior(case: ListingCase) -> float | None:
    """Return how often news names the entity, in the five classes of the field ``prior`` of the gazetteer, if it says so.

    It counts for a single word only, which many others may bear: a full name tells enough by itself.
    """
    return float(case.candidate.form.entity.prior) or None if len(case.query.parts) == 1 else None


@feature(0.0, 1.0, 2.0, 4.0, 8.0, 12.0, rises=False)
def less_in_its_script(case: ListingCase) -> float | None:
    """Return by how many bits the entity's names in the script of the name agree less than one in another script."""
    less = case.candidate.less_in_its_script
    return None if less is None else min(12.0, less)


@feature(rises=False)
def common_word(case: ListingCase) -> bool:
    """Return True if the name is a single common word of some language, not spelled as it is listed: Crime, Crimea."""
    parts = case.query.parts
    return len(parts) == 1 and is_common_in_some_language(parts[0].word.folded)


@feature(rises=False)
def spelling_of_exonym(case: ListingCase) -> float | None:
    """Return whether a single word is like what a thing is called in another language than those of its country: *Dongxing*
    is like the Chinese name of Tokyo.
    """
    form = case.candidate.form
    if len(case.query.parts) != 1 or form.entity.type == "person" or form.kind != "native" or not form.entity.country:
        return None
    return float(form.lang not in languages_of(form.entity.country))


@feature(2.0, 3.0, 4.0, 5.0, 6.0, 8.0, rises=True, neutral=5.0)
def letters_of_one_word(case: ListingCase) -> float | None:
    """Return the number of letters of a single word, of one in syllables that of its sounds: of short ones more are alike
    by chance.
    """
    parts = case.query.parts
    if len(parts) != 1:
        return None
    word = parts[0].word
    return float(len(word.key.replace(".", "") if word.syllabic else word.folded))


LISTING = (
    evidence,
    lead,
    tied,
    rivals,
    size,
    size_for_one_word,
    bearers,
    persons_for_bare_family_name,
    prior,
    less_in_its_script,
    common_word,
    spelling_of_exonym,
    letters_of_one_word,
)
