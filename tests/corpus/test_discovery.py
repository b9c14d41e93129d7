"""Names that no gazetteer lists: found, led back to the nominative, clustered, and proposed as an alias file."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from support import ROOT, SEEDS, read_seed
from translit.annotation.annotator import Annotator
from translit.corpus.article_names import NameCount, article_names, is_same_person
from translit.corpus.discovery import Proposal, discover, propose
from translit.corpus.name_counts import NameCounts
from translit.corpus.proposal_file import to_yaml
from translit.corpus.unlisted_names import read_names
from translit.errors import TranslitError
from translit.gazetteer import Gazetteer
from translit.match.redundant_aliases import check

NOBODY = Gazetteer()
PIECES = [f"{a}{b}" for a in "bdgklmnprstvz" for b in "aeiou"]


def proposed(*articles: str) -> dict[str, Proposal]:
    return {p.name: p for p in discover(articles, gazetteer=NOBODY)}


@pytest.fixture(scope="module")
def seeds() -> list[Proposal]:
    return discover([read_seed(p.name) for p in SEEDS], gazetteer=NOBODY)


def test_every_person_of_the_seeds_has_all_spellings_and_nobody_else_s(seeds: list[Proposal]) -> None:
    gold: dict[str, Counter[str]] = {}
    for line in (ROOT / "tests" / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines():
        for mention in json.loads(line)["mentions"]:
            if mention["type"] == "PER" and mention["surface"] != "Sasha":  # a bare given name could be anybody's
                gold.setdefault(mention["entity"], Counter())[mention["surface"]] += 1
    owners = {spelling: entity for entity, spellings in gold.items() for spelling in spellings}
    found = {owners[next(iter(p.spellings))]: p for p in seeds if owners.keys() & p.spellings.keys()}
    assert found.keys() == gold.keys()
    for entity, proposal in found.items():
        assert proposal.spellings.keys() == gold[entity].keys(), entity
        assert proposal.type == "person"
        assert abs(proposal.mentions - gold[entity].total()) <= 1, entity  # one stands in Putin-Lukashenko


def test_nothing_listed_is_proposed(annotator: Annotator) -> None:
    found = {p.name for p in discover(read_seed(p.name) for p in SEEDS)}
    assert not found & {"Alexander Lukashenko", "Vladimir Putin", "Belarus", "Minsk", "Dmitry Peskov"}


def test_an_alias_file_of_proposals_is_accepted_by_check(seeds: list[Proposal], tmp_path: Path) -> None:
    path = tmp_path / "proposals.yaml"
    path.write_text(to_yaml(seeds), encoding="utf-8")
    found = Annotator(check(path))
    assert [m.kb_id for m in found.annotate("Sviatlana Tsikanaouskaya")] == ["svetlana-tikhanovskaya"]
    accepted = re.sub("^# (?=- |  [^…])", "", to_yaml(seeds), flags=re.MULTILINE)
    path.write_text(accepted, encoding="utf-8")
    assert len(check(path)) == len(seeds)


@pytest.mark.parametrize("name", ['Ann "Mad" O’Neil: x', "no", "# x", "{a}", "Yes", "Ann\x07Lee", "- b"])
def test_any_name_is_written_so_that_the_file_can_be_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    odd = Proposal("x", name, "place", "", {"ru": "Но: «нет»"}, "ru", 2, 1, {name: 2}, (name,), 1.0)
    path.write_text(to_yaml([odd]), encoding="utf-8")
    entities = check(path).entities
    assert [e.name for e in entities.values()] == ([name] if odd.is_sure else [])


def test_names_in_other_scripts_are_native_names() -> None:
    found = proposed(
        "Olga Ladyzhenskaya spoke in Rome.",
        "Приехала Ольга Ладыженская. С Ладыженской говорили, Ольгу Ладыженскую слушали.",
        "Виступала Ольга Ладиженська, а потім Ладиженську слухали.",
    )["Olga Ladyzhenskaya"]
    assert dict(found.names) == {"ru": "Ольга Ладыженская", "uk": "Ольга Ладиженська"}
    assert (found.gender, found.articles, found.mentions) == ("f", 3, 6)


def test_case_forms_are_led_back_to_a_nominative_that_other_articles_have() -> None:
    found = proposed(
        "Rozmowa z Donaldem Kowalewskim trwała godzinę, bo tego chciał rząd.",
        "O Donaldzie Kowalewskim nie mówi się nic, ale rząd go nie lubi.",
        "Nie ma tu już tego, który to był: Donald Kowalewski wyjechał do Niemiec.",
    )
    assert dict(found["Donald Kowalewski"].spellings) == {
        "Donald Kowalewski": 1, "Donaldem Kowalewskim": 1, "Donaldzie Kowalewskim": 1,
    }  # fmt: skip


def test_people_with_one_family_name_stay_apart() -> None:
    found = proposed(
        "Maria Petrenko met Ivan Petrenko in Rome. Petrenko, she said, had left.",
        "Jana Petrenko and Ivan Petrenko spoke.",
        "The police said that Petrenko had left.",
    )
    assert {"Maria Petrenko", "Ivan Petrenko", "Jana Petrenko", "Petrenko"} <= found.keys()


def test_common_words_with_capitals_are_no_names() -> None:
    text = "Yesterday Ursula von der Leyen went to Minsk. On Monday French President Macron and Germans came."
    assert [n.text for n in read_names(text).names if n.is_sure] == ["Ursula von der Leyen", "Minsk", "Macron"]
    headline = "Leaders Meet Putin To Discuss New Crackdown On Opposition\n\nThe talks began."
    assert [n.text for n in read_names(headline).names if n.is_sure] == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("They watched Al Jazeera with Al-Arabiya on Monday and saw the Mahdi Army in the desert.", []),
        ("They met Al Gore in Rome and Oliver North. Then they saw that Gore left.", ["Al Gore", "Oliver North"]),
        ("They honoured Ruth Bader Ginsburg, said Ginsburg.", ["Ruth Bader Ginsburg"]),
        ("Говорили А. Штангенцев Б. Секстантов и другие.", ["А. Штангенцев", "Б. Секстантов"]),
        ("Wczoraj obradowała Liga Morska, a potem Traktat Rzymski.", []),
        ("Der Streit um den Energiekonzern Uniper geht weiter, weil Uniper nicht zahlt.", []),
        ("Der Bürgermeister von Halle, Egbert Geier, sprach. Dann lachte Geier.", ["Egbert Geier"]),
        ("В столице Франция Эмманюэль Макрон сказал слово.", ["Эмманюэль Макрон"]),
    ],
)  # fmt: skip
def test_what_is_a_full_name_of_a_person(text: str, persons: list[str]) -> None:
    assert [n.text for n in read_names(text).names if n.is_sure and n.type == "person" and " " in n.text] == persons


def test_contractions_and_peoples_are_no_names() -> None:
    text = "And then I'd say that the Iraqi and the Australian left, said I'm and He’d and O'Brien."
    assert [n.text for n in read_names(text).names if n.is_sure] == ["O'Brien"]


def test_words_of_a_name_agree_in_the_nominative() -> None:
    found = proposed(
        "Вчера с Андреем Ромашковым говорили.",
        "Nie ma tu Klausa Iohannisa.",
        "Вчера вечером там видели Кевина Маккорти, который приехал один.",
    )
    assert {"Andrey Romashkov", "Klaus Iohannis", "Kevin Makkorti"} == found.keys()


def test_a_word_in_many_more_articles_than_the_full_name_is_no_family_name() -> None:
    rows = [
        NameCount("Брекзит Мишел", "bg", "person", "Брекзит Мишел", 1, 1, ""),
        NameCount("Брекзит", "bg", "", "Брекзит", 50, 30, ""),
    ]
    assert sorted(p.mentions for p in propose(rows)) == [1, 50]


def test_a_proposal_stands_in_an_article_or_more_and_not_in_more_than_it_has_mentions() -> None:
    rows = [
        NameCount("Карабах", "ru", "place", "Карабаха", 2, 0, ""),
        NameCount("Minsk", "en", "place", "Minsk", 1, 3, ""),
    ]
    assert sorted(p.articles for p in propose(rows)) == [1, 1]


def test_an_odd_article_does_no_harm() -> None:
    for text in ("", "A", "A B C D E", "Иванов " * 500, "McX-" * 300, "\ud800 Anna\nKarenina", "Anna " * 200):
        article_names(text, Annotator(NOBODY))


def test_counts_of_a_killed_run_are_those_of_one_that_was_not(tmp_path: Path) -> None:
    articles = [article_names(read_seed(p.name), Annotator(NOBODY)) for p in SEEDS]
    whole = NameCounts()
    for article in articles:
        whole.add(article)
    path = tmp_path / "counts"
    for article in articles[:2]:
        first = NameCounts(path, "as asked")
        first.add(article)
        first.close()
    killed = NameCounts(path, "as asked")
    killed.add(articles[2])  # lost: not written down
    killed._base.close()
    again = NameCounts(path, "as asked")
    assert again.done == 2
    for article in articles[2:]:
        again.add(article)
    assert list(again.rows()) == list(whole.rows())
    with pytest.raises(TranslitError, match="another run is writing it"):
        NameCounts(path, "as asked")
    again.close()
    with pytest.raises(TranslitError, match="begun otherwise"):
        NameCounts(path, "otherwise")
    other = tmp_path / "other"
    other.write_text("no database, but long enough to be taken for one" * 9)
    with pytest.raises(TranslitError, match="no counts"):
        NameCounts(other)


def test_a_name_needs_so_many_mentions() -> None:
    rows = [NameCount("Olga Ladyzhenskaya", "en", "person", "Ladyzhenskaya", 2, 1, "")]
    counts = NameCounts()
    counts.add(rows)
    assert [p.name for p in propose(counts.rows(2))] == ["Olga Ladyzhenskaya"]
    assert propose(counts.rows(3)) == []
    assert propose([rows[0]._asdict()]) == propose(rows)


def test_an_article_that_lists_thousands_of_people_does_not_compare_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def counted(*names: Any) -> bool:
        nonlocal compared
        compared += 1
        return is_same_person(*names)

    monkeypatch.setattr("translit.corpus.article_names.is_same_person", counted)
    names = [f"Ivan Be{a}{b}in" for a in PIECES for b in PIECES][:1500]
    article_names(" ".join(f"They met {name} there." for name in names), Annotator(NOBODY))
    assert 0 < compared < 250 * len(names)
