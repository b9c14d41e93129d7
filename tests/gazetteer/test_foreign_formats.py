"""Importing what others publish: small files in the real formats, written here from their published descriptions."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

import translit
from translit.cli import run
from translit.files.lines import LineFile
from translit.gazetteer.importers import IMPORTERS, recognized
from translit.gazetteer.importers.columns import Columns, guessed
from translit.gazetteer.importers.job import Import
from translit.gazetteer.importers.names import NamesReader
from translit.gazetteer.record_file import read_records

ITEM = {
    "type": "item",
    "id": "Q9501",
    "labels": {"en": {"language": "en", "value": "Vera Sample"}, "ru": {"language": "ru", "value": "Вера Сампль"}},
    "descriptions": {"en": {"language": "en", "value": "an invented painter"}},
    "aliases": {"en": [{"language": "en", "value": "Vera the First"}]},
    "claims": {
        "P31": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}, "rank": "normal"}],
    },
}
VERA = {
    "id": "Q9501", "name": "Vera Sample", "type": "person", "names": {"ru": ["Вера Сампль"]}, "aliases": ["Vera the First"],
    "links": {"wikidata": "Q9501"}, "description": "an invented painter",
}  # fmt: skip
WITHOUT_CLAIMS = {key: value for key, value in ITEM.items() if key != "claims"}
SERVICE = {"entities": {"Q9501": ITEM, "Q9599": {"id": "Q9599", "missing": ""}}, "success": 1}


def binding(value: str, lang: str = "") -> dict[str, str]:
    if value.startswith("http"):
        return {"type": "uri", "value": value}
    return {"xml:lang": lang, "type": "literal", "value": value} if lang else {"type": "literal", "value": value}


SPARQL = {
    "head": {"vars": ["item", "itemLabel", "itemAltLabel", "itemDescription"]},
    "results": {
        "bindings": [
            {"item": binding("http://www.wikidata.org/entity/Q9501"), "itemLabel": binding("Vera Sample", "en"),
             "itemDescription": binding("an invented painter", "en")},
            {"item": binding("http://www.wikidata.org/entity/Q9501"), "itemLabel": binding("Вера Сампль", "ru"),
             "itemAltLabel": binding("Vera the First", "en")},
        ]
    },
}  # fmt: skip
SDN = (
    '36,"SAMPLE AIR LINES",-0- ,"SAMPLAND",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
    '1001,"AL-SAMPLE, Karim Petrovich","individual","SAMPLAND","General",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"DOB 08 Dec 1965; nationality Russia; Gender Male; a.k.a. 'THE PAINTER'; Linked To: SAMPLE AIR LINES.\"\n"
    '1002,"OCEAN SAMPLE","vessel","SAMPLAND",-0- ,"XX",-0- ,-0- ,-0- ,"Cuba",-0- ,"IMO 1"\n\x1a\n'
)
SDN_ADVANCED = """<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://www.un.org/sanctions/1.0" Version="1">
<ReferenceValueSets><CountryValues><Country ID="11082" ISO2="BY">Belarus</Country></CountryValues>
<DetailReferenceValues><DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
<FeatureTypeValues><FeatureType ID="10">Nationality Country</FeatureType><FeatureType ID="224">Gender</FeatureType>
</FeatureTypeValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType>
<NamePartType ID="1525">Entity Name</NamePartType><NamePartType ID="91708">Patronymic</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType><PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
</PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
<PartyType ID="4">Transport</PartyType></PartyTypeValues></ReferenceValueSets>
<Locations><Location ID="7"><LocationCountry CountryID="11082"/></Location></Locations>
<DistinctParties>
<DistinctParty FixedRef="1001"><Comment/><Profile ID="1001" PartySubTypeID="4"><Identity ID="1" Primary="true">
<Alias AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="1"><DocumentedNamePart>
<NamePartValue NamePartGroupID="11" ScriptID="215">AL-SAMPLE</NamePartValue></DocumentedNamePart><DocumentedNamePart>
<NamePartValue NamePartGroupID="12" ScriptID="215">Karim</NamePartValue></DocumentedNamePart><DocumentedNamePart>
<NamePartValue NamePartGroupID="13" ScriptID="215">Petrovich</NamePartValue></DocumentedNamePart></DocumentedName>
<DocumentedName ID="2"><DocumentedNamePart><NamePartValue NamePartGroupID="11" ScriptID="220">АЛЬ-САМПЛЬ</NamePartValue>
</DocumentedNamePart><DocumentedNamePart><NamePartValue NamePartGroupID="12" ScriptID="220">Карим</NamePartValue>
</DocumentedNamePart></DocumentedName></Alias>
<Alias AliasTypeID="1400" Primary="false" LowQuality="true"><DocumentedName ID="3"><DocumentedNamePart>
<NamePartValue NamePartGroupID="11" ScriptID="215">THE PAINTER</NamePartValue></DocumentedNamePart></DocumentedName></Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="11" NamePartTypeID="1520"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="12" NamePartTypeID="1521"/></MasterNamePartGroup>
<MasterNamePartGroup><NamePartGroup ID="13" NamePartTypeID="91708"/></MasterNamePartGroup></NamePartGroups></Identity>
<Feature ID="1" FeatureTypeID="224"><FeatureVersion ID="1"><VersionDetail DetailTypeID="1431" DetailReferenceID="91526"/>
</FeatureVersion></Feature>
<Feature ID="2" FeatureTypeID="10"><FeatureVersion ID="2"><VersionLocation LocationID="7"/></FeatureVersion></Feature>
</Profile></DistinctParty>
<DistinctParty FixedRef="36"><Profile ID="36" PartySubTypeID="3"><Identity ID="4">
<Alias Primary="true" LowQuality="false"><DocumentedName ID="4"><DocumentedNamePart>
<NamePartValue NamePartGroupID="14" ScriptID="215">SAMPLE AIR LINES</NamePartValue></DocumentedNamePart></DocumentedName>
</Alias>
<NamePartGroups><MasterNamePartGroup><NamePartGroup ID="14" NamePartTypeID="1525"/></MasterNamePartGroup></NamePartGroups>
</Identity></Profile></DistinctParty>
<DistinctParty FixedRef="37"><Profile ID="37" PartySubTypeID="1"/></DistinctParty></DistinctParties></Sanctions>
"""
SKOS_TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix v: <https://example.org/names/> .
v:vera a skos:Concept, foaf:Person ; skos:prefLabel "Sample, Vera"@en, "Вера Сампль"@ru ; skos:altLabel "Vera the First"@en ;
  skos:hiddenLabel "Vera Sanple" ; skos:definition "an invented painter"@en ;
  skos:exactMatch <http://www.wikidata.org/entity/Q9501> .
v:works a skos:Concept, foaf:Organization ; skos:prefLabel "Sample Works"@en .
v:scheme a skos:ConceptScheme .
"""
SKOS_XML = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="https://example.org/names/vera"><rdf:type rdf:resource="http://xmlns.com/foaf/0.1/Person"/>
<skos:prefLabel xml:lang="en">Vera Sample</skos:prefLabel><skos:prefLabel xml:lang="ru">Вера Сампль</skos:prefLabel>
<skos:altLabel xml:lang="en">Vera the First</skos:altLabel><skos:definition xml:lang="en">an invented
painter</skos:definition><skos:exactMatch rdf:resource="http://www.wikidata.org/entity/Q9501"/></skos:Concept></rdf:RDF>
"""
SKOS_JSON = json.dumps(
    {
        "@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "foaf": "http://xmlns.com/foaf/0.1/"},
        "@graph": [
            {
                "@id": "https://example.org/names/vera",
                "@type": ["skos:Concept", "foaf:Person"],
                "skos:prefLabel": [
                    {"@language": "en", "@value": "Vera Sample"},
                    {"@language": "ru", "@value": "Вера Сампль"},
                ],
                "skos:altLabel": {"@language": "en", "@value": "Vera the First"},
                "skos:definition": {"@language": "en", "@value": "an invented painter"},
                "skos:exactMatch": {"@id": "http://www.wikidata.org/entity/Q9501"},
            }
        ],
    },
    indent=1,
)
ALT = '1001,12,"aka","SAMPLOV, Karim",-0- \n36,13,"fka","AEROSAMPLE",-0- \n'
KARIM = {
    "id": "ofac-1001", "name": "Karim Petrovich Al-Sample", "type": "person", "gender": "m",
    "aliases": ["Karim Samplov", {"text": "THE PAINTER", "needs_context": True}], "links": {"ofac": "1001"}, "country": "RU",
    "description": "General",
}  # fmt: skip
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2024-01-01T00:00:00"><INDIVIDUALS>
<INDIVIDUAL><DATAID>690</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>VERA</FIRST_NAME><SECOND_NAME>SAMPLE</SECOND_NAME>
<THIRD_NAME/><UN_LIST_TYPE>Samples</UN_LIST_TYPE><REFERENCE_NUMBER>SAi.001</REFERENCE_NUMBER><GENDER>Female</GENDER>
<NAME_ORIGINAL_SCRIPT>Вера Сaмпль</NAME_ORIGINAL_SCRIPT><DESIGNATION><VALUE>painter</VALUE></DESIGNATION>
<NATIONALITY><VALUE>Belarus</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Vera Samplova</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Verochka Mi</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>7</DATAID><FIRST_NAME>SAMPLE WORKS</FIRST_NAME><REFERENCE_NUMBER>SAe.002</REFERENCE_NUMBER>
<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>The Works</ALIAS_NAME></ENTITY_ALIAS></ENTITY>
<ENTITY><DATAID>8</DATAID><FIRST_NAME/></ENTITY></ENTITIES></CONSOLIDATED_LIST>
"""
EU = """\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-01-01T00:00:00" globalFileId="1">
<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.1.2" logicalId="13">
<regulation regulationType="regulation"><publicationUrl>x</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Vera" middleName="" lastName="Sample" wholeName="Vera Sample" function="painter" gender="F" title=""
 nameLanguage="" strong="true" logicalId="17"/>
<nameAlias firstName="" lastName="" wholeName="Вера Сампль" function="" gender="F" nameLanguage="RU" strong="true"/>
<nameAlias wholeName="Verochka Mi" gender="" nameLanguage="" strong="false"/>
<citizenship region="" countryIso2Code="BY" countryDescription="BELARUS"/></sanctionEntity>
<sanctionEntity euReferenceNumber="EU.3.4" logicalId="14"><subjectType code="enterprise" classificationCode="E"/>
<nameAlias wholeName="Sample Works" gender="" nameLanguage="EN" strong="true"/>
<citizenship countryIso2Code="00"/></sanctionEntity></export>
"""
EU_CSV = (
    "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;Entity_SubjectType_ClassificationCode;"
    "NameAlias_WholeName;NameAlias_NameLanguage;NameAlias_Gender;NameAlias_Function;Citizenship_CountryIso2Code\n"
    "01/01/2024;13;EU.1.2;person;P;Vera Sample;;F;painter;\n01/01/2024;13;EU.1.2;person;P;Вера Сампль;RU;F;;\n"
    "01/01/2024;13;EU.1.2;person;P;;;;;BY\n01/01/2024;14;EU.3.4;enterprise;E;Sample Works;EN;;;\n"
)
UK = """<?xml version="1.0" encoding="utf-8"?>
<Designations xmlns:xsd="http://www.w3.org/2001/XMLSchema"><DateGenerated>2024-01-01</DateGenerated>
<Designation><LastUpdated>01/01/2024</LastUpdated><UniqueID>SAM0001</UniqueID><OFSIGroupID>1</OFSIGroupID>
<Names><Name><Name1>Vera</Name1><Name6>SAMPLE</Name6><NameType>Primary Name</NameType></Name>
<Name><Name1>Vera</Name1><Name6>SAMPLOVA</Name6><NameType>Alias</NameType></Name>
<Name><Name6>VEROCHKA MI</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
<NonLatinNames><NonLatinName><NameNonLatinScript>Вера Сампль</NameNonLatinScript></NonLatinName></NonLatinNames>
<RegimeName>Samples</RegimeName><IndividualEntityShip>Individual</IndividualEntityShip>
<IndividualDetails><Individual><Nationalities><Nationality>Belarus</Nationality></Nationalities>
<Positions><Position>painter</Position></Positions><Genders><Gender>Female</Gender></Genders></Individual></IndividualDetails>
</Designation>
<Designation><UniqueID>SAM0002</UniqueID>
<Names><Name><Name6>Sample Works</Name6><NameType>Primary Name</NameType></Name></Names>
<IndividualEntityShip>Entity</IndividualEntityShip></Designation>
<Designation><UniqueID>SAM0003</UniqueID><Names><Name><Name6>OCEAN</Name6><NameType>Primary Name</NameType></Name></Names>
<IndividualEntityShip>Ship</IndividualEntityShip></Designation></Designations>
"""
UK_CSV = (
    "Report Date: 01-Jan-2024\n"
    "Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name 2,Name type,Alias strength,Name non-latin script,"
    "Designation Type,Nationality(/ies),Position,Gender\n"
    "01/01/2024,SAM0001,1,SAMPLE,Vera,,Primary name,,Вера Сампль,Individual,(1) Belarus (2) Russia,painter,Female\n"
    "01/01/2024,SAM0001,1,SAMPLOVA,Vera,,Alias,,,Individual,,,\n"
    "01/01/2024,SAM0001,1,VEROCHKA MI,,,Alias,Low quality a.k.a,,Individual,,,\n"
    '01/01/2024,SAM0002,2,"Sample Works",,,Primary Name,,,Entity,,,\n01/01/2024,SAM0003,3,OCEAN,,,Primary Name,,,Ship,,,\n'
)
OFSI_CSV = (
    "Last Updated,01/01/2024,,,,,,,\nName 6,Name 1,Name 2,Title,Name Non-Latin Script,Nationality,Position,Group Type,"
    "Alias Type,Alias Quality,Group ID\nSAMPLE,Vera,,,Вера Сампль,Belarus,painter,Individual,Primary name,,77\n"
    "SAMPLOVA,Vera,,,,,,Individual,AKA,Good quality,77\n"
)
GEONAMES = (
    "625144\tMinsk\tMinsk\tMSQ,Minscum,Minsk,Мiнск,Минск,明斯克\t53.9\t27.56\tP\tPPLC\tBY\t\t04\t\t\t\t1742124\t\t222\t"
    "Europe/Minsk\t2024-01-01\n"
    "1\tMinsk Station\tMinsk Station\t\t53.9\t27.5\tS\tRSTN\tBY\t\t04\t\t\t\t0\t\t222\tEurope/Minsk\t2024-01-01\n"
)
PATTERNS = (
    '{"label": "PERSON", "pattern": "Vera Sample", "id": "vera"}\n{"label": "DATE", "pattern": "May"}\n'
    '{"label": "ORG", "pattern": [{"LOWER": "sample"}, {"LOWER": "works"}], "id": "works"}\n'
    '{"label": "PERSON", "pattern": [{"TEXT": "Vera"}, {"TEXT": "Samplova"}], "id": "vera"}\n'
)
DELTA = (
    '{"op": "ADD", "entity": {"id": "NK-1", "caption": "Vera Sample", "schema": "Person", "properties": '
    '{"name": ["Vera Sample"]}}}\n'
    '{"op": "DEL", "entity": {"id": "NK-2"}}\n'
    '{"op": "MOD", "entity": {"id": "NK-3", "caption": "Sample Works", "schema": "Company", "properties": '
    '{"name": ["Sample Works"], "alias": ["Сaмпль"]}}}\n'
)
LISTED = {"name": "Vera Sample", "type": "person", "gender": "f", "country": "BY", "description": "painter"}
WEAK = {"text": "Verochka Mi", "needs_context": True}
FILES: dict[str, tuple[str, str, list[dict[str, Any]]]] = {  # the format, the content, some of the fields of its records
    "Q9501.json": ("wikidata", json.dumps(SERVICE), [VERA]),
    "pretty.json": ("wikidata", json.dumps(SERVICE, indent=2, ensure_ascii=False), [VERA]),
    "list.json": ("wikidata", json.dumps([ITEM], indent=1), [VERA]),
    "item.json": ("wikidata", json.dumps(ITEM, indent=4), [VERA]),
    "query.json": ("sparql", json.dumps(SPARQL), [VERA]),
    "query-pretty.json": ("sparql", json.dumps(SPARQL, indent=2), [VERA]),
    "query.csv": (
        "sparql", "item,itemLabel,itemAltLabel,itemDescription\r\nhttp://www.wikidata.org/entity/Q9501,Vera Sample,"
        '"Vera the First","an invented painter"\r\n',
        [{field: value for field, value in VERA.items() if field != "names"}],
    ),
    "sdn.csv": (
        "ofac", SDN,
        [{"id": "ofac-36", "name": "SAMPLE AIR LINES", "type": "organization", "aliases": ["AEROSAMPLE"]}, KARIM],
    ),
    "un.xml": (
        "un", UN,
        [{"id": "un-SAi.001", **LISTED, "aliases": ["Вера Сампль", "Vera Samplova", WEAK], "links": {"un": "SAi.001"}},
         {"id": "un-SAe.002", "name": "SAMPLE WORKS", "type": "organization", "aliases": ["The Works"]}],
    ),
    "un-one-line.xml": ("un", UN.replace("\n", " "), [{"id": "un-SAi.001", **LISTED}, {"id": "un-SAe.002"}]),
    "eu.xml": (
        "eu", EU,
        [{"id": "eu-13", **LISTED, "names": {"ru": ["Вера Сампль"]}, "aliases": [WEAK], "links": {"eu": "EU.1.2"}},
         {"id": "eu-14", "name": "Sample Works", "type": "organization"}],
    ),
    "eu.csv": (
        "eu", EU_CSV,
        [{"id": "eu-13", **LISTED, "names": {"ru": ["Вера Сампль"]}}, {"id": "eu-14", "name": "Sample Works"}],
    ),
    "uk.xml": (
        "uk", UK,
        [{"id": "uk-SAM0001", **LISTED, "aliases": ["Вера Сампль", "Vera Samplova", WEAK]},
         {"id": "uk-SAM0002", "name": "Sample Works", "type": "organization"}],
    ),
    "uk.csv": (
        "uk", UK_CSV,
        [{"id": "uk-SAM0001", **LISTED, "aliases": ["Вера Сампль", "Vera Samplova", WEAK]},
         {"id": "uk-SAM0002", "name": "Sample Works", "type": "organization"}],
    ),
    "ConList.csv": (
        "uk", OFSI_CSV,
        [{"id": "uk-77", "name": "Vera Sample", "country": "BY", "aliases": ["Вера Сампль", "Vera Samplova"]}],
    ),
    "cities.txt": (
        "geonames", GEONAMES,
        [{"id": "geonames-625144", "name": "Minsk", "type": "place", "aliases": ["Minscum", "Мінск", "Минск", "明斯克"],
          "links": {"geonames": "625144"}, "country": "BY"}],
    ),
    "patterns.jsonl": (
        "patterns", PATTERNS,
        [{"id": "vera", "name": "Vera Sample", "type": "person", "aliases": ["Vera Samplova"]},
         {"id": "works", "name": "sample works", "type": "organization"}],
    ),
    "delta.json": (
        "ftm", DELTA,
        [{"id": "NK-1", "name": "Vera Sample"}, {"id": "NK-3", "name": "Sample Works", "aliases": ["Сампль"]}],
    ),
    "sdn_advanced.xml": (
        "ofac", SDN_ADVANCED,
        [{"id": "ofac-1001", "name": "Karim Petrovich Al-Sample", "type": "person", "gender": "m",
          "aliases": ["Карим Аль-Сампль", {"text": "The Painter", "needs_context": True}], "links": {"ofac": "1001"},
          "country": "BY"},
         {"id": "ofac-36", "name": "SAMPLE AIR LINES", "type": "organization"}],
    ),
    "names.ttl": ("skos", SKOS_TURTLE, [{**VERA, "id": "vera"}, {"id": "works", "name": "Sample Works"}]),
    "names.rdf": ("skos", SKOS_XML, [{**VERA, "id": "vera"}]),
    "names.jsonld": ("skos", SKOS_JSON, [{**VERA, "id": "vera"}]),
    "records.json": ("jsonl", json.dumps([VERA], indent=2, ensure_ascii=False), [VERA]),
}  # fmt: skip
REJECTED = {"un.xml": 1, "un-one-line.xml": 1, "patterns.jsonl": 1}


def written(folder: Path, name: str, content: str) -> Path:
    (folder / "alt.csv").write_text(ALT, encoding="utf-8")
    (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder / name


@pytest.mark.parametrize("name", FILES)
def test_a_file_as_it_is_published(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, content, expected = FILES[name]
    source, out = written(tmp_path, name, content), tmp_path / "out.jsonl"
    assert recognized(str(source)).name == form
    assert run(["gazetteer", "import", str(source), "-o", str(out), *type_of(name)]) == (name in REJECTED)
    told = capsys.readouterr().err
    assert f"{source}: read as {form}: " in told
    assert f" {len(expected)} written" in told
    assert ("itemLabel as name" in told) == (form == "sparql")
    assert (f"{REJECTED.get(name)} rejected" in told) == (name in REJECTED)
    records = [record for _, record in read_records(out)]
    assert [
        {field: record.get(field) for field in fields} for record, fields in zip(records, expected, strict=True)
    ] == expected
    assert len(translit.load(out).gazetteer) == len(expected)
    assert run(["gazetteer", "check", str(source), *type_of(name)]) == (name in REJECTED)
    told = capsys.readouterr().err
    assert f"{source}: " in told
    assert f" {len(expected)} written" in told
    assert "trial" not in told
    assert run(["gazetteer", "info", "--aliases", str(source), *type_of(name)]) == 0
    counts = dict(line.split("\t", 1) for line in capsys.readouterr().out.partition("\n\n")[0].splitlines())
    assert sum(int(counts[kind]) for kind in ("person", "organization", "place")) == len(expected)


def type_of(name: str) -> list[str]:
    return ["--type", "person"] if name.startswith("query") else []


def test_look_alike_letters_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = written(tmp_path, "un.xml", UN), tmp_path / "out.jsonl"
    run(["gazetteer", "import", str(source), "-o", str(out)])
    assert "1 repaired (look-alike letters: 1)" in capsys.readouterr().err
    rejects = [json.loads(line) for line in (tmp_path / "out.rejected.jsonl").read_text("utf-8").splitlines()]
    assert [(r.get("id"), r["reason"], r.get("spelling")) for r in rejects] == [
        ("un-SAi.001", "look-alike letters", "Вера Сaмпль → Вера Сампль"),
        (None, "'un-8' has no name with letters of one script in each word", None),
    ]
    assert rejects[1]["text"].startswith("<ENTITY>")  # the record, not the document


def test_items_without_claims_are_what_the_user_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = (
        written(tmp_path, "w.json", json.dumps({"entities": {"Q9501": WITHOUT_CLAIMS}})),
        tmp_path / "out.jsonl",
    )
    assert run(["gazetteer", "import", str(source), "-o", str(out)]) == 0
    assert "1 skipped (without claims; say --type: 1)" in capsys.readouterr().err
    assert run(["gazetteer", "import", str(source), "-o", str(out), "--type", "person"]) == 0
    assert [record for _, record in read_records(out)] == [VERA]


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE x [<!ENTITY a 'b'>]><CONSOLIDATED_LIST>&a;</CONSOLIDATED_LIST>",
        "<CONSOLIDATED_LIST><INDIVIDUAL>",
        "{]\n",
    ],
)
def test_hostile_and_broken_documents(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = "un" if content.startswith("<") else "sparql"
    source, out = written(tmp_path, "x", content), tmp_path / "out.jsonl"
    assert run(["gazetteer", "import", str(source), "--from", form, "-o", str(out)]) == 1
    assert "0 written; 1 rejected" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("far.jsonld", SKOS_JSON.replace('"@context": {', '"@context": "https://example.org/c", "x": {', 1),
         "at another address is not fetched"),
        ("far.jsonld", SKOS_JSON.replace('"@id"', '"@context": [{}, "https://example.org/c"], "@id"', 1), "is not fetched"),
        ("far.jsonld", SKOS_JSON.replace('"@graph"', '"@import": "https://example.org/c", "@graph"', 1), "is not fetched"),
        ("doctype.rdf", SKOS_XML.replace("<rdf:RDF", '<!DOCTYPE r [<!ENTITY a "b">]><rdf:RDF', 1), "document type"),
        ("cut.ttl", SKOS_TURTLE[:-30], "not read as turtle"),
        ("untyped.ttl", SKOS_TURTLE.replace(", foaf:Organization", ""), "--type person, organization or place"),
    ],
)  # fmt: skip
def test_vocabularies_that_are_not_read(
    name: str, content: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = written(tmp_path, name, content)
    assert run(["gazetteer", "import", str(source), "-o", str(tmp_path / "out.jsonl")]) == 1
    assert message in capsys.readouterr().err


def test_a_missing_library_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    source = written(tmp_path, "names.ttl", SKOS_TURTLE)
    assert run(["gazetteer", "import", str(source), "-o", str(tmp_path / "out.jsonl")]) == 2
    assert 'pip install ".[skos]"' in capsys.readouterr().err


def test_a_list_of_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = "Сампль, Вера, 1901-1980\n\n# a comment\nПётр Образцов\nПетр Образцов\nПётр Образцов\nВера Сaмпль-Mи\n…\n"
    source, out = written(tmp_path, "names.txt", names), tmp_path / "out.jsonl"
    command = ["gazetteer", "import", str(source), "-o", str(out)]
    assert run(command) == 2
    assert "say --type person, organization or place" in capsys.readouterr().err
    assert run([*command, "--type", "person", "--lang", "ru"]) == 1
    told = capsys.readouterr().err
    assert "read as names: a plain list" in told
    assert "6 read, 4 written; 1 repaired" in told
    assert "1 skipped (the same as before: 1); 1 rejected (without a name: 1)" in told
    records = {record["id"]: record for _, record in read_records(out)}
    first, second, *_ = records
    assert (first, second) == ("vera-sampl", "petr-obraztsov")
    assert records[first] == {"id": first, "name": "Вера Сампль", "type": "person", "names": {"ru": ["Вера Сампль"]}}
    assert len(records) == 4
    before = out.read_bytes()
    run([*command, "--type", "person", "--lang", "ru"])
    assert out.read_bytes() == before
    assert [m.entity.id for m in translit.load(out).lookup("Wera Sampl") if m.status == "linked"] == [first]


def test_names_in_other_letters_only_are_romanized(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = (
        written(tmp_path, "names.txt", "Пятрова, Ганна\nЮрий Щукин\nVera Sample\n李白\n"),
        tmp_path / "n.jsonl",
    )
    args = ["gazetteer", "import", str(source), "--type", "person", "-o", str(out)]
    assert run([*args, "--lang", "be", "--romanize", "bgn"]) == 0
    rows = [record for _, record in read_records(out)]
    assert [(r["id"], r["name"], r.get("names")) for r in rows[:3]] == [
        ("hanna-pyatrova", "Hanna Pyatrova", {"be": ["Ганна Пятрова"]}),
        ("yuriy-shchukin", "Yuriy Shchukin", {"be": ["Юрий Щукин"]}),
        ("vera-sample", "Vera Sample", None),
    ]
    out.unlink()
    assert run([*args, "--romanize", "iso9"]) == 0  # the language is guessed from the letters
    rows = [record for _, record in read_records(out)]
    assert rows[1]["names"] == {"ru": ["Юрий Щукин"]}
    assert rows[1]["name"] == "Ûrij Ŝukin"
    capsys.readouterr()
    assert run([*args, "--romanize", "bng"]) == 2
    assert "no such convention (did you mean 'bgn'?)" in capsys.readouterr().err


def test_a_table_is_checked_and_described_with_a_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(written(tmp_path, "t.csv", "Wer;Woher\nVera Sample;BY\n"))
    how = ["--from", "csv", "--type", "person", "--map", "Wer=name", "--map", "Woher=country"]
    assert run(["gazetteer", "check", source, *how]) == 0
    assert "1 read, 1 written" in capsys.readouterr().err
    assert run(["gazetteer", "info", "--aliases", source, *how]) == 0
    assert "\nBY\t1\t0\t0\n" in capsys.readouterr().out


def test_ids_of_namesakes_differ(tmp_path: Path) -> None:
    table = "name,country\nVera Sample,BY\nVera Sample,RU\nVera Sample,BY\n"
    source, out = written(tmp_path, "t.csv", table), tmp_path / "out.jsonl"
    assert run(["gazetteer", "import", str(source), "-o", str(out), "--type", "person"]) == 0
    one, other = (record["id"] for _, record in read_records(out))
    assert one == "vera-sample"
    assert other.startswith("vera-sample-")


def test_a_table_of_any_make(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = (
        "Фамилия;Имя;Отчество;Пол;Страна;Other names;Notes\n"
        'Сампль;Вера;Петровна;ж;Беларусь;"Верочка Сампль|Vera\nSample";"said ""no"""\n'
        "Образцов;Пётр;;муж;Атлантида;;\nToo;few\n"
    )
    source, out = written(tmp_path, "t.csv", table), tmp_path / "out.jsonl"
    assert run(["gazetteer", "import", str(source), "-o", str(out), "--type", "person", "--lang", "ru"]) == 1
    told = capsys.readouterr().err
    assert "Фамилия as family, Имя as given, Отчество as middle, Пол as gender, Страна as country" in told
    assert "not read: Notes (--map COLUMN=FIELD says otherwise)" in told
    assert (
        "3 read, 2 written; 1 rejected (wrong number of columns: 1); 1 left out of records (country that is not known: 1)"
        in told
    )
    one, other = (record for _, record in read_records(out))
    assert (one["name"], one["names"]) == ("Вера Петровна Сампль", {"ru": ["Вера Петровна Сампль"]})
    assert one["aliases"] == ["Верочка Сампль", *({"text": text, "needs_context": True} for text in ("Vera", "Sample"))]
    assert (one["gender"], one["country"]) == ("f", "BY")
    assert (other["name"], other["gender"]) == ("Пётр Образцов", "m")
    again = ["gazetteer", "import", str(source), "-o", str(out), "--type", "person", "--map", "Notes=description"]
    assert run(again) == 1
    assert next(iter(read_records(out)))[1]["description"] == 'said "no"'


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--type", "person", "--map", "Nme=name"], "--map Nme=name: there is no column 'Nme' (did you mean 'Name'?)"),
        (["--type", "person", "--map", "Name=nam"], "'nam' is no field (did you mean 'name'?); the fields are id, "),
        (["--type", "person", "--map", "Name"], "--map Name: write COLUMN=FIELD"),
        (
            ["--type", "person", "--map", "Name="],
            "which column is the name? Say --map COLUMN=name; there are Name, Country",
        ),
        ([], "no column tells what they are; say --type person, --type organization or --type place"),
        (
            ["--from", "geonames", "--type", "place"],
            "--type is for --from wikidata or sparql or skos or csv or names, not for geonames",
        ),
    ],
)
def test_wrong_mappings(args: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, "t.csv", "Name,Country\nVera Sample,BY\n")
    assert run(["gazetteer", "import", str(source), "-o", str(tmp_path / "o.jsonl"), *args]) == 2
    assert message in capsys.readouterr().err


def test_headers() -> None:
    for name, field in {
        "Full Name": "name", "ФИО": "name", "personLabel": "name", "Wikidata ID": "wikidata", "A.K.A.": "aliases",
        "name_uk": "names.uk", "Name (be)": "names.be", "ru": "names.ru", "Sex": "gender", "Date of birth": "",
    }.items():  # fmt: skip
        assert guessed(name) == field, name
    columns = Columns.of(["Name", "Label", "ru", "Alias 1"], ["Label=description", "Alias 1=aliases"], type="person")
    assert columns.fields == {"Name": "name", "Label": "description", "ru": "names.ru", "Alias 1": "aliases"}


def test_data_of_no_known_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(tmp_path, "x.xml", "<rss><channel/></rss>")
    assert run(["gazetteer", "import", str(source), "-o", str(tmp_path / "o.jsonl")]) == 2
    assert "this is of no known format; is it one of these? Say --from FORMAT" in capsys.readouterr().err
    source.write_bytes(b"%PDF-1.7\n\xff")
    assert run(["gazetteer", "import", str(source), "-o", str(tmp_path / "o.jsonl")]) == 2
    assert "is a PDF; take the text out first" in capsys.readouterr().err


def test_every_format_is_tested_as_published() -> None:
    known = {form for form, _, _ in FILES.values()} | {"csv", "names", "jrc"}
    assert known == {importer.name for importer in IMPORTERS}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1251", "koi8-r"])
@pytest.mark.parametrize("name", ["names.txt", "t.csv", "t.jsonl"])
def test_encodings(encoding: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["Вера Сампль", "Пётр Образцов"]
    content = {
        "names.txt": "\n".join(names),
        "t.csv": "имя,пол\n" + "".join(f"{name},\n" for name in names),
        "t.jsonl": "".join(json.dumps({"name": n, "type": "person"}, ensure_ascii=False) + "\n" for n in names),
    }[name]
    source, out = tmp_path / name, tmp_path / "out.jsonl"
    source.write_bytes(content.encode(encoding))
    command = ["gazetteer", "import", str(source), "-o", str(out), *(["--type", "person"] if name != "t.jsonl" else [])]
    if not encoding.startswith("utf"):
        assert run(command) == 2
        assert "not UTF-8; say --encoding " in capsys.readouterr().err
        command += ["--encoding", encoding]
    assert run(command) == 0, capsys.readouterr().err
    assert [record["name"] for _, record in read_records(out)] == names


def test_a_stopped_import_goes_on_in_another_encoding(tmp_path: Path) -> None:
    source, out = tmp_path / "names.txt", tmp_path / "out.jsonl"
    source.write_bytes("".join(f"Имя Номер{n}\n" for n in range(200)).encode("cp1251"))

    class StoppedError(Exception):
        pass

    seen: list[int] = []

    def stop(consumed: int) -> None:
        seen.append(consumed)
        if len(seen) == 50:
            raise StoppedError

    lines = LineFile(source, "cp1251")
    with pytest.raises(StoppedError):
        Import(lines, out, NamesReader(lines, "person"), seconds=0).run(progress=stop)
    Import(lines, out, NamesReader(lines, "person")).run(resume=True)
    assert len(list(read_records(out))) == 200
