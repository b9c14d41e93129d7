"""What the table writes is accepted: every written variant of the examples is the same name as its native form."""

from __future__ import annotations

import pytest

import translit
from build_data.table import read_yaml
from support import ROOT
from translit.table import tables

ABOUT = read_yaml(ROOT / "data" / "table" / "languages.yaml")
ACCEPTED = {  # least shares where not 0.99: to be raised. Without its language a word is read in the likeliest ones only
    "ar": 0.79,  # pointed examples with the article in all spellings
    "be": 0.97,  # Latvian -s is a genitive or plural elsewhere
    "ru": 0.97,
    "uk": 0.97,
    "bg": 0.97,
    "kk": 0.97,
    "ky": 0.98,
    "ta": 0.83,  # initials that are syllables
    "ti": 0.83,
    "tk": 0.98,
    "tt": 0.66,
    "uz": 0.9,
}


@pytest.mark.parametrize("lang", [code for code, language in tables().languages.items() if not language.syllabic])
def test_every_written_variant_is_the_same_name(lang: str) -> None:
    names = [native for native in ABOUT[lang]["examples"] if len(native) > 2]
    pairs = [(native, spelling.text) for native in names for spelling in translit.variants(native, lang=lang)]
    refused = [pair for pair in pairs if not translit.compare(*pair).same]
    assert 1 - len(refused) / len(pairs) >= ACCEPTED.get(lang, 0.99), refused
