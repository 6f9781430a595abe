"""silit evidence - all sides of a claim."""

from __future__ import annotations

import click

from silit.cli.options import CLAIM, json_option
from silit.cli.screen import columns, put, put_json
from silit.cli.sides import side_by_side
from silit.cli.state import State, pass_state
from silit.services.claiming import CountedClaim, list_claims
from silit.services.evidence_sides import Sides, sides_of_claim


@click.command()
@click.argument("slug", required=False, type=CLAIM, metavar="[CLAIM]")
@json_option
@pass_state
def evidence(state: State, slug: str | None, as_json: bool) -> None:
    """Put all sides of CLAIM next to each other; without CLAIM, of every claim.

    \b
    Examples:
      silit evidence rf-denervation
      silit evidence acupuncture-pgp --json
    """
    with state.read_library() as library:
        counted = {one.claim.slug: one for one in list_claims(library)}
        slugs = [slug] if slug else list(counted)
        sides = [sides_of_claim(library, one) for one in slugs]
    if as_json:
        documents = [_sides_json(one, counted[one.claim.slug]) for one in sides]
        put_json(documents[0] if slug else documents)
        return
    width = columns(piped=100, most=140)
    put("\n\n".join(side_by_side(one, width) for one in sides))
    if not sides:
        state.say('No claims yet. Add one: silit claim add massage-lbp "Massage relieves low back pain"')


def _sides_json(sides: Sides, counted: CountedClaim) -> dict[str, object]:
    from silit.formats.csl_json import entry_json  # a page for people needs no CSL

    claim = sides.claim
    document: dict[str, object] = {
        "claim": {
            "slug": claim.slug,
            "text": claim.text,
            "question": claim.question,
            "counts": counted.counts,
        }
    }
    for stance, judgements in sides.by_stance.items():
        document[stance] = [entry_json(judgement.entry) for judgement in judgements]
    return document
