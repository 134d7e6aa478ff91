"""The network of promises through time as GEXF 1.3, the form Gephi reads: states, and a directed edge for each promise, with intervals."""

from collections.abc import Callable, Iterable
from xml.etree import ElementTree as ET

from foedera.interfaces.export.xml_text import xml_legal
from foedera.treaties.directed_dyads import Leg

NAMESPACE = "http://gexf.net/1.3"
EDGE_ATTRIBUTES = (("agreement", "string"), ("pledge", "string"), ("certain", "boolean"))
NOT_KNOWN = "unknown"


def gexf_xml(legs: Iterable[Leg], name_of: Callable[[str], str]) -> str:
    """The whole network; `name_of` gives the name of a state. An edge goes from the one who promised to the one it was promised to."""
    held = list(legs)
    root = ET.Element("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    graph = ET.SubElement(root, "graph", {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date",
                                          "timerepresentation": "interval"})
    attributes = ET.SubElement(graph, "attributes", {"class": "edge", "mode": "static"})
    for number, (title, kind) in enumerate(EDGE_ATTRIBUTES):
        ET.SubElement(attributes, "attribute", {"id": str(number), "title": title, "type": kind})
    _add_nodes(graph, held, name_of)
    _add_edges(graph, held)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_nodes(graph: ET.Element, legs: list[Leg], name_of: Callable[[str], str]) -> None:
    nodes = ET.SubElement(graph, "nodes")
    for code in sorted({end for leg in legs for end in (leg.bearer, leg.beneficiary)}):
        ET.SubElement(nodes, "node", {"id": xml_legal(code), "label": xml_legal(name_of(code))})


def _add_edges(graph: ET.Element, legs: list[Leg]) -> None:
    """Spells that are certain and those that are not stand on two edges, so that a filter can take either."""
    edges = ET.SubElement(graph, "edges")
    count = 0
    for leg in legs:
        for certain in (True, False):
            spells = [spell for spell in leg.spells if spell.certain is certain]
            if not spells:
                continue
            ends = {"source": xml_legal(leg.bearer), "target": xml_legal(leg.beneficiary)}
            edge = ET.SubElement(edges, "edge", {"id": str(count), **ends, "kind": str(leg.pledge or NOT_KNOWN)})
            count += 1
            values = ET.SubElement(edge, "attvalues")
            for number, value in enumerate((leg.agreement, str(leg.pledge or NOT_KNOWN), str(certain).lower())):
                ET.SubElement(values, "attvalue", {"for": str(number), "value": xml_legal(value)})
            spans = ET.SubElement(edge, "spells")
            for spell in spells:
                ET.SubElement(spans, "spell", {"start": spell.first.isoformat(), "end": spell.last.isoformat()})
