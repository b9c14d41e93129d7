"""Bodies of states: which entity is meant, where chunks end, and what is no body. Most cases stand in ``tests/cases``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build_data.state_bodies import compile_state_bodies
from translit import Gazetteer
from translit.annotation.annotator import Annotator
from translit.errors import DataError

FRANCE: dict[str, Any] = {"id": "fr", "name": "France", "type": "place", "country": "FR"}
MINISTRY: dict[str, Any] = {"id": "m", "name": "Ministry of Defence of France", "type": "organization", "country": "FR"}
TEXT = "Das französische Verteidigungsministerium hat sich dazu nicht geäußert."


def found(text: str, *records: dict[str, Any]) -> list[tuple[str, str]]:
    mentions = Annotator(Gazetteer.from_records(records)).annotate(text)
    return [(m.text, m.kb_id) for m in mentions]


def test_one_listed_body_of_the_kind_is_meant() -> None:
    assert found(TEXT, FRANCE, MINISTRY) == [("französische Verteidigungsministerium", "m")]
    alone = {**MINISTRY, "name": "Ministry of Defence"}
    assert found(TEXT, alone) == [("französische Verteidigungsministerium", "m")]


@pytest.mark.parametrize(
    "records",
    [
        (FRANCE,),
        (FRANCE, {**MINISTRY, "country": "BE"}),
        (FRANCE, {**MINISTRY, "type": "place"}),
        (FRANCE, MINISTRY, {**MINISTRY, "id": "other", "name": "French Defence Ministry"}),
    ],
)
def test_no_body_or_several_bodies_of_the_kind(records: tuple[dict[str, Any], ...]) -> None:
    assert found(TEXT, *records) == []


def test_where_a_body_ends() -> None:
    text = "Heute schweigt das französische Verteidigungsministerium in Paris. Das französische\n\nVerteidigungsministerium."
    whole, alone = "französische Verteidigungsministerium", "Verteidigungsministerium"
    assert found(text, FRANCE, MINISTRY) == [(whole, "m"), (alone, "m")]
    text = "The French defence ministry and the defence ministry of\nFrance; a French defence ministry-backed plan, France."
    assert found(text, FRANCE, MINISTRY) == [
        ("French defence ministry", "m"),
        ("defence ministry of\nFrance", "m"),
        ("France", "fr"),
    ]


def test_a_phrase_has_one_meaning(tmp_path: Path) -> None:
    bodies, adjectives = tmp_path / "bodies.yaml", tmp_path / "adjectives.tsv"
    adjectives.write_text("code\tsv\nSE\tsvensk{,a,t}\nNO\tnorsk-\n", encoding="utf-8")
    kind = "kinds: {{parliament: {{listed: [diet], sv: [{0}]}}, government: {{listed: [cabinet], sv: [regering]}}}}\n"
    rest = "of: {}\nfollows: []\nalone: []\nparts: {}\nendings: {sv: ['', a, t]}\n"
    bodies.write_text(kind.format("riksdag") + rest, encoding="utf-8")
    made = compile_state_bodies(bodies, adjectives)
    assert made["sv"]["adjectives"] == {"SE": ["svensk;svenska;svenskt", "", ""], "NO": ["norsk;norska;norskt", "", ""]}
    assert made["sv"]["bodies"] == {"parliament": ["riksdag", "", ""], "government": ["regering", "", ""]}
    bodies.write_text(kind.format("Regering") + rest, encoding="utf-8")
    with pytest.raises(DataError, match="'regering' \\(sv\\) is 'parliament' and 'government'"):
        compile_state_bodies(bodies, adjectives)
