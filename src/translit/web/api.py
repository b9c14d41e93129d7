"""The JSON API: what each operation is asked and answers, as dataclasses, from which the OpenAPI document is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple

from translit.annotation.unlinked import Cause
from translit.gazetteer import Gazetteer
from translit.limits import LONGEST_ARTICLE, MOST_CANDIDATES
from translit.model import Entity, EntityType, Explanation, Match, MatchMethod, Mention, Part, Status
from translit.web.served import RefusedError, Served

_NEAREST = 3  # candidates that are shown beside a word that is not linked


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every request may say."""

    gazetteer: Annotated[str, "The name of one of the gazetteers of the server; by default the first."] = ""
    threshold: Annotated[float | None, "The smallest score (0 to 1) that is linked; by default that of the server."] = (
        None
    )


@dataclass(frozen=True, kw_only=True)
class TextQuestion(Question):
    """A text."""

    text: Annotated[str, "Any text."]


@dataclass(frozen=True, kw_only=True)
class NormalizeQuestion(TextQuestion):
    """A text, and the spellings to write."""

    style: Annotated[str, "A house style (be, ru, uk …) for entities that have one."] = ""


@dataclass(frozen=True, kw_only=True)
class LookupQuestion(Question):
    """A name."""

    name: Annotated[str, "One name."]
    limit: Annotated[int, f"How many entities to give at most, 1 to {MOST_CANDIDATES}."] = 5


@dataclass(frozen=True, kw_only=True)
class CompareQuestion(Question):
    """Two names; the gazetteer is not asked."""

    a: Annotated[str, "A name."]
    b: Annotated[str, "Another name."]
    type: Annotated[EntityType, "What both are names of."] = "person"


@dataclass(frozen=True, kw_only=True)
class WhyNotQuestion(TextQuestion):
    """A stretch of a text, in code points."""

    start: Annotated[int, "The offset of its first code point."]
    end: Annotated[int, "The offset after its last code point."]


@dataclass(frozen=True)
class Why:
    """A sentence, and the parts of the score in bits: their sum is the log-odds."""

    sentence: str
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Found:
    """An entity that a name may stand for."""

    id: str
    name: str
    type: EntityType
    description: str
    wikidata: str
    score: float
    status: Status
    via: MatchMethod
    form: str
    why: Why

    @classmethod
    def of(cls, match: Match) -> Found:
        """Return a match as the API gives it."""
        e = match.entity
        about = (e.id, e.name, e.type, e.description, e.links.get("wikidata", ""))
        return cls(*about, match.score, match.status, match.via, match.form, why(match.explain()))


@dataclass(frozen=True)
class Annotation:
    """The names of a text, and how often each entity is named."""

    mentions: tuple[Mention, ...]
    entities: Mapping[str, int]
    made_by: Mapping[str, str]


@dataclass(frozen=True)
class Replaced:
    """A piece of a text that was replaced, with its old and its new offsets."""

    start: int
    end: int
    text: str
    new_start: int
    new_end: int
    new_text: str
    kb_id: str


@dataclass(frozen=True)
class Normalized:
    """A text with canonical spellings."""

    text: str
    replacements: tuple[Replaced, ...]
    made_by: Mapping[str, str]


@dataclass(frozen=True)
class Looked:
    """The entities that a name may stand for; none if it is nobody listed."""

    matches: tuple[Found, ...]
    made_by: Mapping[str, str]


@dataclass(frozen=True)
class Compared:
    """Whether two names are of one entity, and why."""

    same: bool
    score: float
    why: Why


@dataclass(frozen=True)
class WhyNotAnswer:
    """Why a stretch of a text is not linked; what a lookup of it says, and which entities are nearest, however unlikely."""

    text: str
    cause: Cause
    sentence: str
    mention: Mention | None
    parts: tuple[Part, ...]
    matches: tuple[Found, ...]
    nearest: tuple[Found, ...]
    made_by: Mapping[str, str]


def annotate(served: Served, asked: TextQuestion) -> Annotation:
    """Find the names in a text."""
    annotator = served.annotator(asked.gazetteer, asked.threshold)
    found = annotator.annotate(checked(asked.text))
    return Annotation(found.mentions, found.entities, annotator.provenance)


def normalize(served: Served, asked: NormalizeQuestion) -> Normalized:
    """Write a text with canonical spellings."""
    annotator = served.annotator(asked.gazetteer, asked.threshold)
    try:
        new = annotator.rewrite(checked(asked.text), style=asked.style or None).to_dict()
    except ValueError as error:  # no entity has the style
        raise RefusedError(400, str(error)) from None
    return Normalized(new["text"], tuple(Replaced(**r) for r in new["replacements"]), annotator.provenance)


def lookup(served: Served, asked: LookupQuestion) -> Looked:
    """Find the entities that one name may stand for."""
    annotator = served.annotator(asked.gazetteer, asked.threshold)
    if not 1 <= asked.limit <= MOST_CANDIDATES:
        raise RefusedError(400, f"limit must lie between 1 and {MOST_CANDIDATES}, not {asked.limit}")
    matches = annotator.lookup(asked.name, limit=asked.limit)
    return Looked(tuple(map(Found.of, matches)), annotator.provenance)


def compare(served: Served, asked: CompareQuestion) -> Compared:
    """Say whether two names are of one entity, and why."""
    found = served.annotator(asked.gazetteer, asked.threshold).compare(asked.a, asked.b, type=asked.type)
    return Compared(found.same, found.score, why(found.explain()))


def why_not(served: Served, asked: WhyNotQuestion) -> WhyNotAnswer:
    """Say why a stretch of a text is not linked."""
    annotator = served.annotator(asked.gazetteer, asked.threshold)
    try:
        told = annotator.why_not(checked(asked.text), asked.start, asked.end)
    except IndexError as error:
        raise RefusedError(400, str(error)) from None
    words = asked.text[asked.start : asked.end]
    matches, others = annotator.nearest(words)
    return WhyNotAnswer(
        words, told.cause, told.sentence, told.mention, told.evidence.parts if told.evidence else (),
        tuple(map(Found.of, matches)), tuple(map(Found.of, others[:_NEAREST])), annotator.provenance,
    )  # fmt: skip


class Operation(NamedTuple):
    """An operation: its name in the path, what it is asked, what it answers, and the function that does it."""

    name: str
    asked: type[Question]
    answer: type[Any]
    do: Callable[[Served, Any], Any]


OPERATIONS = (
    Operation("annotate", TextQuestion, Annotation, annotate),
    Operation("normalize", NormalizeQuestion, Normalized, normalize),
    Operation("lookup", LookupQuestion, Looked, lookup),
    Operation("compare", CompareQuestion, Compared, compare),
    Operation("why-not", WhyNotQuestion, WhyNotAnswer, why_not),
)


def why(explanation: Explanation) -> Why:
    """Return an explanation as the API gives it."""
    return Why(explanation.sentence, explanation.evidence.score, explanation.evidence.parts)


def checked(text: str) -> str:
    """Return a text, unless it is too long."""
    if len(text) > LONGEST_ARTICLE:
        raise RefusedError(413, f"a text may have {LONGEST_ARTICLE:,} characters here; this one has {len(text):,}")
    return text


def entity_of(gazetteer: Gazetteer, id: str) -> Entity:
    """Return an entity by its id."""
    found = gazetteer.entities.get(id)
    if found is None:
        raise RefusedError(404, f"no entity has the id {id[:100]!r}")
    return found
