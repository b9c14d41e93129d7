"""A name that is listed in its own script and in Latin letters is found by all spellings that either finds alone."""

from __future__ import annotations

import pytest

from translit.annotation.annotator import Annotator
from translit.gazetteer import Gazetteer

STRANGERS = (
    "Muammar Khan",
    "Hosni Mubarak",
    "Bashar al-Assad",
    "معمر الكعبي",
    "خليفة حفتر",
    "David Levi",
    "Yosef Cohen",
)
LISTED = {
    ("Muammar Gaddafi", "معمر القذافي"): (
        "Moammar Qaddafi; Mouammar Kadhafi; Muammer Gadhafi; Moamer Qadhafi; Mu'ammar Qathafi; Moamar Khadafy; "
        "Mo'ammar Gadafi; Muamar Kaddafi; Moammar Gheddafi; Mouammar Gadafy; Moamar Qazzafi; "
        "Muammar al-Qadhafi; Moammar el-Kadhafi; Muammer el-Gaddafi; "
        "Moamer Al-Qaddafi; Gaddafi; Qaddafi; Kadhafi; Kaddafi; el-Kadhafi"
    ),
    ("Abdelaziz Bouteflika", "عبد العزيز بوتفليقة"): (
        "Abdul Aziz Butaflika; Abd al-Aziz Bouteflika; Abdelaziz Buteflika; Bouteflika; Abdulaziz Boutefliqa"
    ),
    ("Benjamin Netanyahu", "בנימין נתניהו"): "Binyamin Netanyahu; Benyamin Netanjahu; Netanyahou; Nethanyahu; Netanjahu",
}  # fmt: skip


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed[0])
def test_listing_a_second_script_loses_no_spelling(listed: tuple[str, str]) -> None:
    def found(names: tuple[str, ...]) -> set[str]:
        record = {"id": "it", "name": names[0], "type": "person", "aliases": [{"text": n} for n in names[1:]]}
        others = [{"id": f"other-{i}", "name": n, "type": "person"} for i, n in enumerate(STRANGERS)]
        annotator = Annotator(Gazetteer.from_records([record, *others]))
        spellings = LISTED[listed].split("; ")
        return {s for s in spellings if [m.entity.id for m in annotator.lookup(s)][:1] == ["it"]}

    latin, native = listed
    for both in (found((latin, native)), found((native, latin))):
        assert both >= found((latin,)) | found((native,))
        assert len(both) >= 0.7 * len(LISTED[listed].split("; "))
