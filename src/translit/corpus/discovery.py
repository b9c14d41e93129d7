"""Discovery: the names of many articles that no gazetteer lists, as proposals for entities that a person accepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

from translit.annotation.annotator import Source, annotator_for
from translit.corpus.article_names import Gender, NameCount, article_names, gender_of
from translit.corpus.clusters import Cluster, clusters
from translit.corpus.name_counts import NameCounts
from translit.corpus.nominatives import Lemma
from translit.errors import AliasFileError
from translit.gazetteer.records import from_record
from translit.model import TYPES
from translit.table.romanization import in_latin
from translit.table.tables import tables
from translit.text.fold import ascii_letters, fold, script_of

_CONTEXTS = 3  # of a proposal


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """An entity that articles name and no gazetteer lists, from :func:`translit.discover`.

    >>> [found] = discover(["Olga Ladyzhenskaya spoke. They met Olga Ladyzhenskaya."])
    >>> found.record
    {'id': 'olga-ladyzhenskaya', 'name': 'Olga Ladyzhenskaya', 'type': 'person', 'gender': 'f'}
    """

    id: str
    """An id made of the name."""
    name: str
    """The canonical spelling: the most frequent full one in the language asked, else in Latin letters, else romanized."""
    type: str
    """``person``, ``organization`` or ``place``; ``""`` if nothing tells it."""
    gender: Gender
    """``f`` or ``m``, if the names of a person tell it."""
    names: Mapping[str, str]
    """The names in other scripts by language code, as articles have them in the nominative."""
    lang: str
    """The language of the articles that name it most."""
    mentions: int
    """How often it is named."""
    articles: int
    """How many articles name it."""
    spellings: Mapping[str, int]
    """How often each spelling was seen, case forms and bare family names among them; the most frequent first."""
    contexts: tuple[str, ...]
    """What stood around it, in a few articles."""
    score: float
    """The probability of the weakest link that holds its names together; 1 if they are one name in different cases."""

    def __repr__(self) -> str:
        return f"Proposal({self.name!r}, {self.type!r}, mentions={self.mentions}, score={self.score:.3f})"

    @property
    def is_sure(self) -> bool:
        """True if it may go into a gazetteer as it stands: its type is known, and more than one mention speaks for it."""
        return self.mentions > 1 and self.type in TYPES and not self._fault

    @property
    def record(self) -> dict[str, Any]:
        """The record of an alias file; spellings are no part of it, since the rules find them."""
        found = {"id": self.id, "name": self.name, "type": self.type or "organization", "gender": self.gender}
        return {key: value for key, value in {**found, "names": dict(self.names)}.items() if value}

    @property
    def _fault(self) -> bool:
        try:
            from_record(self.record)
        except AliasFileError:
            return True
        return False

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal as plain data for JSON, the score to four decimals."""
        return {**asdict(self), "score": round(self.score, 4)}


def discover(articles: Iterable[str], *, gazetteer: Source = None, lang: str = "en", least: int = 1) -> list[Proposal]:
    """Return who and what articles name that a gazetteer does not list: sure proposals first, those of most articles first.

    Articles are read one by one, and what is counted lies in a temporary file. Names of scripts without capitals are not
    discovered.

    Parameters
    ----------
    articles
        Texts.
    gazetteer
        What is known already: a path, a gazetteer, or ``None`` for the shipped one. With ``Gazetteer()`` all names are new.
    lang
        The language whose spelling becomes the canonical one, if articles have it.
    least
        How many mentions a name needs in one language: a large corpus has many names that stand in it once.

    Raises
    ------
    TypeError
        If an article is no string.
    AliasFileError
        If the gazetteer is a file with faults.

    Examples
    --------
    >>> found = discover(["Olga Ladyzhenskaya spoke in Rome.", "Приехала Ольга Ладыженская. С Ладыженской говорили."])
    >>> found[0], dict(found[0].names)
    (Proposal('Olga Ladyzhenskaya', 'person', mentions=3, score=0.993), {'ru': 'Ольга Ладыженская'})
    >>> dict(found[0].spellings)
    {'Olga Ladyzhenskaya': 1, 'Ладыженской': 1, 'Ольга Ладыженская': 1}
    """
    annotator = annotator_for(gazetteer)
    counts = NameCounts()
    for text in articles:
        counts.add(article_names(text, annotator))
    return propose(counts.rows(least), lang=lang)


def propose(names: Iterable[NameCount | Mapping[str, Any]], *, lang: str = "en") -> list[Proposal]:
    """Return the proposals for names that were counted elsewhere, such as with DuckDB or Spark.

    A row has the fields of :class:`~translit.corpus.article_names.NameCount`, whose ``mentions`` and ``articles`` are sums.
    """
    rows = (row if isinstance(row, NameCount) else NameCount(**row) for row in names)
    taken: set[str] = set()
    found = [_proposal(cluster, lang, taken) for cluster in clusters(rows)]
    return sorted(found, key=lambda proposal: not proposal.is_sure)


def _proposal(cluster: Cluster, lang: str, taken: set[str]) -> Proposal:
    spellings: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for form in (form for lemma in cluster.lemmas for form in lemma.forms):
        spellings.update(form.spellings)
        languages[form.lang] += form.mentions
    name = _canonical(cluster, lang)
    genders = Counter(g for lemma in cluster.lemmas if (g := gender_of(lemma.name)))
    contexts = dict.fromkeys(c for lemma in cluster.lemmas for form in lemma.forms[:1] for c in form.contexts[:1])
    more = (c for lemma in cluster.lemmas for form in lemma.forms for c in form.contexts)
    return Proposal(
        id=_new_id(name, taken),
        name=name,
        type=cluster.type,
        gender=genders.most_common(1)[0][0] if genders and cluster.type == "person" else "",
        names=_native(cluster, name),
        lang=languages.most_common(1)[0][0],
        mentions=cluster.mentions,
        articles=cluster.articles,
        spellings=dict(sorted(spellings.items(), key=lambda item: (-item[1], item[0]))),
        contexts=tuple(dict.fromkeys([*contexts, *more]))[:_CONTEXTS],
        score=cluster.score,
    )


def _canonical(cluster: Cluster, lang: str) -> str:
    """Return the name that most articles have in full, in a language, else in Latin letters, else romanized."""

    def rank(lemma: Lemma) -> tuple[object, ...]:
        written = sum(form.spellings[form.name] for form in lemma.forms)
        return lemma.is_full_name, script_of(lemma.name) == "Latin", lemma.lang == lang, lemma.is_attested, written

    best = max(cluster.lemmas, key=rank)
    if script_of(best.name) != "Latin" and best.lang in tables().languages:
        return in_latin(best.name, lang=best.lang, type=best.type or "person")
    return best.name


def _native(cluster: Cluster, name: str) -> dict[str, str]:
    """Return the most frequent full name of each language that does not write Latin letters, if articles have it."""
    found: dict[str, str] = {}
    longest = max(lemma.is_full_name for lemma in cluster.lemmas)
    for lemma in cluster.lemmas:
        is_native = lemma.lang and lemma.is_attested and script_of(lemma.name) != "Latin"
        if is_native and lemma.is_full_name == longest and fold(lemma.name) != fold(name):
            found.setdefault(lemma.lang, lemma.name)
    return found


def _new_id(name: str, taken: set[str]) -> str:
    """Return small letters and hyphens that no other proposal has."""
    base = "-".join("".join(c if c.isalnum() else " " for c in ascii_letters(name).lower()).split()) or "name"
    id_ = next(id_ for n in count(1) if (id_ := base if n == 1 else f"{base}-{n}") not in taken)
    taken.add(id_)
    return id_
