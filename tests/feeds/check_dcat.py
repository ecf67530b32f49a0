"""Reads a DCAT catalogue as a data portal's harvester does and prints, as JSON, what is wrong with it.

    check_dcat.py ROOT FILE

The properties are those that udata, the software of data.gouv.fr, takes from a catalogue: it needs one catalogue of
datasets with a title, a description, a licence and files to fetch.
"""

import datetime
import json
import pathlib
import sys

from rdflib import RDF, Graph, Literal, Namespace, URIRef

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

KNOWN = {
    DCAT.Catalog: {
        DCT.title, DCT.description, DCT.language, DCT.publisher, DCT.modified, DCT.license, FOAF.homepage, DCAT.dataset,
    },
    DCAT.Dataset: {
        DCT.identifier, DCT.title, DCT.description, DCT.language, DCT.publisher, DCT.modified, DCT.issued, DCT.license,
        DCAT.landingPage, DCAT.keyword, DCAT.contactPoint, DCAT.distribution,
    },
    DCAT.Distribution: {
        DCT.title, DCT.license, DCT.modified, DCT.conformsTo, DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCT["format"],
    },
    FOAF.Agent: {FOAF.name, FOAF.homepage},
    VCARD.Organization: {VCARD.fn, VCARD.hasEmail},
}


def check(root, name):
    """Problems of one catalogue: dictionaries with file, rule, message."""
    problems = []

    def add(rule, message):
        problems.append({"file": name, "rule": rule, "message": message})

    graph = Graph()
    try:
        graph.parse(data=(pathlib.Path(root) / name).read_bytes(), format="json-ld")
    except Exception as error:  # whatever the parser raises, it could not read it
        add("dcat-rdf", f"no RDF: {error!r}")
        return problems

    def needs(node, what, properties):
        for prop in properties:
            if not list(graph.objects(node, prop)):
                add("dcat-missing", f"{what} has no {graph.namespace_manager.normalizeUri(prop)}")

    def addresses(node, what, properties):
        for prop in properties:
            for value in graph.objects(node, prop):
                if not isinstance(value, URIRef) or not str(value).startswith(("https://", "http://", "mailto:")):
                    add("dcat-address", f"{what}: {value!r} is no address")

    for node, kind in graph.subject_objects(RDF.type):
        if kind not in KNOWN:
            add("dcat-type", f"{kind} is no type that portals read")
            continue
        for prop in set(graph.predicates(node)) - KNOWN[kind] - {RDF.type}:
            add("dcat-property", f"{kind} has no property {prop}")
    for prop in (DCT.modified, DCT.issued):
        for value in graph.objects(None, prop):
            if not isinstance(value, Literal) or not isinstance(value.toPython(), datetime.date):
                add("dcat-date", f"{value!r} is no date")

    catalogues = list(graph.subjects(RDF.type, DCAT.Catalog))
    datasets = list(graph.subjects(RDF.type, DCAT.Dataset))
    if len(catalogues) != 1 or len(datasets) != 1:
        add("dcat-count", f"{len(catalogues)} catalogues and {len(datasets)} datasets, not one of each")
        return problems
    catalogue, dataset = catalogues[0], datasets[0]
    if (catalogue, DCAT.dataset, dataset) not in graph:
        add("dcat-missing", "the dataset is not in the catalogue")
    needs(catalogue, "the catalogue", [DCT.title, DCT.description, DCT.publisher, FOAF.homepage])
    needs(dataset, "the dataset", [DCT.title, DCT.description, DCT.license, DCT.publisher, DCAT.distribution, DCAT.keyword])
    addresses(dataset, "the dataset", [DCT.license, DCAT.landingPage])
    for publisher in graph.objects(dataset, DCT.publisher):
        needs(publisher, "the publisher", [FOAF.name])
    for file in graph.objects(dataset, DCAT.distribution):
        needs(file, "a file", [DCT.title, DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCT["format"], DCT.license])
        addresses(file, "a file", [DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCT.conformsTo])
    return problems


def main():
    """Checks the catalogue named on the command line."""
    root, name = sys.argv[1:]
    json.dump(check(root, name), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
