"""Names of many articles led back to the nominative: of what a form may be, the corpus tells which it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import Prefix

from translit.corpus.article_names import NameCount, full_name
from translit.corpus.case_forms import nominatives
from translit.names.given_names import is_known_given_name
from translit.names.parse import parse_name
from translit.text.fold import fold
from translit.text.tokens import tokens

_CONTEXTS = 3  # that are kept of a name
_TELLING = 0.25  # share of the mentions that tell the type of a name: so often places stand after a preposition
_RARER = (
    0.25  # times as often as a form that differs by an accent only, the one without it at its end is the nominative
)
_FOREIGN = ("i", "и", "і")  # how foreign names without cases end


@dataclass
class Form:
    """A name as articles in one language have it, in whatever case."""

    name: str
    lang: str
    types: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    contexts: list[str] = field(default_factory=list)

    @property
    def mentions(self) -> int:
        """How often all articles have it."""
        return self.spellings.total()

    @cached_property
    def is_full_name(self) -> bool:
        """True if it is the full name of a person, or a family name with initials."""
        return usual(self.types) == "person" and full_name(self.name) is not None

    @cached_property
    def initials(self) -> str:
        """The initials of a full name without a given name."""
        name = parse_name(self.name)
        return "" if not self.is_full_name or name.of("given") else "".join(p.word.folded for p in name.of("initial"))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that have cases: of a person the given and the family name."""
        if self.is_full_name:
            return tuple(p.word.text for p in parse_name(self.name).of("given", "family"))
        return tuple(t.text for t in tokens(self.name))


@dataclass
class Lemma:
    """A name in the nominative, in one language, and the forms that it has in articles."""

    name: str
    lang: str
    type: str
    forms: list[Form]
    is_attested: bool
    """True if an article has the name as it stands here."""

    @property
    def is_full_name(self) -> bool:
        """True if it is the full name of a person, or a family name with initials."""
        return self.forms[0].is_full_name

    @property
    def mentions(self) -> int:
        """How often all articles have it."""
        return sum(form.mentions for form in self.forms)

    @property
    def articles(self) -> int:
        """How many articles have it."""
        return sum(form.articles for form in self.forms)


def forms_of(rows: Iterable[NameCount]) -> dict[tuple[str, str], Form]:
    """Return the forms that rows of articles, or their sums, tell about, by name and language."""
    found: dict[tuple[str, str], Form] = {}
    for row in rows:
        form = found.setdefault((row.name, row.lang), Form(row.name, row.lang))
        form.types[row.type] += row.mentions
        form.spellings[row.spelling] += row.mentions
        form.articles += row.articles
        if row.context and row.context not in form.contexts and len(form.contexts) < _CONTEXTS:
            form.contexts.append(row.context)
    return found


def lemmas_of(forms: Iterable[Form]) -> list[Lemma]:
    """Return the names in the nominative, the most frequent first.

    Of the nominatives that a form may have, the one is taken that most other forms may have, too: *Trumpa* and *Trumpem* are
    cases of *Trump*, and only one of them is one of *Trumpa*.
    """
    known = [form for form in forms if form.words]
    ways = {id(form): nominatives(form.words, form.lang or None) for form in known}
    written = {(form.lang, tuple(map(fold, form.words))) for form in known}
    whole = Counter((form.lang, way) for form in known for way in ways[id(form)])
    last = Counter((form.lang, word) for form in known for word in {way[-1] for way in ways[id(form)]})

    def likeliness(form: Form, way: tuple[str, ...]) -> tuple[int, ...]:
        named = form.is_full_name and is_known_given_name(way[0])
        return (
            named,
            whole[form.lang, way],
            (form.lang, way) in written,
            last[form.lang, way[-1]],
            _agreement(form, way),
        )

    groups: dict[tuple[str, bool, str, tuple[str, ...]], list[Form]] = {}
    for form in known:
        best = max(ways[id(form)], key=lambda way: likeliness(form, way))
        groups.setdefault((form.lang, form.is_full_name, form.initials, best), []).append(form)
    made = [_lemma(of_one, best) for (_, _, _, best), of_one in groups.items()]
    return sorted(made, key=lambda lemma: (-lemma.mentions, lemma.name, lemma.lang))


def _agreement(form: Form, way: tuple[str, ...]) -> int:
    """Return how well the words of a name agree: *Андреем Ромашковым* is *Андрей Ромашков*, not *Андрей Ромашковым*.

    Of several nominatives the one that only lacks an ending is likelier: *Hitler*, not *Hitlero*, for *Hitlera*. Foreign
    names in -i have no cases: *Kevina McCarthi*.
    """
    written = [fold(text) for text in form.words]
    if len(way) == 1 or any(map(str.__eq__, written, way)) or written[-1].endswith(_FOREIGN):
        return 0
    return 1 + written[-1].startswith(way[-1])


def _lemma(forms: list[Form], words: tuple[str, ...]) -> Lemma:
    forms.sort(key=lambda form: (-form.mentions, form.name))
    types: Counter[str] = Counter()
    for form in forms:
        types.update(form.types)
    same = _plainest([form for form in forms if tuple(map(fold, form.words)) == words])
    return Lemma(same or _written(forms[0], words), forms[0].lang, usual(types), forms, bool(same))


def _plainest(same: Sequence[Form]) -> str:
    """Return the most frequent of forms that differ by accents only: *Bruksela*, if that is not rare, for *Brukselą*."""
    plain = (form for form in same if form.mentions >= _RARER * same[0].mentions and form.name[-1:].isascii())
    return next(plain, same[0]).name if same else ""


def usual(types: Counter[str]) -> str:
    """Return the type that most mentions have, ``""`` if too few have one: a single *in Ryanair* tells no place."""
    best = max(types, key=lambda type_: (bool(type_), types[type_], type_))
    return best if types[best] >= _TELLING * types.total() else ""


def _written(form: Form, nominative: tuple[str, ...]) -> str:
    """Return a nominative that no article has, with the capitals and accents of a form as far as they agree."""
    name = form.name
    for text, folded in zip(form.words, nominative, strict=True):
        stem = Prefix.similarity(fold(text), folded)
        name = name.replace(text, text[:stem] + folded[stem:], 1)
    return name
