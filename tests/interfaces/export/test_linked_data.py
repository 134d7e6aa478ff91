"""The record as JSON-LD, annotations, FollowTheMoney, PLOVER events, references and labels."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from tests.interfaces.export.invented_record import CONTROLS, SCRIPT, TEXTS, invented_record, material

from foedera.interfaces.export.bibliography import csl_items, ris_pieces
from foedera.interfaces.export.follow_the_money import SCHEMATA, ftm_lines
from foedera.interfaces.export.label_studio import label_studio_tasks, labelling_config
from foedera.interfaces.export.linked_data import linked_data
from foedera.interfaces.export.plover_events import EVENTS, STEPS, plover_lines
from foedera.interfaces.export.web_annotations import AROUND, web_annotations
from foedera.record.model import Record
from foedera.values.codes import EventType, Step

ACCOUNTS, STATEMENTS = 2 + 1 + 4, 5  # of steps, of the duty, of events; two rows rest on the words of another
NO_FTM = "followthemoney is not installed: it compiles PyICU, which needs ICU's headers (see .ci/run)"
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE", "DEMAND", "DISAPPROVE", "REJECT", "THREATEN",
    "PROTEST", "CRIME", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
"""The categories of the PLOVER reference."""
OA, ACTIVITY = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
ANNOTATION_CONTEXT = {
    "id": "@id", "type": "@type", "@vocab": OA, "first": {"@id": f"{ACTIVITY}first", "@type": "@id"},
    "items": {"@id": f"{ACTIVITY}items", "@container": "@list"}, "body": f"{OA}hasBody", "target": f"{OA}hasTarget",
    "source": {"@type": "@id"},
}  # fmt: skip
"""What the context of the W3C, which a test does not fetch, says of the terms that matter here."""
quiet = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own parser uses it


def entities(record: Record | None = None) -> list[dict[str, object]]:
    return [json.loads(line) for line in ftm_lines(material(record))]


# --- JSON-LD ---------------------------------------------------------------------------------------------------------------------------


@quiet
def test_linked_data_is_a_graph_of_claims_with_their_sources() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, which reads linked data, is not installed")
    graph = rdflib.Graph().parse(data=json.dumps(linked_data(material())), format="json-ld")
    schema, prov = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    claims = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) == STATEMENTS
    articles = set(graph.subjects(rdflib.RDF.type, schema.NewsArticle))
    assert len(articles) == len(TEXTS)
    for claim in claims:
        assert graph.value(claim, prov.wasQuotedFrom) in articles
        assert any(str(graph.value(claim, schema.text)) in text for text in TEXTS.values())
        assert all((about, None, None) in graph for about in graph.objects(claim, schema.about))
    (copied,) = graph.subject_objects(prov.wasDerivedFrom)
    assert {*copied} <= articles
    assert (None, schema.startDate, rdflib.Literal("2019-03-05", datatype=rdflib.XSD.date)) in graph


def test_every_name_in_linked_data_is_a_legal_iri() -> None:
    names = re.findall(r'"@id": "([^"]*)"', json.dumps(linked_data(material()), ensure_ascii=False))
    assert names and all(re.fullmatch(r"[\w.~:/%+-]+", name, re.ASCII) for name in names)


# --- annotations -----------------------------------------------------------------------------------------------------------------------


def test_annotations_select_the_words_in_the_text() -> None:
    page = web_annotations(material())
    assert page["total"] == len(page["first"]["items"]) == ACCOUNTS
    for item in page["first"]["items"]:
        position, quote = item["target"]["selector"]
        (text,) = [t for t in TEXTS.values() if t[position["start"] : position["end"]] == quote["exact"]]
        assert text[: position["start"]].endswith(quote["prefix"]) and text[position["end"] :].startswith(quote["suffix"])
        assert len(quote["prefix"]) <= AROUND and item["body"][0]["language"] == "fr"
    assert len({item["id"] for item in page["first"]["items"]}) == ACCOUNTS


@quiet
def test_annotations_are_linked_data_too() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib, which reads linked data, is not installed")
    graph = rdflib.Graph().parse(data=json.dumps(web_annotations(material()) | {"@context": ANNOTATION_CONTEXT}), format="json-ld")
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{OA}Annotation")))) == ACCOUNTS


# --- FollowTheMoney --------------------------------------------------------------------------------------------------------------------


def test_every_account_is_a_documentation_of_an_event_by_an_article() -> None:
    schema = {entity["id"]: entity["schema"] for entity in entities()}
    assert len(schema) == len(entities())
    told = [entity["properties"] for entity in entities() if entity["schema"] == "Documentation"]
    assert len(told) == ACCOUNTS - 1  # a duty is a link, and holds its words itself
    for properties in told:
        assert isinstance(properties, dict)
        assert {schema[name] for name in properties["document"] + properties["proof"]} == {"Article"}
        assert {schema[name] for name in properties["entity"]} == {"Event"}


def test_every_entity_named_is_there() -> None:
    known = {entity["id"] for entity in entities()}
    named = {v for e in entities() for values in e["properties"].values() for v in values if v.startswith("foedera-")}  # type: ignore[attr-defined]
    assert named and named <= known
    assert {e["schema"] for e in entities()} >= {"Article", "Event", "Documentation", "UnknownLink", "Note", *{SCHEMATA["state"], "Person"}}


def test_followthemoney_itself_finds_nothing_to_mend() -> None:
    model = pytest.importorskip("followthemoney", reason=NO_FTM).model
    for entity in entities():
        model.get(entity["schema"]).validate({"properties": entity["properties"]})
        assert model.get_proxy(entity, cleaned=False).to_dict() == entity


def test_followthemoney_exports_it_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    ftm = pytest.importorskip("followthemoney", reason=NO_FTM)
    from followthemoney.export.rdf import RDFExporter

    with (tmp_path_factory.mktemp("ftm") / "out.nt").open("w+") as target:
        exporter = RDFExporter(target)
        for entity in entities():
            exporter.write(ftm.model.get_proxy(entity))
        exporter.finalize()
        target.seek(0)
        assert len(target.readlines()) > len(entities())


# --- events, references, labels --------------------------------------------------------------------------------------------------------


def test_plover_events_have_known_categories_and_both_ends() -> None:
    lines = [json.loads(line) for line in plover_lines(material())]
    assert {line["event_type"] for line in lines} <= PLOVER
    assert {*STEPS.values(), *EVENTS.values()} <= PLOVER
    signed, force, sent, attacked, visited = lines  # the denied threat is left out
    assert (signed["event_type"], signed["event_date"]) == ("SUPPORT", "2019-03-05")
    assert (force["event_type"], force["event_date"], force["context"]) == ("AGREE", None, ["diplomatic", "future"])
    assert [a["code"] for a in sent["actors"] + sent["recipients"]] == ["AUT", "HUN"]
    assert (attacked["event_type"], attacked["earliest"], attacked["factuality"]) == ("ASSAULT", None, "hedged")
    assert visited["latest"] == "2020-02-29"


def test_what_plover_has_no_category_for_is_known() -> None:
    assert {*Step} - {*STEPS} == {Step.SUPERSEDED}
    assert {*EventType} - {*EVENTS} == {EventType.DENIAL, EventType.CASUALTIES}


def test_references_hold_no_text_and_no_field_of_others() -> None:
    text = "".join(ris_pieces(material()))
    records = [block for block in text.split("\r\n\r\n") if block]
    assert len(records) == len(TEXTS)
    fields = [dict(line.split("  - ", 1) for line in block.split("\r\n")) for block in records]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for block in records for line in block.split("\r\n"))
    assert all(list(f)[0] == "TY" and list(f)[-1] == "ER" for f in fields)
    undated, dated = fields
    assert (dated["DA"], dated["TI"], dated["AU"]) == ("2019/03/06/", SCRIPT, "Ana =1+1")
    assert undated["PY"] == "2020" and "DA" not in undated and undated["N1"] and undated["UR"].startswith("https://")
    assert not any(len(value) > 300 for f in fields for value in f.values())


def test_csl_items_have_dates_as_they_are_known() -> None:
    undated, dated = csl_items(material())
    assert dated["issued"] == {"date-parts": [[2019, 3, 6]]}
    assert undated["issued"] == {"date-parts": [[2020, 1, 1], [2020, 3, 1]], "circa": True}
    assert {dated["type"], undated["type"]} == {"article-newspaper"}
    assert dated["author"] == [{"literal": "Ana =1+1"}] and undated["URL"].startswith("https://")
    assert not set("\x1b\x0c\x00") & set(undated["title"]) and CONTROLS[:5] == undated["title"][:5]


def test_labels_stand_on_their_words_with_and_without_texts() -> None:
    known = {label.get("value") for label in ET.fromstring(labelling_config()).iter("Label")}
    for with_text in (False, True):
        tasks = label_studio_tasks(material(with_text=with_text))
        regions = [(task["data"]["text"], region) for task in tasks for region in task["predictions"][0]["result"]]
        assert len(regions) == ACCOUNTS
        for text, region in regions:
            value = region["value"]
            units = text.encode("utf-16-le")
            assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
            assert {*value["labels"]} <= known
        assert all((task["data"]["text"] in TEXTS.values()) is with_text for task in tasks)


@pytest.mark.parametrize("made", [linked_data, web_annotations, csl_items, label_studio_tasks, lambda m: list(ftm_lines(m)),
                                  lambda m: list(plover_lines(m)), lambda m: list(ris_pieces(m))])  # fmt: skip
def test_an_empty_record_has_a_form_and_every_record_one(made: object) -> None:
    made(material(Record()))  # type: ignore[operator]
    assert made(material(invented_record())) == made(material(invented_record()))  # type: ignore[operator]
