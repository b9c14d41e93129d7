"""The data model: entities, mentions, matches, and the evidence behind a score, all immutable.

Offsets are code points of the original text, half-open; scores are probabilities (0..1); weights are bits. Text that is
not known is ``""``, a collection without members is empty. A ``repr`` is short and shows what tells objects apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, overload

EntityType = Literal["person", "organization", "place"]
Role = Literal["title", "given", "initial", "patronymic", "particle", "family", "suffix", "content", "light"]
"""The part that a word plays in a name. ``content`` and ``light`` (function words and legal forms) are those of
organizations and places; ``light`` words of a person are articles and what follows an office (*President of Iran*)."""
Status = Literal["linked", "ambiguous", "alternative"]
"""``linked``: this entity. ``ambiguous``: one of several with nearly the same evidence. ``alternative``: less likely."""
MatchMethod = Literal["exact", "inflected", "variant", "key", "fuzzy", "surname", "short"]
"""How a name was reached: written as listed, a case form, a spelling by a convention, the same phonetic key, a similar
spelling, a bare family name, a short form (*Chevron*, a given name, an acronym, the country and the kind of a ministry)."""

TYPES: tuple[EntityType, ...] = ("person", "organization", "place")
LABELS: Mapping[EntityType, str] = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity."""

    text: str
    """The name as written, such as ``"Old Man"``."""
    needs_context: bool = False
    """True if the name counts only in an article that names the entity otherwise, too."""


@dataclass(frozen=True, slots=True, repr=False)
class Entity:
    """What a name stands for: one record of a gazetteer. Only ``id``, ``name`` and ``type`` are never empty.

    >>> Entity("minsk", "Minsk", "place", names={"be": ("Мінск",)})
    Entity('minsk', 'Minsk', 'place')
    """

    id: str
    """The key of the record, such as ``"olga-ladyzhenskaya"``."""
    name: str
    """The canonical spelling."""
    type: EntityType
    """``person``, ``organization`` or ``place``."""
    gender: Literal["", "f", "m"] = ""
    """``f`` or ``m``, of persons."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Native names by language code, such as ``{"ru": ("Ольга Ладыженская",)}``."""
    aliases: tuple[Alias, ...] = ()
    """Other names, such as those of birth, of the pen, and former ones."""
    acronyms: tuple[str, ...] = ()
    """Acronyms as they are written, such as ``("МИАН",)``."""
    patronymic: Mapping[str, str] = field(default_factory=dict)
    """The patronymic by language code."""
    mononym: bool = False
    """True if the press uses the bare family name for this person although namesakes exist."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """The canonical spelling by house style."""
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of relatives and others by kind (``spouse``, ``child``, ``parent``, ``sibling``, ``founder``)."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Ids in other databases, such as ``{"wikidata": "Q…"}``."""
    country: str = ""
    """ISO 3166-1 alpha-2 code."""
    description: str = ""
    """One line for readers."""
    prior: int = 0
    """How often news names it: 5 daily all over the world, 4 daily in its part of the world or every week all over, 3 every
    month, 2 a few times a year, 1 hardly ever; 0 if nobody has said."""

    def __repr__(self) -> str:
        return f"Entity({self.id!r}, {self.name!r}, {self.type!r})"

    @property
    def label(self) -> str:
        """``PER``, ``ORG`` or ``LOC``."""
        return LABELS[self.type]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence."""

    kind: str
    """What was compared or counted, such as ``family name``, ``rarity``, ``lead``."""
    left: str
    """The word of the first name that it is about, if any."""
    right: str
    """The word of the second name, likewise."""
    weight: float
    """The base-2 logarithm (bits) of the factor by which it changes the odds."""
    note: str = ""
    """How the words agree, for readers."""


def probability(weight: float) -> float:
    """Return the probability with these log odds in bits."""
    return 1.0 / (1.0 + math.exp2(-max(-64.0, min(64.0, weight))))


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """The parts of a score: their weights are added, and the score is the probability with these log odds.

    >>> Evidence((Part("prior", "", "", -4.0), Part("family", "a", "a", 9.0)))
    Evidence(+5.0 bits in 2 parts, score=0.970)
    """

    parts: tuple[Part, ...]

    @property
    def weight(self) -> float:
        """The sum of all weights, in bits."""
        return sum(part.weight for part in self.parts)

    @property
    def score(self) -> float:
        """``1 / (1 + 2 ** -weight)``, with the weight cut off at 64 bits either way.

        >>> Evidence((Part("prior", "", "", -4.0), Part("family", "a", "a", 9.0))).score
        0.9696969696969697
        """
        return probability(self.weight)

    def __repr__(self) -> str:
        return f"Evidence({self.weight:+.1f} bits in {len(self.parts)} parts, score={self.score:.3f})"

    def to_list(self) -> list[dict[str, Any]]:
        """Return the parts as plain data for JSON, with weights to four decimals."""
        return [
            {"kind": p.kind, "left": p.left, "right": p.right, "weight": round(p.weight, 4), "note": p.note}
            for p in self.parts
        ]

    def _repr_html_(self) -> str:
        from translit.hypertext import waterfall

        return waterfall(self.parts, self.score)


EXACT = 64.0
"""The weight of an exact alias, in bits: its score is 1.0."""


class Explanation:
    """Why two names are one or are not: a sentence for readers, and the evidence.

    Most sentences are never read, so ``sentence`` may be a function that makes it at first use.
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
        sentence = self.sentence if len(self.sentence) <= 60 else f"{self.sentence[:59]}…"
        return f"Explanation({sentence!r}, score={self.evidence.score:.3f})"

    def _repr_html_(self) -> str:
        from translit.notebook import card

        return card("", [self.sentence], self.evidence._repr_html_())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and (self.sentence, self.evidence) == (other.sentence, other.evidence)

    def __hash__(self) -> int:
        return hash(self.evidence)

    def __reduce__(self) -> tuple[type[Explanation], tuple[str, Evidence]]:
        return Explanation, (self.sentence, self.evidence)

    def __str__(self) -> str:
        return self.sentence

    def to_dict(self) -> dict[str, Any]:
        """Return the explanation as plain data: ``sentence``, ``score`` and ``parts``, with weights to four decimals."""
        return {
            "sentence": self.sentence,
            "score": self.evidence.score,
            "parts": self.evidence.to_list(),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Match:
    """An entity that a name may stand for, from :func:`translit.lookup`.

    >>> import translit
    >>> translit.lookup("Loekasjenko")
    [Match('alexander-lukashenko', score=0.902, status='linked', via='variant')]
    """

    entity: Entity
    """The entity."""
    score: float
    """The probability that the name means it; 1 if the name is listed, also where it is listed for several."""
    status: Status
    """``linked`` for the one entity that is meant, ``ambiguous`` for each of several with nearly the same evidence,
    ``alternative`` for less likely ones."""
    via: MatchMethod
    """How the name was reached, from ``exact`` to ``fuzzy``."""
    form: str
    """The listed name of the entity that is nearest to the name."""
    explanation: Explanation
    """One sentence and the evidence."""

    def __repr__(self) -> str:
        return f"Match({self.entity.id!r}, score={self.score:.3f}, status={self.status!r}, via={self.via!r})"

    def _repr_html_(self) -> str:
        from translit.notebook import card

        facts = [self.entity.description, f"{self.status}, as {self.form}", self.explanation.sentence]
        return card(f"{self.entity.name} ({self.entity.id})", facts, self.explanation.evidence._repr_html_())

    def explain(self) -> Explanation:
        """Why: one sentence and the parts of the score."""
        return self.explanation

    def to_dict(self) -> dict[str, Any]:
        """Return the match as plain data for JSON: the entity's ``id``, ``name`` and ``type``, and why, with all parts."""
        entity = {"id": self.entity.id, "name": self.entity.name, "type": self.entity.type}
        return {**entity, "status": self.status, "via": self.via, "form": self.form, **self.explanation.to_dict()}


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """The answer to the question whether two strings are names of one entity, from :func:`translit.compare`.

    >>> import translit
    >>> translit.compare("Łukaszenka", "Lukashenko")
    Comparison('Łukaszenka', 'Lukashenko', score=0.882, same=True)
    """

    left: str
    """The first string."""
    right: str
    """The second string."""
    score: float
    """The probability that they are."""
    same: bool
    """True if the score reaches the threshold."""
    explanation: Explanation
    """One sentence and the evidence."""

    def __repr__(self) -> str:
        return f"Comparison({self.left!r}, {self.right!r}, score={self.score:.3f}, same={self.same})"

    def _repr_html_(self) -> str:
        from translit.notebook import card

        title = f"{self.left} and {self.right}: {'the same' if self.same else 'not the same'}"
        return card(title, [self.explanation.sentence], self.explanation.evidence._repr_html_())

    def explain(self) -> Explanation:
        """Why: one sentence and the parts of the score."""
        return self.explanation


@dataclass(frozen=True, slots=True, repr=False)
class Mention:
    """A name in a text, and the entity it stands for.

    >>> Mention(3, 8, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    Mention(3, 8, 'Minsk', 'minsk')
    """

    start: int
    """The offset of the first code point of the name."""
    end: int
    """The offset after its last code point."""
    text: str
    """The name as written, ``text[start:end]`` of the annotated text."""
    label: str
    """``PER``, ``ORG`` or ``LOC``."""
    kb_id: str
    """The id of the entity; ``""`` if the mention is ambiguous."""
    name: str
    """The canonical name of the entity; ``""`` if the mention is ambiguous."""
    score: float
    """The probability that the entity is meant; of an ambiguous mention, that one of its candidates is."""
    status: Status
    """``linked`` or ``ambiguous``."""
    via: MatchMethod
    """How the name was reached."""
    reason: str = ""
    """Why it stands for the entity, in one sentence."""
    candidates: tuple[str, ...] = ()
    """The ids of all entities of an ambiguous mention; empty if it is linked."""

    def __repr__(self) -> str:
        return f"Mention({self.start}, {self.end}, {self.text!r}, {self.kb_id or self.candidates!r})"

    def to_dict(self) -> dict[str, Any]:
        """Return the mention as plain data for JSON; ``candidates`` only if it is ambiguous, the score to four decimals."""
        out: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        out |= {"score": round(self.score, 4), "candidates": list(self.candidates)}
        if not self.candidates:
            del out["candidates"]
        return out


@dataclass(frozen=True, slots=True, repr=False)
class AnnotatedText(Sequence[Mention]):
    """A text with its mentions, sorted and disjoint: a sequence of them.

    >>> minsk = Mention(3, 8, "Minsk", "LOC", "minsk", "Minsk", 1.0, "linked", "exact")
    >>> annotated = AnnotatedText("In Minsk", (minsk,))
    >>> len(annotated), annotated[0], annotated.entities
    (1, Mention(3, 8, 'Minsk', 'minsk'), {'minsk': 1})
    """

    text: str
    mentions: tuple[Mention, ...]

    def __repr__(self) -> str:
        text = self.text if len(self.text) <= 40 else f"{self.text[:39]}…"
        return f"AnnotatedText({text!r}, {len(self)} mentions)"

    def _repr_html_(self) -> str:
        from translit.notebook import marked

        def told(m: Mention) -> str:
            return f"{m.name or ' or '.join(m.candidates)}, {m.score:.2f}: {m.reason}"

        return marked(self.text, ((m.start, m.end, m.label if m.kb_id else "", told(m)) for m in self.mentions))

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.mentions)

    def __len__(self) -> int:
        return len(self.mentions)

    @overload
    def __getitem__(self, place: int) -> Mention: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Mention, ...]: ...
    def __getitem__(self, place: int | slice) -> Mention | tuple[Mention, ...]:
        return self.mentions[place]

    @property
    def entities(self) -> dict[str, int]:
        """The number of mentions of each linked entity by id, in order of first mention."""
        return dict(Counter(m.kb_id for m in self.mentions if m.status == "linked"))

    def to_dict(self) -> dict[str, Any]:
        """Return the mentions and the count of every entity as plain data for JSON, without the text."""
        return {"mentions": [m.to_dict() for m in self.mentions], "entities": self.entities}
