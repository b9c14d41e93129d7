"""The words of the library as frozen objects: entities, mentions, matches and the evidence behind a score.

Offsets are code points of the original text, half-open; scores are probabilities (0..1).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

EntityType = Literal["person", "organization", "place"]
Role = Literal["title", "given", "initial", "patronymic", "particle", "family", "suffix", "content", "light"]
Status = Literal["linked", "ambiguous", "alternative"]
MatchMethod = Literal["exact", "inflected", "variant", "key", "fuzzy", "surname", "short"]

TYPES: tuple[EntityType, ...] = ("person", "organization", "place")
LABELS: Mapping[EntityType, str] = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity. With ``needs_context`` it counts only where the article names the entity otherwise."""

    text: str
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for: one record of a gazetteer.

    ``names`` holds the native forms by language code, ``styles`` the canonical spelling by house style, ``relations`` the
    ids of relatives by kind, ``links`` the ids of other databases (``wikidata``). ``mononym`` says that the press uses
    the bare family name for this person although namesakes exist.
    """

    id: str
    name: str
    type: EntityType
    gender: Literal["", "f", "m"] = ""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    acronyms: tuple[str, ...] = ()
    patronymic: Mapping[str, str] = field(default_factory=dict)
    mononym: bool = False
    styles: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    description: str = ""

    @property
    def label(self) -> str:
        """``PER``, ``ORG`` or ``LOC``."""
        return LABELS[self.type]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence: what kind, between which words, and its weight in bits (log2 of the odds it multiplies)."""

    kind: str
    left: str
    right: str
    weight: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The parts of a score. Their weights add up; the score is the probability that the sum stands for."""

    parts: tuple[Part, ...]

    @property
    def weight(self) -> float:
        """The sum of all weights, in bits."""
        return sum(part.weight for part in self.parts)

    @property
    def score(self) -> float:
        """``1 / (1 + 2 ** -weight)``: replaying the parts gives the score.

        >>> Evidence((Part("prior", "", "", -4.0), Part("family", "a", "a", 9.0))).score
        0.9696969696969697
        """
        return 1.0 / (1.0 + math.exp2(-max(-64.0, min(64.0, self.weight))))


EXACT = 64.0
"""The weight of an exact alias, in bits: its score is 1.0."""


class Explanation:
    """Why two names are (not) one: a sentence for a reader, the parts for a machine.

    Most sentences are never read, so one is only written when it is asked for.
    """

    __slots__ = ("_sentence", "evidence")

    def __init__(self, sentence: str | Callable[[], str], evidence: Evidence) -> None:
        self._sentence = sentence
        self.evidence = evidence

    @property
    def sentence(self) -> str:
        """Why, in one sentence."""
        if not isinstance(self._sentence, str):
            self._sentence = self._sentence()
        return self._sentence

    def __repr__(self) -> str:
        return f"Explanation({self.sentence!r}, {self.evidence!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and (self.sentence, self.evidence) == (other.sentence, other.evidence)

    def __hash__(self) -> int:
        return hash(self.evidence)

    def __reduce__(self) -> tuple[type[Explanation], tuple[str, Evidence]]:
        return Explanation, (self.sentence, self.evidence)

    def __str__(self) -> str:
        return self.sentence

    def to_dict(self) -> dict[str, Any]:
        """As plain data; ``score`` is what replaying ``parts`` gives."""
        return {
            "sentence": self.sentence,
            "score": self.evidence.score,
            "parts": [
                {"kind": p.kind, "left": p.left, "right": p.right, "weight": round(p.weight, 4), "note": p.note}
                for p in self.evidence.parts
            ],
        }


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may stand for, from :func:`translit.lookup`.

    ``status`` is ``linked`` for the one that it is, ``ambiguous`` for each of several that nothing tells apart, and
    ``alternative`` for those that are less likely.
    """

    entity: Entity
    score: float
    status: Status
    via: MatchMethod
    form: str
    explanation: Explanation

    def explain(self) -> Explanation:
        """Why: one sentence and the parts of the score."""
        return self.explanation


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer to "do these two strings name the same?", from :func:`translit.compare`."""

    left: str
    right: str
    score: float
    same: bool
    explanation: Explanation

    def explain(self) -> Explanation:
        """Why: one sentence and the parts of the score."""
        return self.explanation


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: ``text[start:end]`` in code points, the entity it stands for, and why.

    An ambiguous mention has an empty ``kb_id`` and ``name`` and all its entities in ``candidates``.
    """

    start: int
    end: int
    text: str
    label: str
    kb_id: str
    name: str
    score: float
    status: Status
    via: MatchMethod
    reason: str = ""
    candidates: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data for JSON; ``candidates`` only where the mention is ambiguous."""
        out: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "label": self.label,
            "kb_id": self.kb_id,
            "name": self.name,
            "score": round(self.score, 4),
            "status": self.status,
            "via": self.via,
            "reason": self.reason,
        }
        if self.candidates:
            out["candidates"] = list(self.candidates)
        return out


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with its mentions, sorted and disjoint. Iterating yields the mentions."""

    text: str
    mentions: tuple[Mention, ...]

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.mentions)

    def __len__(self) -> int:
        return len(self.mentions)

    @property
    def entities(self) -> dict[str, int]:
        """How often each linked entity is mentioned, by id, in order of first mention."""
        return dict(Counter(m.kb_id for m in self.mentions if m.status == "linked"))

    def to_dict(self) -> dict[str, Any]:
        """As plain data for JSON: the mentions and the count of every entity (the text itself is left to the caller)."""
        return {"mentions": [m.to_dict() for m in self.mentions], "entities": self.entities}
