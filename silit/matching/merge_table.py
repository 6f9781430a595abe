"""Which source is believed for which field, with the reason: the whole policy of merging in one place.

Every field of a Work stands in exactly one of FIRST, BY_STATUS, UNION and OWN_RULE.
"""

from __future__ import annotations

from collections.abc import Mapping

Order = tuple[str, ...]

PUBMED_FIRST: Order = ("pubmed", "crossref", "doi.org", "import", "starter")
CROSSREF_FIRST: Order = ("crossref", "doi.org", "pubmed", "import", "starter")

# NLM's MedlineCitation status: a record in these states has been looked at by people, or has its final data.
CURATED = frozenset({"MEDLINE", "OLDMEDLINE", "Completed"})
UNFINISHED = frozenset({"Publisher", "In-Data-Review", "In-Process"})

# The first source that has the field.
FIRST: Mapping[str, tuple[Order, str]] = {
    "title_short": (CROSSREF_FIRST, "PubMed has none"),
    "container_title_short": (PUBMED_FIRST, "NLM's abbreviation is what medical styles print"),
    "collection_title": (CROSSREF_FIRST, "publishers register their series"),
    "editor": (PUBMED_FIRST, "curated"),
    "translator": (PUBMED_FIRST, "curated"),
    "available_date": (CROSSREF_FIRST, "publishers register the day of publication online"),
    "accessed": (PUBMED_FIRST, "only files and users tell it"),
    "number": (CROSSREF_FIRST, "typed as an article number there"),
    "edition": (CROSSREF_FIRST, "registered by the publisher"),
    "publisher": (CROSSREF_FIRST, "registered by the publisher; PubMed has none for journals"),
    "publisher_place": (CROSSREF_FIRST, "PubMed knows the country only"),
    "event_title": (CROSSREF_FIRST, "PubMed has none"),
    "medium": (PUBMED_FIRST, "curated"),
    "status": (PUBMED_FIRST, "PubMed says whether a paper is ahead of print"),
    "language": (PUBMED_FIRST, "curated"),
    "abstract": (PUBMED_FIRST, "clean and labelled; Crossref has it for fewer works"),
    "other_abstracts": (PUBMED_FIRST, "only there"),
    "issn_linking": (PUBMED_FIRST, "only there"),
    "nlm_id": (PUBMED_FIRST, "only there"),
    "url": (CROSSREF_FIRST, "the publisher's page"),
    "publication_types": (PUBMED_FIRST, "only there"),
    "mesh": (PUBMED_FIRST, "only there"),
    "conflict_of_interest": (PUBMED_FIRST, "only there"),
    "rights": (CROSSREF_FIRST, "publishers register licences"),
    "citation_status": (PUBMED_FIRST, "only there"),
}

# The state that PubMed's record must be in for PubMed to come first: "curated" is one of CURATED, "final" none of UNFINISHED.
# Otherwise Crossref comes first.
BY_STATUS: Mapping[str, tuple[str, str]] = {
    "issued": ("final", "PubMed cites by issue once the issue is known; Crossref knows it earlier"),
    "volume": ("curated", "Crossref has the volume at final assignment, PubMed's is checked after the issue"),
    "issue": ("curated", "the same as the volume"),
}

# What every source says, each thing once, in the order PUBMED_FIRST.
UNION: Mapping[str, str] = {
    "keyword": "authors' keywords differ between sources, and none is wrong",
    "isbn": "print and electronic editions",
    "issn": "print and electronic editions",
    "trials": "any source may know the trial",
    "grants": "any source may know the grant",
    "suggested_tags": "tags of the starter collection stay",
    "relations": "each source misses some retractions: any that says so counts",
}

# Fields with a rule of their own, and where it is.
OWN_RULE: Mapping[str, str] = {
    "type": "PubMed's, but Crossref knows preprints, chapters and theses",
    "genre": "belongs to the type",
    "title": "PubMed's wording with Crossref's italics",
    "original_title": "Crossref's title where PubMed's is a translation",
    "container_title": "NLM's name with Crossref's capitals: publishers rename journals retroactively",
    "author": "the first whole list, completed name by name",
    "authors_complete": "goes with the authors",
    "page": "a full range before a first page",
    "doi": "Crossref's own; others stay as aliases",
    "pmid": "PubMed's own; others stay as aliases",
    "pmcid": "PubMed's; others stay as aliases",
    "other_ids": "everything that is not the main identifier: none is lost",
    "study_type": "as stated, until PubMed states a design",
}
