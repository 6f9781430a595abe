"""What a person tells `silit article adopt`: which paper each number is, which numbers are known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from silit.articles.number_lists import read_number_list
from silit.errors import UnreadableFormatError, UsageError
from silit.formats.json_values import mapping_of, parse_json, text_of
from silit.library import Library
from silit.library.works import ids_of_each_identifier, ids_of_keys
from silit.services.citation_resolving import is_citation
from silit.services.refs import Reading, read_ref

_POSITION = re.compile(r"([1-9]\d{0,8}):([1-9]\d{0,8})")


def read_maps(options: Iterable[str]) -> dict[str, str]:
    """The `N=REF` of `--map`: number (or a ref as shown, `^1`, `fn:…`) to REF. UsageError for anything else."""
    maps: dict[str, str] = {}
    for option in options:
        name, sign, ref = (part.strip() for part in option.partition("="))
        if not sign or not name or not ref or (name.isdecimal() and not read_number_list(name)):
            raise UsageError(
                f"{option!r} is not N=REF.", hint="For example: --map 1=laslett2005 --map 3=PMID:19119403"
            )
        if maps.setdefault(name, ref) != ref:
            raise UsageError(
                f"{name} is mapped to {maps[name]} and to {ref}.", hint="Give each number one paper."
            )
    return maps


def read_known(option: str) -> frozenset[int]:
    """The numbers of `--known`: `1-6`, `1,3,5-9`. UsageError for anything else."""
    numbers = read_number_list(option)
    if not numbers:
        raise UsageError(f"{option!r} is no list of numbers.", hint="For example: --known 1-6")
    return frozenset(numbers)


def read_positions(options: Iterable[str]) -> list[tuple[int, int]]:
    """The `LINE:COLUMN` of `--no-citation`, both from 1. UsageError for anything else."""
    positions = []
    for option in options:
        match = _POSITION.fullmatch(option.strip())
        if match is None:
            raise UsageError(f"{option!r} is not LINE:COLUMN.", hint="For example: --no-citation 3:14")
        positions.append((int(match[1]), int(match[2])))
    return positions


def read_footnotes_meta(text: str) -> dict[str, str]:
    """The texts of WordPress's core footnotes by their id, from the post's meta field `footnotes`, a JSON list of
    `{"id", "content"}`. UnreadableFormatError for anything else."""
    try:
        notes = parse_json(text)
    except UnreadableFormatError as error:
        raise _no_footnotes(error.message) from error
    if not isinstance(notes, list):
        raise _no_footnotes("They are no list.")
    texts: dict[str, str] = {}
    for number, note in enumerate(notes, 1):
        name, content = mapping_of(note).get("id"), mapping_of(note).get("content")
        if not text_of(name) or not isinstance(content, str):
            raise _no_footnotes(f"Note {number} of the list has no id and content.")
        texts[text_of(name)] = text_of(content)
    return texts


def _no_footnotes(reason: str) -> UnreadableFormatError:
    return UnreadableFormatError(
        f"The footnotes are not what WordPress stores. {reason}",
        hint='They are a list such as [{"id": "…", "content": "…"}], in the post\'s meta field `footnotes`.',
    )


def refs_to_add(library: Library, refs: Iterable[str]) -> list[str]:
    """Those of the REFs that are identifiers, or hold one, and name no work of the library yet, and those that are whole
    references as text: to be added, or matched, first."""
    wanted = list(dict.fromkeys(refs))
    known = ids_of_keys(library.connection, wanted)
    in_words = [ref for ref in wanted if ref not in known and is_citation(ref)]
    readings = {ref: read_ref(ref) for ref in wanted if ref not in known and ref not in in_words}
    named = {ref: one.identifier for ref, one in readings.items() if isinstance(one, Reading)}
    there = ids_of_each_identifier(library.connection, [(one.scheme, one.value) for one in named.values()])
    unknown = [ref for ref, one in named.items() if (one.scheme, one.value) not in there]
    return [*unknown, *in_words]
